package dev.syntheticdata.local.apiserver.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** An answer other than success: an HTTP code and the {@code Status} object of the body. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient ObjectNode status;

  private ApiError(int code, String reason, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", message).put("reason", reason).put("code", code);
  }

  public int code() {
    return code;
  }

  /** The {@code v1.Status} that describes the failure. */
  public ObjectNode status() {
    return status;
  }

  public String reason() {
    return status.get("reason").asText();
  }

  /** Any code and reason, without details. */
  public static ApiError of(int code, String reason, String message) {
    return new ApiError(code, reason, message);
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequest", message);
  }

  public static ApiError unauthorized() {
    return new ApiError(401, "Unauthorized", "Unauthorized");
  }

  /** No such path on this server. */
  public static ApiError noSuchPath() {
    return new ApiError(404, "NotFound", "the server could not find the requested resource");
  }

  public static ApiError methodNotAllowed() {
    return new ApiError(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  public static ApiError notFound(ResourceType type, String name) {
    return new ApiError(404, "NotFound", type.resource() + " \"" + name + "\" not found")
        .about(type, name, type.plural());
  }

  public static ApiError alreadyExists(ResourceType type, String name) {
    return new ApiError(409, "AlreadyExists", type.resource() + " \"" + name + "\" already exists")
        .about(type, name, type.plural());
  }

  /** The object has changed since it was read, or another precondition does not hold. */
  public static ApiError conflict(ResourceType type, String name, String why) {
    String message =
        "Operation cannot be fulfilled on " + type.resource() + " \"" + name + "\": " + why;
    return new ApiError(409, "Conflict", message).about(type, name, type.plural());
  }

  public static ApiError forbidden(ResourceType type, String name, String why) {
    String message = type.resource() + " \"" + name + "\" is forbidden: " + why;
    return new ApiError(403, "Forbidden", message).about(type, name, type.plural());
  }

  /** A server-side apply that would take fields away from other managers. */
  public static ApiError applyConflict(String message, List<ObjectNode> causes) {
    ApiError error = new ApiError(409, "Conflict", message);
    Json.child(error.status, "details").putArray("causes").addAll(causes);
    return error;
  }

  /** The resource version is older than the events this server still remembers. */
  public static ApiError expired(long requested, long oldest) {
    return new ApiError(
        410, "Expired", "too old resource version: " + requested + " (" + oldest + ")");
  }

  /** The list continuation token is unusable. */
  public static ApiError expiredContinue() {
    return new ApiError(
        410,
        "Expired",
        "The provided continue parameter is too old or was not made by this server; start a new"
            + " list without the continue parameter");
  }

  public static ApiError unsupportedMediaType(List<String> accepted) {
    return new ApiError(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", accepted));
  }

  /** As above for bodies in protobuf, which kubectl sends when it builds an object itself. */
  public static ApiError binaryBody(List<String> accepted) {
    return new ApiError(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", accepted)
            + " (this server reads no protobuf: write a manifest with \"kubectl create ..."
            + " --dry-run=client -o yaml\" and apply it with \"kubectl apply -f\")");
  }

  /** The body is longer than {@code max} bytes. */
  public static ApiError tooLarge(int max) {
    return new ApiError(413, "RequestEntityTooLarge", "Request entity too large: limit is " + max);
  }

  /** The object breaks its schema or the rules of its kind. */
  public static ApiError invalid(ResourceType type, String name, List<FieldError> errors) {
    return invalid(type.group(), type.kind(), name, errors);
  }

  /** As {@link #invalid(ResourceType, String, List)} for things that are not stored. */
  public static ApiError invalid(String group, String kind, String name, List<FieldError> errors) {
    String text =
        errors.size() == 1
            ? errors.get(0).describe()
            : errors.stream().map(FieldError::describe).collect(Collectors.joining(", ", "[", "]"));
    String qualified = group.isEmpty() ? kind : kind + "." + group;
    ApiError error =
        new ApiError(422, "Invalid", qualified + " \"" + name + "\" is invalid: " + text);
    ObjectNode details = Json.child(error.status, "details");
    details.put("name", name).put("group", group).put("kind", kind);
    ArrayNode causes = details.putArray("causes");
    for (FieldError e : errors) {
      causes
          .addObject()
          .put("reason", e.reason().name())
          .put("message", e.message())
          .put("field", e.field());
    }
    return error;
  }

  /** A patch that cannot be applied to the stored object. */
  public static ApiError unprocessable(String message) {
    return new ApiError(422, "Invalid", message);
  }

  /** Adds a cause to the details. */
  public ApiError withCause(String reason, String message, String field) {
    ObjectNode details = Json.child(status, "details");
    ArrayNode causes = details.withArray("/causes");
    causes.addObject().put("reason", reason).put("message", message).put("field", field);
    return this;
  }

  private ApiError about(ResourceType type, String name, String kind) {
    ObjectNode details = Json.child(status, "details");
    details.put("name", name);
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", kind);
    return this;
  }
}
