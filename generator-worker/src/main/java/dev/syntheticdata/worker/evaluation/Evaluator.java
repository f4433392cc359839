package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.coverage.Combinations;
import dev.syntheticdata.worker.evaluation.coverage.Coverage;
import dev.syntheticdata.worker.evaluation.coverage.RareCategories;
import dev.syntheticdata.worker.evaluation.coverage.RareClasses;
import dev.syntheticdata.worker.evaluation.coverage.Reach;
import dev.syntheticdata.worker.evaluation.coverage.Scenarios;
import dev.syntheticdata.worker.evaluation.drift.Drift;
import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.evaluation.fairness.Fairness;
import dev.syntheticdata.worker.evaluation.fidelity.Accuracy;
import dev.syntheticdata.worker.evaluation.fidelity.Detection;
import dev.syntheticdata.worker.evaluation.fidelity.Diagnostic;
import dev.syntheticdata.worker.evaluation.fidelity.Distributions;
import dev.syntheticdata.worker.evaluation.fidelity.Propensity;
import dev.syntheticdata.worker.evaluation.fidelity.SdmetricsQuality;
import dev.syntheticdata.worker.evaluation.fidelity.SequenceFidelity;
import dev.syntheticdata.worker.evaluation.fidelity.Tails;
import dev.syntheticdata.worker.evaluation.privacy.AttributeInference;
import dev.syntheticdata.worker.evaluation.privacy.ClosestRecord;
import dev.syntheticdata.worker.evaluation.privacy.ExactMatches;
import dev.syntheticdata.worker.evaluation.privacy.Guarantee;
import dev.syntheticdata.worker.evaluation.privacy.Linkability;
import dev.syntheticdata.worker.evaluation.privacy.Membership;
import dev.syntheticdata.worker.evaluation.privacy.NearestRows;
import dev.syntheticdata.worker.evaluation.privacy.QuasiIdentifiers;
import dev.syntheticdata.worker.evaluation.privacy.SinglingOut;
import dev.syntheticdata.worker.evaluation.utility.TrainSyntheticTestReal;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Table;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes every metric of the vocabulary for one synthetic table. A metric that breaks does not
 * take the others with it. The same input gives the same numbers: every choice comes from the seed,
 * and no sum depends on which thread was first.
 */
public final class Evaluator {

  private static final Logger LOGGER = LoggerFactory.getLogger(Evaluator.class);

  private final List<MetricFamily> families;
  private final Set<Metric> asked;
  private final Progress progress;

  /** An evaluator of all metrics. */
  public Evaluator() {
    this(
        List.of(
            new SdmetricsQuality(),
            new Accuracy(),
            new Tails(),
            new Diagnostic(),
            new Propensity(),
            new Detection(),
            new TrainSyntheticTestReal(),
            new ClosestRecord(),
            new ExactMatches(),
            new NearestRows(),
            new Membership(),
            new SinglingOut(),
            new Linkability(),
            new AttributeInference(),
            new QuasiIdentifiers(),
            new Guarantee(),
            new Coverage(),
            new RareCategories(),
            new Reach(),
            new Combinations(),
            new Scenarios(),
            new RareClasses(),
            new Fairness(),
            new Drift(),
            new Distributions(),
            new SequenceFidelity()));
  }

  Evaluator(List<MetricFamily> families) {
    this(families, EnumSet.allOf(Metric.class), (done, all, next) -> {});
  }

  private Evaluator(List<MetricFamily> families, Set<Metric> asked, Progress progress) {
    this.families = List.copyOf(families);
    this.asked = asked;
    this.progress = progress;
  }

  /** Told before each step of an evaluation. */
  @FunctionalInterface
  public interface Progress {

    /**
     * A step begins.
     *
     * @param done steps done
     * @param all steps there are
     * @param next what is computed next, in words
     */
    void step(int done, int all, String next);
  }

  /** The same, telling how far it is. */
  public Evaluator telling(Progress listener) {
    return new Evaluator(families, asked, listener);
  }

  /**
   * The same, of these metrics alone: the others are not in the evaluation, and what only they need
   * is not computed. A metric has the value that it has among all.
   */
  public Evaluator only(Set<Metric> metrics) {
    var wanted = families.stream().filter(family -> family.serves(metrics)).toList();
    return new Evaluator(wanted, metrics, progress);
  }

