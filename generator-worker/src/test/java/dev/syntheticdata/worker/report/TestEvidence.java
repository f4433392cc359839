package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;

import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionReference;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.ModelReference;
import dev.syntheticdata.api.v1alpha1.Purpose;
import dev.syntheticdata.api.v1alpha1.Source;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.table.Table;
import java.util.List;

/** Evidence about the clinic of {@code TestTables}, as a cluster would have it. */
public final class TestEvidence {

  public static final List<Gate> GATES =
      List.of(
          new Gate(Metric.COLUMN_SHAPES, 0.9, null, null, Gate.Severity.REQUIRED),
          new Gate(Metric.DETECTION_AUC, null, 0.2, null, Gate.Severity.REQUIRED),
          new Gate(Metric.TSTR_R2, 0.0, null, null, Gate.Severity.ADVISORY));

  public static final Table SYNTHETIC = clinic(600, 3);

  private TestEvidence() {}

  public static Evaluation evaluation() {
    return new Evaluator()
        .evaluate(
            new EvaluationInput(clinic(600, 1), clinic(200, 2), SYNTHETIC, List.of("died"), 7));
  }

  public static Evidence evidence(List<Gate> gates) {
    var evaluation = evaluation();
    return new Evidence(
        Subject.of(
            task(gates), List.of("Column 'city': 2 of 40 labels are not generated."), null, null),
        evaluation,
        GateVerdicts.of(gates, evaluation.results().stream().map(Measurement::toResult).toList()));
  }

  /** Files evaluated by hand, of which nothing is recorded. */
  public static Subject files(String title) {
    return Subject.ofFiles(title, null, null, null, Subject.Maker.UNKNOWN);
  }

  public static EvaluateTask task(List<Gate> gates) {
    return new EvaluateTask(
        new TaskContext(
            "research",
            "patients",
            "0b0f3c1e-7c35-4d6e-9a57-2f6b6f1f3a10",
            "patients-3",
            "8f5d8c5e-2a0c-4b7f-8d1c-6a7f3f1b2c02",
            3,
            "2026-08-02T01:10:00Z",
            "registry.example.com/generator-worker:0.1.0",
            "prod-eu1"),
        new GeneratorVersionReference(
            "patients-gen-2",
            "5f3a1f0a-52b5-4c0f-9a0e-0d2f5f7a1c01",
            "patients-gen",
            2L,
            new Source(null, Format.CSV, null),
            null,
            new Holdout(0.25, null),
            11L,
            new Engine(null, new Engine.GaussianCopula(), null, null),
            null,
            new ModelReference(
                "generators/research/patients-gen/v2",
                "s3://models/generators/research/patients-gen/v2/model.json",
                "a".repeat(64),
                "b".repeat(64),
                "c".repeat(64),
                "d".repeat(64),
                600L,
                200L,
                5,
                "2026-08-01T09:00:00Z",
                "2026-08-01T09:00:07Z"),
            List.of("Interactions of three columns are not kept."),
            null),
        new ObjectLocation(null, null, "hospital", "exports/patients.csv", "SOURCE"),
        new ObjectLocation(null, null, "models", "generators/research/patients-gen/v2", "MODEL"),
        600,
        42,
        Format.PARQUET,
        1,
        "2026-08-02T01:10:10Z",
        "2026-08-02T01:11:00Z",
        gates,
        Purpose.MODEL_TESTING,
        "Test the risk model",
        "DPIA-17",
        new ObjectLocation(null, null, "synthetic", "datasets/research/patients/v3", "STORAGE"),
        null,
        null,
        null);
  }
}
