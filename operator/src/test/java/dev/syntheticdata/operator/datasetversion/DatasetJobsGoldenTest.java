package dev.syntheticdata.operator.datasetversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.job.JobFactory;
import dev.syntheticdata.operator.job.JobSettings;
import dev.syntheticdata.operator.job.TaskRun;
import dev.syntheticdata.task.TaskJson;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is created for each task of a dataset version: {@code golden/jobs/dataset}. */
class DatasetJobsGoldenTest {

  /** An installation that decides all it can. */
  private static final JobSettings SETTINGS =
      new JobSettings(
          "IfNotPresent",
          List.of("registry-keys"),
          "synthetic-data-worker",
          new ResourceRequirementsBuilder(JobSettings.defaults().resources()).build(),
          3,
          600,
          "west",
          "https://s3.west.example.com",
          512L << 20);

  private static final TaskStatus GENERATION =
      new TaskStatus(
          "generate",
          TaskStatus.State.SUCCEEDED,
          "patients-v1-generate",
          1,
          "2026-03-10T12:00:00Z",
          "2026-03-10T12:00:09Z",
          null,
          null,
          null);

  @TestFactory
  Stream<DynamicTest> aDatasetVersionIsMadeByTheseJobs() {
    var factory = new JobFactory(SETTINGS);
    return GoldenCase.tests(
        "jobs/dataset",
        golden -> {
          var version = golden.in("in-datasetversion.yaml", SyntheticDatasetVersion.class);
          var manifest = version.getStatus().manifest().digest();
          out(golden, factory, DatasetTasks.generate(version, SETTINGS.cluster()));
          out(golden, factory, DatasetTasks.evaluate(version, SETTINGS.cluster(), GENERATION));
          out(golden, factory, DatasetTasks.publish(version, SETTINGS.cluster(), manifest));
        });
  }

  private static void out(GoldenCase golden, JobFactory factory, TaskRun run) {
    var file = "out-" + run.name().label() + ".yaml";
    var document = factory.configMap(run);
    golden.out(file, document, factory.job(run));
    assertThat(TaskJson.readTask(document.getData().get("task.json"))).isEqualTo(run.document());
  }
}
