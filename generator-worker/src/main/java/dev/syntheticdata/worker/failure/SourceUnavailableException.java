package dev.syntheticdata.worker.failure;

import dev.syntheticdata.task.ExitCode;

/**
 * The source data did not answer for as long as the task was willing to wait; worth trying again
 * later.
 */
public final class SourceUnavailableException extends WorkerException {

  private static final long serialVersionUID = 1L;

  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.SOURCE_UNAVAILABLE;
  }
}
