package dev.syntheticdata.local.pod;

import dev.syntheticdata.local.pod.PodStatuses.Overall;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pods of this node that were running when an earlier runner ended. Their processes ended with it,
 * so they have failed; whoever owns them makes new ones.
 */
final class LostPods {
  private static final int KILLED = 137;
  private static final String REASON = "ContainerStatusUnknown";
  private static final String MESSAGE = "The process ended with the pod runner that had started it";

  private LostPods() {}

  /** Whether an earlier runner had begun to run the pod's containers. */
  static boolean startedEarlier(Pod pod) {
    PodStatus status = pod.getStatus();
    return status != null
        && Stream.concat(
                status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
            .map(ContainerStatus::getState)
            .anyMatch(
                state ->
                    state != null && (state.getRunning() != null || state.getTerminated() != null));
  }

  /** Completes the reports: what had ended stays as it was, what was running has been killed. */
  static Overall endOf(
      Pod pod,
      Map<String, ContainerReport> initReports,
      Map<String, ContainerReport> reports,
      Instant startTime,
      Instant now) {
    pod.getStatus().getInitContainerStatuses().forEach(s -> complete(initReports, s, now));
    pod.getStatus().getContainerStatuses().forEach(s -> complete(reports, s, now));
    boolean succeeded = reports.values().stream().allMatch(ContainerReport::succeeded);
    return succeeded
        ? new Overall("Succeeded", null, null, startTime)
        : new Overall("Failed", REASON, MESSAGE, startTime);
  }

  private static void complete(
      Map<String, ContainerReport> reports, ContainerStatus status, Instant now) {
    reports.computeIfPresent(
        status.getName(),
        (name, first) -> {
          ContainerState state = status.getState();
          if (state == null || (state.getRunning() == null && state.getTerminated() == null)) {
            return first;
          }
          int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
          ContainerReport seen = new ContainerReport(name, first.image(), state, null, restarts, 0);
          return state.getTerminated() != null
              ? seen
              : seen.nowTerminated(
                  KILLED, REASON, MESSAGE, Instant.parse(state.getRunning().getStartedAt()), now);
        });
  }
}
