package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a worker process ended. The number is the process's exit code, by which the Job's {@code
 * podFailurePolicy} decides about a retry; the label is the reason in results and conditions.
 */
public enum ExitCode {
  /** The task is done and its result is in storage. */
  DONE(0, "Succeeded", false),
  /** A defect of the worker or its machine. */
  INTERNAL(1, "InternalError", true),
  /** The command line was wrong. */
  USAGE(2, "UsageError", false),
  /** The input is wrong and will stay so: a bad table, a missing object, refused credentials. */
  INVALID_INPUT(10, "InvalidInput", false),
  /** Storage holds other content under a name that this task owns. */
  CONFLICT(11, "StorageConflict", false),
  /** The engine that was brought failed, or wrote what its contract forbids. */
  ENGINE_FAILED(12, "EngineFailed", false),
  /** The source could not be reached for a while. */
  SOURCE_UNAVAILABLE(20, "SourceUnavailable", true),
  /** The storage could not be reached for a while. */
  STORAGE_UNAVAILABLE(21, "StorageUnavailable", true);

  private final int code;
  private final String reason;
  private final boolean retriable;

  ExitCode(int code, String reason, boolean retriable) {
    this.code = code;
    this.reason = reason;
    this.retriable = retriable;
  }

  /** The exit code of the process. */
  public int code() {
    return code;
  }

  /** The reason in results and conditions. */
  @JsonValue
  public String reason() {
    return reason;
  }

  /** Whether the same task may succeed when it is run again. */
  public boolean retriable() {
    return retriable;
  }

  /**
   * The code of that reason.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static ExitCode of(String reason) {
    for (var code : values()) {
      if (code.reason.equals(reason)) {
        return code;
      }
    }
    throw new IllegalArgumentException("unknown reason: " + reason);
  }
}
