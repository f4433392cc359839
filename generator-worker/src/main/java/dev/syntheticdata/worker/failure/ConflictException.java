package dev.syntheticdata.worker.failure;

import dev.syntheticdata.task.ExitCode;

/** Object storage holds something else where this task has to write. */
public final class ConflictException extends WorkerException {

  private static final long serialVersionUID = 1L;

  public ConflictException(String message) {
    super(message, null);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.CONFLICT;
  }
}
