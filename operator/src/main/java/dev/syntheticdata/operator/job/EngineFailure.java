package dev.syntheticdata.operator.job;

import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.engine.EngineContract;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;

/** What is said of an engine in a container that failed, or does not start. */
final class EngineFailure {

  private static final int LONGEST_TAIL = 600;

  private EngineFailure() {}

  /** Why the Job failed, by the end of its engine. */
  static JobObservation.Failed of(TaskRun run, ContainerStateTerminated end) {
    var reason = Reason.of(EnginePod.outcome(end.getExitCode()).reason());
    return new JobObservation.Failed(reason, message(run, end) + lastWords(end));
  }

  private static String message(TaskRun run, ContainerStateTerminated end) {
    var field = "engine.container." + run.name().label();
    if ("OOMKilled".equals(end.getReason())) {
      return "the engine ran out of memory: raise " + field + ".resources.limits.memory";
    }
    if (end.getExitCode() == EngineContract.INVALID_INPUT) {
      return "the engine finds its input wrong";
    }
    if (end.getExitCode() == EngineContract.TRY_AGAIN) {
      return "the engine asked to be run again, and failed each time";
    }
    return "the engine "
        + run.engine().image()
        + " ended with exit code "
        + end.getExitCode()
        + "; its log says more: kubectl logs -c "
        + EnginePod.ENGINE
        + " job/"
        + run.jobName();
  }

  /** The end of what the engine said: its termination message, or else the end of its log. */
  private static String lastWords(ContainerStateTerminated end) {
    var said = end.getMessage() == null ? "" : end.getMessage().strip();
    if (said.isEmpty()) {
      return "";
    }
    return said.length() <= LONGEST_TAIL
        ? ". It said: " + said
        : ". It said: …" + said.substring(said.length() - LONGEST_TAIL);
  }

  /** Why the engine's container does not start, and the remedy. */
  static String describe(ContainerStateWaiting waiting) {
    var remedy =
        waiting.getReason().contains("Config")
            ? "; the image must run as a user that is not root: set engine.container.runAsUser"
            : "; see engine.container.image";
    return "the engine cannot start, "
        + waiting.getReason()
        + (waiting.getMessage() == null ? "" : ": " + waiting.getMessage())
        + remedy;
  }
}
