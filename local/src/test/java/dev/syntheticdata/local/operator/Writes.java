package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes the writes that took effect, but for those of the Lease and of questions about rights. */
final class Writes implements RequestFilter {

  private final List<String> noted = new CopyOnWriteArrayList<>();

  @Override
  public Verdict after(ApiCall call, int code) {
    boolean election = call.path().contains("/leases") || call.path().contains("authorization");
    if (call.isWrite() && code < 300 && !election) {
      noted.add(call.method() + " " + call.path());
    }
    return new Proceed();
  }

  List<String> noted() {
    return noted;
  }
}
