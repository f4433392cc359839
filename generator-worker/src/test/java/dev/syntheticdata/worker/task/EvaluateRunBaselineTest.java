package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a version is compared with: the rows of the fit, the source as it is now, the version
 * before.
 */
class EvaluateRunBaselineTest extends EvaluateRuns {

  private static final Gate DRIFT = new Gate(Metric.DRIFT_SOURCE_PSI, null, 9.0, null, null);
  private static final Gate PREVIOUS = new Gate(Metric.DRIFT_PREVIOUS_PSI, null, 9.0, null, null);

  @Test
  void theHoldoutOfTheFitIsTheBaseline() throws IOException {
    var result = evaluate();

    assertThat(evaluation().at("/rows/train").asLong()).isEqualTo(fitted.trainRows());
    assertThat(evaluation().at("/rows/holdout").asLong()).isEqualTo(fitted.holdoutRows());
    assertThat(metric(result, Metric.DCR_SHARE).value()).isBetween(0.0, 1.0);
    assertThat(metric(result, Metric.TSTR_AUC).target()).isEqualTo("group");
  }

  @Test
  void aChangedSourceIsNoBaseline() {
    s3.put("in/people.csv", Tasks.csv(501));

    var result = evaluate(SHAPES);

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(metric(result, Metric.COLUMN_SHAPES).reason())
        .startsWith("BaselineMissing: s3://data/in/people.csv has changed since the fit");
    assertThat(text("report.html")).contains("Gates not passed");
  }

  @Test
  void aChangedSourceShowsHowFarItHasMoved() {
    var same = metric(evaluate(DRIFT), Metric.DRIFT_SOURCE_PSI);
    try (var store = s3.open()) {
      store.list("ds/v1/").stream()
          .filter(key -> !key.contains("/data/") && !key.contains("generate"))
          .forEach(store::delete);
    }
    s3.put("in/people.csv", Tasks.csv(500).replaceAll("(?m)^(P\\d+),(\\d)", "$1,9$2"));

    var moved = metric(evaluate(DRIFT), Metric.DRIFT_SOURCE_PSI);

    assertThat(same.value()).isLessThan(moved.value() / 3);
  }

  @Test
  void theFirstVersionHasNoneBefore() {
    assertThat(metric(evaluate(PREVIOUS), Metric.DRIFT_PREVIOUS_PSI).reason())
        .isEqualTo("PreviousVersionMissing: no version was published before this one");
  }

  @Test
  void theVersionThatIsPublishedIsWhatTheNextIsComparedWith() {
    publish();

    var result = evaluateNext();

    var psi = metric(result, Metric.DRIFT_PREVIOUS_PSI);
    assertThat(psi.value()).as(psi.reason()).isNotNull().isLessThan(3 * psi.reference());
  }

  @Test
  void aProfileThatWasAlteredIsNotComparedWith() {
    publish();
    try (var store = s3.open()) {
      store.delete("ds/v1/profile.json");
    }
    s3.put("ds/v1/profile.json", "{}");

    assertThat(metric(evaluateNext(), Metric.DRIFT_PREVIOUS_PSI).reason())
        .isEqualTo(
            "PreviousVersionMissing: the profile of ds-v1 is gone or not what was published");
  }

  @Test
  void aPointerThatCannotBeReadCostsDriftAlone() {
    s3.put("ds/latest.json", "not json");

    var result = evaluate(PREVIOUS, SHAPES);

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(metric(result, Metric.DRIFT_PREVIOUS_PSI).reason())
        .startsWith("PreviousVersionMissing: the profile of the version published before cannot");
    assertThat(metric(result, Metric.COLUMN_SHAPES).value()).isNotNull();
  }

  @Test
  void aVersionIsNotComparedWithItself() {
    publish();
    try (var store = s3.open()) {
      store.delete("ds/v1/evaluate.json");
    }

    assertThat(metric(evaluate(PREVIOUS), Metric.DRIFT_PREVIOUS_PSI).reason())
        .startsWith("PreviousVersionMissing");
  }

  /** Publishes what was generated. */
  private void publish() {
    var manifest = evaluate(PREVIOUS).evaluate().manifestDigest();
    var task =
        new PublishTask(
            Tasks.context("ds", "ds-v1", 1),
            s3.location("ds/v1"),
            manifest,
            s3.location("ds/latest.json"));
    assertThat(
            tasks
                .run(TaskName.PUBLISH, PublishTask.class, new PublishRun(), task, Map.of())
                .outcome())
        .isEqualTo(ExitCode.DONE);
  }

  /** Evaluates the same rows as the version after. */
  private TaskResult evaluateNext() {
    s3.objects("ds/v1/").entrySet().stream()
        .filter(e -> e.getKey().contains("/data/") || e.getKey().contains("generate"))
        .forEach(
            e ->
                s3.put(
                    e.getKey().replace("/v1/", "/v2/"),
                    new String(e.getValue(), StandardCharsets.UTF_8)));
    var of = task(PREVIOUS);
    var next = Copy.of(of).with("output", s3.location("ds/v2")).make();
    return tasks.run(TaskName.EVALUATE, EvaluateTask.class, new EvaluateRun(), next, Map.of());
  }

  @Test
  void aSourceThatIsGoneIsNoBaseline() {
    try (var store = s3.open()) {
      store.delete("in/people.csv");
    }

    assertThat(metric(evaluate(SHAPES), Metric.COLUMN_SHAPES).reason())
        .startsWith("BaselineMissing: s3://data/in/people.csv is gone since the fit");
  }

  @Test
  void withoutHoldoutTheOtherMetricsAreComputed() {
    fit =
        Copy.of(fit)
            .with("holdout", new Holdout(0.0, null))
            .with("output", s3.location("gen/v0"))
            .make();
    fitted = tasks.run(fit).fit();
    try (var store = s3.open()) {
      s3.objects("gen/v0/")
          .forEach(
              (key, content) ->
                  s3.put(key.replace("v0", "v1"), new String(content, StandardCharsets.UTF_8)));
      store.list("ds/").forEach(store::delete);
    }
    generate();

    var result = evaluate();

    assertThat(metric(result, Metric.COLUMN_SHAPES).value()).isNotNull();
    assertThat(metric(result, Metric.DCR_SHARE).reason())
        .startsWith("BaselineMissing: the generator holds out no rows");
  }
}
