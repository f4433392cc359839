package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Lets every second call of a kind fail, for a number of times. */
final class Faults implements RequestFilter {

  private final Predicate<ApiCall> kind;
  private final Verdict fault;
  private final int most;
  private final boolean tookEffect;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger injected = new AtomicInteger();

  private Faults(Predicate<ApiCall> kind, Verdict fault, int most, boolean tookEffect) {
    this.kind = kind;
    this.fault = fault;
    this.most = most;
    this.tookEffect = tookEffect;
  }

  /** Calls fail before they take effect. */
  static Faults before(Predicate<ApiCall> kind, Verdict fault, int most) {
    return new Faults(kind, fault, most, false);
  }

  /** Calls take effect, but the answer tells of a fault. */
  static Faults after(Predicate<ApiCall> kind, Verdict fault, int most) {
    return new Faults(kind, fault, most, true);
  }

  @Override
  public Verdict before(ApiCall call) {
    return tookEffect ? new Proceed() : verdict(call);
  }

  @Override
  public Verdict after(ApiCall call, int code) {
    return tookEffect && code < 300 ? verdict(call) : new Proceed();
  }

  private Verdict verdict(ApiCall call) {
    boolean due = kind.test(call) && calls.incrementAndGet() % 2 == 1;
    // Calls come from several threads: the last fault is for one of them only.
    boolean struck = due && injected.getAndUpdate(n -> Math.min(n + 1, most)) < most;
    return struck ? fault : new Proceed();
  }

  /** How many calls failed. */
  int injected() {
    return injected.get();
  }
}
