package dev.syntheticdata.local.apiserver;

/**
 * Looks at every request before and after it is served, and may make it fail. Tests use it to put
 * faults and crashes between a client and the server.
 */
public interface RequestFilter {
  /** Lets everything pass. */
  RequestFilter NONE = new RequestFilter() {};

  /** What to do with a request. */
  sealed interface Verdict permits Proceed, Refuse, Drop {}

  /** Go on. */
  record Proceed() implements Verdict {}

  /**
   * Answer with an error instead.
   *
   * @param code the HTTP code, for example 503
   * @param reason the reason of the Status, for example {@code ServiceUnavailable}
   * @param message what the client shows
   */
  record Refuse(int code, String reason, String message) implements Verdict {}

  /** Close the connection without an answer. */
  record Drop() implements Verdict {}

  /** Called before anything is done. */
  default Verdict before(ApiCall call) {
    return new Proceed();
  }

  /**
   * Called when the request took effect, before its answer is sent. For watches, before the first
   * event.
   *
   * @param code the HTTP code of the answer
   */
  default Verdict after(ApiCall call, int code) {
    return new Proceed();
  }
}
