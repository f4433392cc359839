package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fits whose noise is secret: a second one gives another model, so what was written counts. */
class PrivateFitRunTest extends S3TaskTest {

  @BeforeEach
  void uploadSource() {
    s3.put("in/people.csv", Tasks.csv(500));
  }

  private FitTask privateFit() {
    return privateFit("in/people.csv", 3);
  }

  private FitTask privateFit(String source, double epsilon) {
    return Copy.of(tasks.fit(source, "gen/v1"))
        .with(
            "engine",
            new Engine(null, null, null, new Engine.PrivateMarginals(epsilon, null, null)))
        .make();
  }

  @Test
  void reportsWhatAPrivateModelIsProvenToTell() {
    TaskResult.Fit fit = tasks.run(privateFit()).fit();

    assertThat(fit.privacy().epsilon()).isEqualTo(3);
    assertThat(fit.privacy().delta()).isEqualTo(1e-6);
    assertThat(fit.privacy().unit()).isEqualTo(PrivacyClaim.Unit.ROW);
  }

  @Test
  void anAttemptAfterAPrivateModelWasWrittenTakesItWithoutTheSource() {
    TaskResult once = tasks.run(privateFit());
    byte[] model = s3.objects("gen/").get("gen/v1/model.json");
    try (var store = s3.open()) {
      store.delete("gen/v1/fit.json");
      store.delete("gen/v1/schema.json");
      store.delete("in/people.csv");
    }

    assertThat(tasks.run(privateFit())).isEqualTo(once);
    assertThat(s3.objects("gen/").get("gen/v1/model.json")).isEqualTo(model);
  }

  @Test
  void aPrivateFitThatStoppedBeforeItsModelStartsOver() {
    tasks.run(privateFit());
    try (var store = s3.open()) {
      store.delete("gen/v1/fit.json");
      store.delete("gen/v1/schema.json");
      store.delete("gen/v1/model.json");
    }

    TaskResult result = tasks.run(privateFit());

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(result.fit().modelDigest())
        .isEqualTo(Digests.sha256(s3.objects("gen/").get("gen/v1/model.json")));
  }

  @Test
  void wherePrivateModelsLieMustAnswerBeforeInputIsCalledInvalid() {
    var task = privateFit();
    var absent =
        Copy.of(task)
            .with("columns", List.of(Tasks.target("no such column")))
            .with("output", Copy.of(task.output()).with("bucket", "absent-bucket").make())
            .make();

    assertFailed(tasks.run(absent), ExitCode.CONFLICT, "whether there is a model", "no bucket");
    assertFailed(
        tasks.run(privateFit("in/none.csv", 3)), ExitCode.INVALID_INPUT, "there is no such object");
    assertThat(s3.objects("gen/")).isEmpty();
  }

  @Test
  void aModelThatNoAttemptWroteIsAConflict() {
    tasks.run(privateFit());
    try (var store = s3.open()) {
      store.delete("gen/v1/fit.json");
    }
    s3.put("gen/v1/model.json", "{}");

    assertFailed(
        tasks.run(privateFit()), ExitCode.CONFLICT, "gen/v1/model.json", "no fit of this version");
  }

  @Test
  void theSchemaOfAPrivateFitHasNoLabelOfFewRows() {
    s3.put("in/rare.csv", "x,c\n1,rare\n" + "1,common\n2,other\n".repeat(400));
    var label = ColumnDeclaration.of("c", ColumnType.CATEGORICAL, null);

    tasks.run(
        Copy.of(privateFit("in/rare.csv", 50))
            .with("columns", List.of(label))
            .with("holdout", new Holdout(0.0, null))
            .make());

    assertThat(s3.objects("gen/").get("gen/v1/schema.json"))
        .asString(StandardCharsets.UTF_8)
        .contains("common")
        .doesNotContain("rare");
  }
}
