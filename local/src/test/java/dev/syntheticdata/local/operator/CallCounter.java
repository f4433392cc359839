package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what one user agent asks the API server for, and what it is answered. */
final class CallCounter implements RequestFilter {

  /**
   * A call that was answered.
   *
   * @param request what was asked for
   * @param code the HTTP code of the answer
   */
  record Call(AccessRequest request, int code) {

    boolean isWrite() {
      return !List.of("get", "list", "watch").contains(request.verb());
    }

    /** Verb and resource. */
    String kind() {
      return request.verb() + " " + request.resource();
    }
  }

  private final String agent;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  CallCounter(String agent) {
    this.agent = agent;
  }

  @Override
  public Verdict after(ApiCall call, int code) {
    if (call.userAgent().equals(agent)) {
      AccessRequest.of(call).ifPresent(request -> calls.add(new Call(request, code)));
    }
    return new Proceed();
  }

  /** Forgets all that was noted. */
  void reset() {
    calls.clear();
  }

  /** Calls that ask for a change. */
  List<Call> writes() {
    return calls.stream().filter(Call::isWrite).toList();
  }

  /** Calls that only ask. */
  List<Call> reads() {
    return calls.stream().filter(call -> !call.isWrite()).toList();
  }

  /** How often each verb was used on each resource, as {@code create jobs}. */
  static Map<String, Integer> byKind(List<Call> calls) {
    var result = new TreeMap<String, Integer>();
    calls.forEach(call -> result.merge(call.kind(), 1, Integer::sum));
    return result;
  }
}
