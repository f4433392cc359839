package dev.syntheticdata.worker.storage;

import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.failure.WorkerException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Sorts what the client throws into what may pass (refused connections, timeouts, answers of 5xx,
 * throttling) and what will not (no such bucket, refused keys), and puts it in words.
 */
final class StoreFailures {

  private static final Set<String> WRONG_KEYS =
      Set.of(
          "AccessDenied",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "AccountProblem",
          "AllAccessDisabled",
          // The Versity gateway's, with status 404.
          "XAdminUserNotFound");
  private static final Set<String> PASSING =
      Set.of("SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "BadDigest");

  private final ObjectLocation location;
  private final StoreRole role;

  StoreFailures(ObjectLocation location, StoreRole role) {
    this.location = location;
    this.role = role;
  }

  /**
   * Whether an object is not there; some servers say of other things as well that there is none.
   */
  boolean isAbsent(ErrorResponseException e) {
    return e.response().code() == 404 && "NoSuchKey".equals(e.errorResponse().code());
  }

  private boolean isBucketMissing(ErrorResponseException e) {
    return "NoSuchBucket".equals(e.errorResponse().code());
  }

  /**
   * What to throw instead: a {@link Retries.TransientFailure} or an {@link InvalidInputException}.
   */
  Exception classify(String key, Exception thrown) {
    if (thrown instanceof ErrorResponseException refused) {
      return classify(key, refused);
    }
    if (thrown instanceof ServerException server) {
      return new Retries.TransientFailure("HTTP " + server.statusCode(), thrown);
    }
    if (thrown instanceof InvalidResponseException) {
      String said = String.valueOf(thrown.getMessage());
      int body = said.indexOf(", body:");
      return new Retries.TransientFailure(body < 0 ? said : said.substring(0, body), thrown);
    }
    IOException io = io(thrown);
    if (io != null) {
      String cause =
          io instanceof UnknownHostException ? "unknown host" : String.valueOf(io.getMessage());
      return new Retries.TransientFailure(cause, thrown);
    }
    return new IllegalStateException("request to " + place(key) + " failed", thrown);
  }

  private Exception classify(String key, ErrorResponseException refused) {
    String code = refused.errorResponse().code();
    int status = refused.response().code();
    if (status == 501) {
      return new InvalidInputException(
          "%s does not implement what is asked of it (%s, HTTP 501); use a store that does conditional"
                  .formatted(place(key), code)
              + " writes (If-None-Match, If-Match)",
          refused);
    }
    boolean conflict = status == 409 && "ConditionalRequestConflict".equals(code);
    if (status >= 500 || status == 429 || conflict || PASSING.contains(code)) {
      return new Retries.TransientFailure("HTTP " + status + " " + code, refused);
    }
    if (isBucketMissing(refused)) {
      return new InvalidInputException(
          "there is no bucket '%s' at %s; create it, or correct the bucket's name or the endpoint"
              .formatted(location.bucket(), endpoint()),
          refused);
    }
    if (status == 403 || status == 401 || WRONG_KEYS.contains(code)) {
      return new InvalidInputException(
          "access to %s is refused (%s); check the keys in %s, and that they may use this bucket"
              .formatted(place(key), code, keys()),
          refused);
    }
    return new InvalidInputException(
        "%s answers %s (HTTP %d) to a request; check endpoint, region and bucket"
            .formatted(place(key), code, status),
        refused);
  }

  /** What to throw when the last attempt failed. */
  WorkerException unavailable(String key, Retries.TransientFailure last) {
    return role.unavailable(
        "%s could not be reached for about a minute (%s); check the endpoint, or wait until it is back"
            .formatted(place(key), last.getMessage()),
        last);
  }

  private String place(String key) {
    return "s3://" + location.bucket() + "/" + key + " at " + endpoint();
  }

  private String endpoint() {
    return location.endpoint() == null ? "AWS S3" : location.endpoint();
  }

  private String keys() {
    return location.credentials() == null
        ? "the pod's identity"
        : "the Secret that credentials.secretRef of the %s names (%s_AWS_ACCESS_KEY_ID)"
            .formatted(location.credentials().toLowerCase(Locale.ROOT), location.credentials());
  }

  private static IOException io(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof IOException io) {
        return io;
      }
    }
    return null;
  }
}
