package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;

/** Pods in the states a Job controller meets. */
final class PodFixture {
  static final Instant CREATED = Instant.parse("2026-01-01T10:00:00Z");

  private PodBuilder pod;

  private PodFixture(String name, String phase) {
    pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .withCreationTimestamp(CREATED.toString())
            .endMetadata()
            .withNewStatus()
            .withPhase(phase)
            .endStatus();
  }

  static PodFixture pending(String name) {
    return new PodFixture(name, "Pending");
  }

  static PodFixture running(String name) {
    return new PodFixture(name, "Running");
  }

  static PodFixture succeeded(String name) {
    return new PodFixture(name, "Succeeded");
  }

  /**
   * A pod whose container {@code main} ended with this exit code at this second of the fixture's
   * minute.
   */
  static PodFixture failed(String name, int exitCode, int second) {
    PodFixture fixture = new PodFixture(name, "Failed");
    fixture.pod =
        fixture
            .pod
            .editStatus()
            .addNewContainerStatus()
            .withName("main")
            .withNewState()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withFinishedAt(CREATED.plusSeconds(second).toString())
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus();
    return fixture;
  }

  PodFixture index(int index) {
    pod =
        pod.editMetadata()
            .addToAnnotations("batch.kubernetes.io/job-completion-index", Integer.toString(index))
            .endMetadata();
    return this;
  }

  PodFixture terminating() {
    pod = pod.editMetadata().withDeletionTimestamp(CREATED.toString()).endMetadata();
    return this;
  }

  PodFixture createdAtSecond(int second) {
    pod =
        pod.editMetadata()
            .withCreationTimestamp(CREATED.plusSeconds(second).toString())
            .endMetadata();
    return this;
  }

  PodFixture restarted(int times) {
    pod =
        pod.editStatus()
            .addNewContainerStatus()
            .withName("main")
            .withRestartCount(times)
            .endContainerStatus()
            .endStatus();
    return this;
  }

  PodFixture condition(String type, String status) {
    pod =
        pod.editStatus()
            .addNewCondition()
            .withType(type)
            .withStatus(status)
            .endCondition()
            .endStatus();
    return this;
  }

  Pod build() {
    return pod.build();
  }
}
