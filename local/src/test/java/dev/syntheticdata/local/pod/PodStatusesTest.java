package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.pod.PodStatuses.Overall;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PodStatusesTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private final ContainerReport waiting =
      ContainerReport.waiting(
          new ContainerBuilder().withName("main").withImage("image").build(), "ContainerCreating");
  private final ContainerReport running = waiting.nowRunning(42, START);

  @Test
  void aRunningPodIsReady() {
    assertThat(conditions(compose("Running", running)))
        .containsOnly(
            Map.entry("PodScheduled", "True"),
            Map.entry("Initialized", "True"),
            Map.entry("ContainersReady", "True"),
            Map.entry("Ready", "True"));
  }

  @Test
  void aPodWhoseInitContainerRunsIsNotInitialized() {
    PodStatus status =
        PodStatuses.compose(
            new Overall("Pending", null, null, START),
            List.of(running),
            List.of(waiting),
            new PodStatus(),
            START);
    assertThat(conditions(status))
        .containsEntry("Initialized", "False")
        .containsEntry("Ready", "False");
  }

  @Test
  void aPodThatEndedIsNotReady() {
    ContainerReport done = running.nowTerminated(0, "Completed", null, START, START);
    PodStatus status = compose("Succeeded", done);
    assertThat(conditions(status))
        .containsEntry("Ready", "False")
        .containsEntry("Initialized", "True");
    assertThat(status.getConditions())
        .filteredOn(c -> c.getType().equals("Ready"))
        .extracting(PodCondition::getReason)
        .containsExactly("PodCompleted");
  }

  @Test
  void aConditionKeepsItsTransitionTimeUntilItsStatusChanges() {
    PodStatus before = compose("Running", running);
    PodStatus after =
        PodStatuses.compose(
            new Overall("Failed", null, null, START),
            List.of(),
            List.of(running.nowTerminated(1, "Error", null, START, START)),
            before,
            START.plusSeconds(60));
    assertThat(transition(after, "PodScheduled")).isEqualTo("2026-01-01T10:00:00Z");
    assertThat(transition(after, "Ready")).isEqualTo("2026-01-01T10:01:00Z");
  }

  @Test
  void aRestartKeepsHowTheLastProcessEnded() {
    ContainerReport restarting =
        running.nowTerminated(3, "Error", "why", START, START).nowRestarting("back-off");
    var status = compose("Running", restarting).getContainerStatuses().get(0);
    assertThat(status.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(3);
    assertThat(status.getRestartCount()).isEqualTo(1);
  }

  private static PodStatus compose(String phase, ContainerReport container) {
    return PodStatuses.compose(
        new Overall(phase, null, null, START),
        List.of(),
        List.of(container),
        new PodStatus(),
        START);
  }

  private static Map<String, String> conditions(PodStatus status) {
    return status.getConditions().stream()
        .collect(Collectors.toMap(PodCondition::getType, PodCondition::getStatus));
  }

  private static String transition(PodStatus status, String type) {
    return status.getConditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow()
        .getLastTransitionTime();
  }
}
