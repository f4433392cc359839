package dev.syntheticdata.operator.job;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;

/** Answers of an API server that does not create a Job. */
enum Refusals {
  QUOTA(403, "Forbidden", "exceeded quota: compute, requested: cpu=2, used: cpu=4", null),
  INVALID(422, "Invalid", "spec.template.spec.runtimeClassName: not found", null),
  BAD_REQUEST(400, "BadRequest", "quantities must match the regular expression", null),
  TERMINATING(
      403,
      "Forbidden",
      "unable to create new content in namespace research because it is being terminated",
      "NamespaceTerminating"),
  NOT_FOUND(404, "NotFound", "namespaces \"research\" not found", null);

  private final int code;
  private final String reason;
  private final String message;
  private final String cause;

  Refusals(int code, String reason, String message, String cause) {
    this.code = code;
    this.reason = reason;
    this.message = message;
    this.cause = cause;
  }

  int code() {
    return code;
  }

  String message() {
    return message;
  }

  Status status() {
    return of(code, reason, message, cause);
  }

  static Status of(int code, String reason, String message, String cause) {
    var status =
        new StatusBuilder()
            .withStatus("Failure")
            .withCode(code)
            .withReason(reason)
            .withMessage(message);
    if (cause != null) {
      status
          .withNewDetails()
          .withCauses(new StatusCauseBuilder().withReason(cause).withMessage(message).build())
          .endDetails();
    }
    return status.build();
  }
}
