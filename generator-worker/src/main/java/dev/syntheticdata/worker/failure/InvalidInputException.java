package dev.syntheticdata.worker.failure;

import dev.syntheticdata.task.ExitCode;

/** What was asked for cannot be done as it stands; trying again does not help. */
public final class InvalidInputException extends WorkerException {

  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message, null);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.INVALID_INPUT;
  }
}
