package dev.syntheticdata.worker.failure;

import dev.syntheticdata.task.ExitCode;

/** An engine that was brought did not keep to its contract; trying again does not help. */
public final class EngineException extends WorkerException {

  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message, null);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.ENGINE_FAILED;
  }
}
