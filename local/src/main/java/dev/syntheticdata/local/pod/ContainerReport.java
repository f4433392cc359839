package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a pod's status says about one container.
 *
 * @param previous how the process before this one ended; null for the first
 * @param restarts how often the container was started again
 * @param pid of the current or last process, or 0 before the first
 */
record ContainerReport(
    String name,
    String image,
    ContainerState state,
    ContainerState previous,
    int restarts,
    long pid) {

  static ContainerReport waiting(Container container, String reason) {
    return new ContainerReport(
        container.getName(), container.getImage(), waitingState(reason, null), null, 0, 0);
  }

  ContainerReport nowWaiting(String reason, String message) {
    return new ContainerReport(name, image, waitingState(reason, message), previous, restarts, pid);
  }

  ContainerReport nowRunning(long newPid, Instant startedAt) {
    ContainerState running =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(format(startedAt))
            .endRunning()
            .build();
    return new ContainerReport(name, image, running, previous, restarts, newPid);
  }

  ContainerReport nowTerminated(
      int exitCode, String reason, String message, Instant startedAt, Instant finishedAt) {
    ContainerState terminated =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason(reason)
            .withMessage(message)
            .withStartedAt(format(startedAt))
            .withFinishedAt(format(finishedAt))
            .withContainerID(containerId())
            .endTerminated()
            .build();
    return new ContainerReport(name, image, terminated, previous, restarts, pid);
  }

  /** The container has ended and will be started again after {@code message}'s delay. */
  ContainerReport nowRestarting(String message) {
    return new ContainerReport(
        name, image, waitingState("CrashLoopBackOff", message), state, restarts + 1, pid);
  }

  boolean running() {
    return state.getRunning() != null;
  }

  boolean terminated() {
    return state.getTerminated() != null;
  }

  boolean succeeded() {
    return terminated() && state.getTerminated().getExitCode() == 0;
  }

  ContainerStatus toStatus(boolean initContainer) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withImage(image)
        .withImageID("")
        .withContainerID(containerId())
        .withState(state)
        .withLastState(previous == null ? new ContainerState() : previous)
        .withRestartCount(restarts)
        .withStarted(running())
        .withReady(initContainer ? succeeded() : running())
        .build();
  }

  private String containerId() {
    return pid == 0 ? null : "process://" + pid;
  }

  private static ContainerState waitingState(String reason, String message) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting()
        .build();
  }

  static String format(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
