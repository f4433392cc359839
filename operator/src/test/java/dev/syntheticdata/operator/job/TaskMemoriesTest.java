package dev.syntheticdata.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class TaskMemoriesTest {

  KubernetesClient client;

  private static JobSettings limit(String memory) {
    var before = JobSettings.defaults();
    return new JobSettings(
        before.imagePullPolicy(),
        before.imagePullSecrets(),
        before.serviceAccountName(),
        resources(memory),
        before.backoffLimit(),
        before.ttlSecondsAfterFinished(),
        before.cluster(),
        before.objectStorageEndpoint(),
        before.modelSizeLimit());
  }

  private static ResourceRequirements resources(String memory) {
    return memory == null
        ? new ResourceRequirements()
        : new ResourceRequirementsBuilder().addToLimits("memory", new Quantity(memory)).build();
  }

  private TaskProgress start(TaskRun run, String memory) {
    var settings = limit(memory);
    return new TaskRunner(client, new JobFactory(settings), settings, Clock.systemUTC())
        .advance(run, null, List.of(), List.of());
  }

  @Test
  void aTaskThatStartsSaysWhatItIsExpectedToNeed() {
    var memory = start(TestJobs.generate(1), "2Gi").status().memory();

    assertThat(memory.estimate()).endsWith("Mi");
    assertThat(memory.limit()).isEqualTo("2Gi");
    assertThat(memory.cells()).isNull();
  }

  @Test
  void aFitSaysHowManyCellsItsLimitHasRoomFor() {
    var memory = start(TestJobs.fit(), "2Gi").status().memory();

    assertThat(memory.estimate()).isNull();
    assertThat(memory.limit()).isEqualTo("2Gi");
    assertThat(memory.cells())
        .isGreaterThan(TaskMemories.of(TestJobs.fit(), resources("1Gi")).cells())
        .isPositive();
  }

  @Test
  void whatAStatusSaysOfMemoryStaysThere() {
    var run = TestJobs.generate(1);
    var before = start(run, "2Gi").status();
    var settings = limit("4Gi");
    var jobs = client.batch().v1().jobs().inNamespace("research").list().getItems();

    var after =
        new TaskRunner(client, new JobFactory(settings), settings, Clock.systemUTC())
            .advance(run, before, jobs, List.of());

    assertThat(after.status().memory()).isEqualTo(before.memory());
  }

  @Test
  void aTaskWithTooLittleMemoryIsNotStarted() {
    var progress = start(TestJobs.generate(1), "64Mi");

    assertThat(progress).isInstanceOf(TaskProgress.Failed.class);
    var failed = (TaskProgress.Failed) progress;
    assertThat(failed.reason()).isEqualTo(Reason.MEMORY_LIMIT_TOO_LOW);
    assertThat(failed.message())
        .contains(
            "generate", failed.status().memory().estimate(), "64Mi", "job.resources.limits.memory");
    assertThat(failed.status().state()).isEqualTo(TaskStatus.State.FAILED);
    assertThat(client.batch().v1().jobs().inNamespace("research").list().getItems()).isEmpty();
  }

  @Test
  void withoutALimitATaskIsStarted() {
    assertThat(start(TestJobs.generate(1), null)).isInstanceOf(TaskProgress.Working.class);
    assertThat(start(TestJobs.fit(), null).status().memory()).isNull();
  }
}
