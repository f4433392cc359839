package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.coverage.Coverage;
import dev.syntheticdata.worker.evaluation.fidelity.Accuracy;
import dev.syntheticdata.worker.evaluation.fidelity.Detection;
import dev.syntheticdata.worker.evaluation.fidelity.Distributions;
import dev.syntheticdata.worker.evaluation.fidelity.SdmetricsQuality;
import dev.syntheticdata.worker.evaluation.fidelity.SequenceFidelity;
import dev.syntheticdata.worker.evaluation.privacy.ClosestRecord;
import dev.syntheticdata.worker.evaluation.privacy.ExactMatches;
import dev.syntheticdata.worker.evaluation.utility.TrainSyntheticTestReal;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes every metric of the vocabulary for one synthetic table. A metric that breaks does not
 * take the others with it. The same input gives the same numbers: everything runs in one thread and
 * every choice comes from the seed.
 */
public final class Evaluator {

  private static final Logger LOGGER = LoggerFactory.getLogger(Evaluator.class);

  private final List<MetricFamily> families;

  /** An evaluator of all metrics. */
  public Evaluator() {
    this(
        List.of(
            new SdmetricsQuality(),
            new Accuracy(),
            new Detection(),
            new TrainSyntheticTestReal(),
            new ClosestRecord(),
            new ExactMatches(),
            new Coverage(),
            new Distributions(),
            new SequenceFidelity()));
  }

  Evaluator(List<MetricFamily> families) {
    this.families = List.copyOf(families);
  }

  /**
   * Evaluates.
   *
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if the tables do not have the
   *     same columns
   */
  public Evaluation evaluate(EvaluationInput input) {
    var context = EvaluationContext.of(input);
    var findings = new Findings();
    describeColumns(context, findings);
    for (var family : families) {
      run(family, context, findings);
    }
    var results =
        findings.results().stream().sorted(Comparator.comparing(Measurement::metric)).toList();
    return new Evaluation(
        results,
        findings.columns(),
        findings.pairs(),
        findings.notes(),
        context.train().rows(),
        context.holdout() == null ? 0 : context.holdout().rows(),
        context.synthetic().rows(),
        input.targets(),
        input.seed());
  }

  /**
   * The evaluation of a table whose real counterpart is not to be had: nothing is computed, and
   * every metric says why.
   *
   * @param message why there is no real table, for people
   */
  public static Evaluation withoutRealTable(
      Table synthetic, List<String> targets, long seed, String message) {
    var missing = new Outcome.NotComputed(Reason.BaselineMissing, message);
    var results = new ArrayList<Measurement>();
    for (var metric : Metric.values()) {
      if (metric.perTarget() && !targets.isEmpty()) {
        targets.forEach(target -> results.add(new Measurement(metric, target, missing)));
      } else {
        results.add(new Measurement(metric, null, missing));
      }
    }
    var columns =
        synthetic.schema().columns().stream()
            .map(c -> ColumnFinding.excluded(c.name(), c.type(), "there is no real table"))
            .toList();
    return new Evaluation(
        results, columns, List.of(), List.of(), 0, 0, synthetic.rows(), targets, seed);
  }

  /** Puts every column into the findings first, so that they keep the table's order. */
  private static void describeColumns(EvaluationContext context, Findings findings) {
    for (int i = 0; i < context.train().schema().size(); i++) {
      var column = context.schema(i);
      findings.addColumn(
          ColumnFinding.excluded(
              column.name(), column.type(), EvaluationContext.exclusionOf(context.train(), i)));
    }
  }

  private static void run(MetricFamily family, EvaluationContext context, Findings findings) {
    try {
      family.evaluate(context, findings);
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .setCause(e)
          .addKeyValue("family", family.getClass().getSimpleName())
          .log("Metric failed");
    }
    for (var metric : family.metrics()) {
      if (!findings.has(metric)) {
        findings.add(
            metric,
            new Outcome.NotComputed(
                Reason.ComputationFailed, "the computation broke; see the log of the task"));
      }
    }
  }
}
