package dev.syntheticdata.worker.failure;

import dev.syntheticdata.task.ExitCode;

/**
 * A failure with a known kind of cause. The message is written for the person who applied the
 * resource: it names the field or object at fault and the remedy, and never holds a row of data.
 */
public abstract sealed class WorkerException extends RuntimeException
    permits ConflictException,
        EngineException,
        InvalidInputException,
        SourceUnavailableException,
        StorageUnavailableException {

  private static final long serialVersionUID = 1L;

  WorkerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** How the process ends. */
  public abstract ExitCode exitCode();
}