  /** The name of a family's class in words. */
  private static String words(MetricFamily family) {
    return family
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Evaluates.
   *
   * @throws InvalidInputException if the tables do not have the same columns, or what is declared
   *     of them cannot be
   */
  public Evaluation evaluate(EvaluationInput input) {
    var context = EvaluationContext.of(input);
    return evaluate(input, context, context, input.train().rows(), List.of());
  }

  /**
   * Evaluates rows that were made under conditions, against the real rows that satisfy them.
   *
   * @param conditions the conditions; null for none
   * @throws InvalidInputException if the tables do not have the same columns, or the conditions or
   *     what is declared name what is not there
   */
  public Evaluation evaluate(EvaluationInput input, RowConditions conditions) {
    if (RowConditions.orNull(conditions) == null) {
      return evaluate(input);
    }
    var slice =
        RealSlice.of(conditions, input.train(), input.holdout(), new RowSampler(input.seed()));
    if (slice.train().rows() < RealSlice.FEWEST_ROWS) {
      return nothing(
          input.synthetic(),
          input.targets(),
          input.seed(),
          new Outcome.NotComputed(
              Reason.TooFewRows, tooFew("satisfy the conditions", slice.train().rows())),
          "too few real rows satisfy the conditions",
          slice.train().rows(),
          null,
          asked);
    }
    var context = EvaluationContext.of(slice(input, slice.train(), slice.holdout()));
    var mixed =
        slice.mixedTrain().rows() < RealSlice.FEWEST_ROWS
            ? null
            : EvaluationContext.of(slice(input, slice.mixedTrain(), slice.mixedHoldout()));
    return evaluate(input, context, mixed, slice.mixedTrain().rows(), slice.notes());
  }

  private static String tooFew(String what, int rows) {
    return "%,d real rows %s, and at least %d are needed to compare with; ask for less at once, or compare on a larger source"
        .formatted(rows, what, RealSlice.FEWEST_ROWS);
  }

  private static EvaluationInput slice(EvaluationInput input, Table train, Table holdout) {
    if (holdout == null || holdout.rows() >= RealSlice.FEWEST_ROWS) {
      return input.against(train, holdout);
    }
    return input
        .against(train, null)
        .withBaselineMessage(tooFew("of those held out satisfy the conditions", holdout.rows()));
  }

  /**
   * Evaluates.
   *
   * @param mixed what distributions are compared in; null where there are too few real rows for it
   * @param mixedRows how many there are
   */
  private Evaluation evaluate(
      EvaluationInput input,
      EvaluationContext context,
      EvaluationContext mixed,
      int mixedRows,
      List<String> notes) {
    families.forEach(family -> family.require(context));
    var findings = new Findings();
    notes.forEach(findings::note);
    describeColumns(context, findings);
    for (int i = 0; i < families.size(); i++) {
      var family = families.get(i);
      progress.step(i, families.size(), words(family));
      if (family.comparesDistributions() && mixed == null) {
        var missing =
            new Outcome.NotComputed(
                Reason.TooFewRows, tooFew("can be had in the shares asked for", mixedRows));
        family.metrics().forEach(metric -> findings.add(metric, missing));
      } else {
        run(family, family.comparesDistributions() ? mixed : context, findings);
      }
    }
    return new Evaluation(
        sorted(findings, asked),
        findings.columns(),
        findings.pairs(),
        findings.notes(),
        context.train().rows(),
        context.holdout() == null ? 0 : context.holdout().rows(),
        context.synthetic().rows(),
        input.targets(),
        input.seed(),
        findings.groups(),
        findings.drift(),
        findings.attacks(),
        findings.coverage());
  }

  /**
   * The evaluation of a table whose real counterpart is not to be had: only drift is computed, and
   * every other metric says why it is not.
   *
   * @param drift what it is compared with over time
   * @param message why there is no real table, for people
   */
  public static Evaluation withoutRealTable(
      Table synthetic, List<String> targets, long seed, DriftBaseline drift, String message) {
    return nothing(
        synthetic,
        targets,
        seed,
        new Outcome.NotComputed(Reason.BaselineMissing, message),
        "there is no real table",
        0,
        drift,
        EnumSet.allOf(Metric.class));
  }

  /**
   * An evaluation of which nothing could be computed but drift.
   *
   * @param missing why not
   * @param why the same, of a column
   * @param drift what the table is compared with over time; null for nothing
   * @param asked the metrics that are asked for
   */
  private static Evaluation nothing(
      Table synthetic,
      List<String> targets,
      long seed,
      Outcome missing,
      String why,
      int trainRows,
      DriftBaseline drift,
      Set<Metric> asked) {
    var findings = new Findings();
    for (var metric : Metric.values()) {
      if (drift != null && Family.of(metric) == Family.DRIFT) {
        continue;
      }
      if (metric.perTarget() && !targets.isEmpty()) {
        targets.forEach(target -> findings.add(metric, target, missing));
      } else {
        findings.add(metric, missing);
      }
    }
    if (drift != null) {
      guarded(
          new Drift(),
          findings,
          () -> Drift.evaluate(synthetic, drift, new RowSampler(seed), findings));
    }
    var columns =
        synthetic.schema().columns().stream()
            .map(c -> ColumnFinding.excluded(c.name(), c.type(), why))
            .toList();
    return new Evaluation(
        sorted(findings, asked),
        columns,
        List.of(),
        List.of(),
        trainRows,
        0,
        synthetic.rows(),
        targets,
        seed,
        List.of(),
        findings.drift(),
        List.of(),
        List.of());
  }

  private static List<Measurement> sorted(Findings findings, Set<Metric> asked) {
    return findings.results().stream()
        .filter(result -> asked.contains(result.metric()))
        .sorted(Comparator.comparing(Measurement::metric))
        .toList();
  }

  /** Puts every column into the findings first, so that they keep the table's order. */
  private static void describeColumns(EvaluationContext context, Findings findings) {
    for (int i = 0; i < context.train().schema().size(); i++) {
      var column = context.schema(i);
      findings.addColumn(
          ColumnFinding.excluded(
              column.name(),
              column.type(),
              EvaluationContext.exclusionOf(context.train(), i, context.by())));
    }
  }

  private static void run(MetricFamily family, EvaluationContext context, Findings findings) {
    guarded(family, findings, () -> family.evaluate(context, findings));
  }

  /**
   * What a family does not come to is not computed. That the input is wrong is no such failure: it
   * is said at once, since nobody looks for it in a log.
   */
  private static void guarded(MetricFamily family, Findings findings, Runnable computation) {
    try {
      computation.run();
    } catch (InvalidInputException e) {
      throw e;
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
