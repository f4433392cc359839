package dev.syntheticdata.operator.generatorversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.job.JobFactory;
import dev.syntheticdata.operator.job.JobSettings;
import dev.syntheticdata.task.TaskJson;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is created to fit a generator version: {@code golden/jobs/fit}. */
class FitJobGoldenTest {

  @TestFactory
  Stream<DynamicTest> aGeneratorVersionIsFittedByThisJob() {
    var factory = new JobFactory(JobSettings.defaults());
    return GoldenCase.tests(
        "jobs/fit",
        golden -> {
          var version = golden.in("in-generatorversion.yaml", GeneratorVersion.class);
          var run = FitRun.of(version, "default");
          var document = factory.configMap(run);
          golden.out("out-fit.yaml", document, factory.job(run));
          assertThat(TaskJson.readTask(document.getData().get("task.json")))
              .isEqualTo(run.document());
        });
  }
}
