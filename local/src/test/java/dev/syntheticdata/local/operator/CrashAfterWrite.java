package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cuts the first operator off after its n-th write: the write took effect, its answer is dropped,
 * and nothing more of that operator is served.
 */
final class CrashAfterWrite implements RequestFilter {

  static final String VICTIM = "first-operator";

  private final int n;
  private final AtomicInteger writes = new AtomicInteger();
  private final List<String> created = new CopyOnWriteArrayList<>();
  private volatile String last;

  CrashAfterWrite(int n) {
    this.n = n;
  }

  @Override
  public Verdict before(ApiCall call) {
    return happened() && isVictim(call) ? new Drop() : new Proceed();
  }

  @Override
  public Verdict after(ApiCall call, int code) {
    if (code == 201) {
      created.add(call.path());
    }
    boolean tookEffect = call.isWrite() && code < 300;
    if (isVictim(call) && tookEffect && !happened() && writes.incrementAndGet() == n) {
      last = call.method() + " " + call.path();
      return new Drop();
    }
    return happened() && isVictim(call) ? new Drop() : new Proceed();
  }

  private static boolean isVictim(ApiCall call) {
    return call.userAgent().startsWith(VICTIM);
  }

  /** Whether the operator was cut off. */
  boolean happened() {
    return last != null;
  }

  /** The write it was cut off after; null where it was not. */
  String last() {
    return last;
  }

  /** How many objects were created at a path that ends so, by whomever. */
  long created(String resource) {
    return created.stream().filter(path -> path.endsWith("/" + resource)).count();
  }

  /** Writes of the operator that took effect. */
  int writes() {
    return writes.get();
  }
}
