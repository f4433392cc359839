package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Composes a pod's status from the reports on its containers. */
final class PodStatuses {
  private PodStatuses() {}

  /**
   * How a pod as a whole fares.
   *
   * @param phase Pending, Running, Succeeded or Failed
   * @param reason why the pod ended, if not by its containers (DeadlineExceeded); else null
   * @param startTime when the runner took the pod
   */
  record Overall(String phase, String reason, String message, Instant startTime) {
    boolean ended() {
      return phase.equals("Succeeded") || phase.equals("Failed");
    }
  }

  /**
   * @param before the status as stored: the server has given it its class of service, and
   *     transition times are kept where nothing changed
   */
  static PodStatus compose(
      Overall overall,
      Collection<ContainerReport> initContainers,
      Collection<ContainerReport> containers,
      PodStatus before,
      Instant now) {
    boolean succeeded = overall.phase().equals("Succeeded");
    boolean initialized = succeeded || initContainers.stream().allMatch(ContainerReport::succeeded);
    boolean ready = !overall.ended() && containers.stream().allMatch(ContainerReport::running);
    String initReason = initialized ? null : "ContainersNotInitialized";
    String readyReason =
        ready
            ? null
            : succeeded ? "PodCompleted" : overall.ended() ? "PodFailed" : "ContainersNotReady";
    Conditions conditions = new Conditions(before.getConditions(), ContainerReport.format(now));
    conditions.set("PodScheduled", true, null);
    conditions.set(
        "Initialized", initialized, initialized && succeeded ? "PodCompleted" : initReason);
    conditions.set("ContainersReady", ready, readyReason);
    conditions.set("Ready", ready, readyReason);
    return new PodStatusBuilder()
        .withPhase(overall.phase())
        .withReason(overall.reason())
        .withMessage(overall.message())
        .withStartTime(ContainerReport.format(overall.startTime()))
        .withHostIP(PodFields.LOOPBACK)
        .withPodIP(PodFields.LOOPBACK)
        .withQosClass(before.getQosClass())
        .withConditions(conditions.all)
        .withInitContainerStatuses(initContainers.stream().map(c -> c.toStatus(true)).toList())
        .withContainerStatuses(containers.stream().map(c -> c.toStatus(false)).toList())
        .build();
  }

  /** Conditions of others (a disruption, say) stay as they are. */
  private static final class Conditions {
    private final List<PodCondition> all;
    private final String now;

    Conditions(List<PodCondition> before, String now) {
      this.all = new ArrayList<>(before);
      this.now = now;
    }

    void set(String type, boolean value, String reason) {
      String status = value ? "True" : "False";
      PodCondition old =
          all.stream().filter(c -> type.equals(c.getType())).findFirst().orElse(null);
      if (old != null
          && status.equals(old.getStatus())
          && Objects.equals(reason, old.getReason())) {
        return;
      }
      String since =
          old != null && status.equals(old.getStatus()) ? old.getLastTransitionTime() : now;
      all.remove(old);
      all.add(
          new PodConditionBuilder()
              .withType(type)
              .withStatus(status)
              .withReason(reason)
              .withLastTransitionTime(since)
              .build());
    }
  }
}
