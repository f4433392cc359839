package dev.syntheticdata.worker.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionReference;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.api.v1alpha1.ModelReference;
import dev.syntheticdata.api.v1alpha1.Purpose;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.api.v1alpha1.Source;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.report.EvaluationSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Evaluations of two shards of a version, whose generator was fitted on 500 rows. */
abstract class EvaluateRuns extends S3TaskTest {

  static final int ROWS = 600;
  static final Gate SHAPES = new Gate(Metric.COLUMN_SHAPES, 0.5, null, null, null);
  static final Gate PRIVACY = new Gate(Metric.DCR_SHARE, null, 0.9, null, null);

  FitTask fit;
  TaskResult.Fit fitted;
  List<Claim> claims;

  @BeforeEach
  void fitAndGenerate() {
    s3.put("in/people.csv", Tasks.csv(500));
    fit = tasks.fit("in/people.csv", "gen/v1", Tasks.target("group"));
    fitted = tasks.run(fit).fit();
    generate();
  }

  void generate() {
    tasks.runAllShards(
        tasks.generate("gen/v1", fitted.modelDigest(), ROWS, Format.CSV, 2, "ds/v1"));
  }

  EvaluateTask task(Gate... gates) {
    var model =
        new ModelReference(
            "gen/v1",
            "s3://data/gen/v1/model.json",
            fitted.modelDigest(),
            fitted.sourceDigest(),
            fitted.schemaDigest(),
            fitted.holdoutDigest(),
            fitted.trainRows(),
            fitted.holdoutRows(),
            fitted.columns(),
            "2026-08-01T00:00:00Z",
            "2026-08-01T00:00:05Z");
    var generator =
        new GeneratorVersionReference(
            "gen-v1",
            "uid-gen-v1",
            "gen",
            1L,
            new Source(null, Format.CSV, null),
            new SchemaDeclaration(fit.columns(), null, null),
            fit.holdout(),
            fit.seed(),
            fit.engine(),
            null,
            model,
            List.of(),
            claims);
    return new EvaluateTask(
        Tasks.context("ds", "ds-v1", 1),
        generator,
        fit.source(),
        s3.location("gen/v1"),
        ROWS,
        7,
        Format.CSV,
        2,
        "2026-08-02T00:00:00Z",
        "2026-08-02T00:00:03Z",
        List.of(gates),
        Purpose.SOFTWARE_TESTING,
        "Try things out",
        null,
        s3.location("ds/v1"),
        null,
        s3.location("ds/latest.json"),
        null);
  }

  TaskResult evaluate(Gate... gates) {
    return run(task(gates));
  }

  String text(String name) {
    return new String(s3.objects("ds/v1/" + name).get("ds/v1/" + name), StandardCharsets.UTF_8);
  }

  JsonNode evaluation() throws IOException {
    EvaluationSchema.requireKept(text("evaluation.json"));
    return new ObjectMapper().readTree(text("evaluation.json"));
  }

  static MetricResult metric(TaskResult result, Metric metric) {
    return result.evaluate().metrics().stream()
        .filter(m -> m.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  TaskResult run(EvaluateTask task) {
    return tasks.run(TaskName.EVALUATE, EvaluateTask.class, new EvaluateRun(), task, Map.of());
  }
}
