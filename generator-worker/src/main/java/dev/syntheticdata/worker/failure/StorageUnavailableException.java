package dev.syntheticdata.worker.failure;

import dev.syntheticdata.task.ExitCode;

/**
 * The object storage did not answer for as long as the task was willing to wait; worth trying again
 * later.
 */
public final class StorageUnavailableException extends WorkerException {

  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.STORAGE_UNAVAILABLE;
  }
}
