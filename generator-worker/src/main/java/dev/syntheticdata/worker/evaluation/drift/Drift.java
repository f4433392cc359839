package dev.syntheticdata.worker.evaluation.drift;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.DriftFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.RowSampler;
import dev.syntheticdata.worker.evaluation.RowStack;
import dev.syntheticdata.worker.evaluation.drift.Profile.ColumnProfile;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How far S has moved from the version published before, and how far it lies from what the source
 * holds now. Each metric is the largest over columns; the interval comes of resampled counts.
 */
public final class Drift implements MetricFamily {

  private static final int REPLICATES = 200;
  private static final double TAIL = 0.025;

  /** The metrics of one comparison. */
  private enum Against {
    PREVIOUS(
        "previous version",
        Metric.DRIFT_PREVIOUS_PSI,
        Metric.DRIFT_PREVIOUS_JENSEN_SHANNON,
        Metric.DRIFT_PREVIOUS_WASSERSTEIN),
    SOURCE(
        "source now",
        Metric.DRIFT_SOURCE_PSI,
        Metric.DRIFT_SOURCE_JENSEN_SHANNON,
        Metric.DRIFT_SOURCE_WASSERSTEIN);

    private final String words;
    private final Metric psi;
    private final Metric jensenShannon;
    private final Metric wasserstein;

    Against(String words, Metric psi, Metric jensenShannon, Metric wasserstein) {
      this.words = words;
      this.psi = psi;
      this.jensenShannon = jensenShannon;
      this.wasserstein = wasserstein;
    }

    List<Metric> metrics() {
      return List.of(psi, jensenShannon, wasserstein);
    }
  }

  /** A column in the bins of its reference. */
  private record Counted(ColumnProfile reference, long[] now) {

    ColumnDrift drift() {
      return ColumnDrift.of(reference.counts(), now, reference.edges());
    }

    ColumnDrift expected() {
      return ColumnDrift.expected(reference.counts(), now, reference.edges());
    }

    ColumnDrift resampled(Random random) {
      return ColumnDrift.of(
          ColumnDrift.resampled(reference.counts(), random),
          ColumnDrift.resampled(now, random),
          reference.edges());
    }
  }

  @Override
  public List<Metric> metrics() {
    var metrics = new ArrayList<>(Against.SOURCE.metrics());
    metrics.addAll(Against.PREVIOUS.metrics());
    return metrics;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var baseline = context.drift();
    if (baseline.isUnchanged()) {
      var real =
          context.holdout() == null
              ? context.train()
              : RowStack.of(context.train(), context.holdout());
      baseline = baseline.withSource(Profile.of(real));
    }
    evaluate(context.synthetic(), baseline, context.sampler(), findings);
  }

  /** The same without a real table that S was learned from. */
  public static void evaluate(
      Table synthetic, DriftBaseline baseline, RowSampler sampler, Findings findings) {
    if (baseline.source() == null) {
      missing(Against.SOURCE, Reason.BaselineMissing, baseline.sourceMessage(), findings);
    } else {
      compare(Against.SOURCE, baseline.source(), synthetic, sampler, findings);
    }
    if (baseline.previous() == null) {
      missing(
          Against.PREVIOUS, Reason.PreviousVersionMissing, baseline.previousMessage(), findings);
    } else {
      compare(Against.PREVIOUS, baseline.previous(), synthetic, sampler, findings);
    }
  }

  private static void missing(Against against, Reason reason, String message, Findings findings) {
    against
        .metrics()
        .forEach(metric -> findings.add(metric, new Outcome.NotComputed(reason, message)));
  }

  private static void compare(
      Against against, Profile reference, Table synthetic, RowSampler sampler, Findings findings) {
    var columns = new ArrayList<Counted>();
    for (int index = 0; index < synthetic.schema().size(); index++) {
      var schema = synthetic.schema().columns().get(index);
      var column = synthetic.columns().get(index);
      reference
          .column(schema.name())
          .filter(profile -> fits(profile, schema))
          .map(profile -> new Counted(profile, profile.count(schema, column)))
          .ifPresent(columns::add);
    }
    for (var column : columns) {
      var drift = column.drift();
      findings.addDrift(
          new DriftFinding(
              column.reference.name(),
              against.words,
              drift.psi(),
              column.expected().psi(),
              drift.jensenShannon(),
              Double.isNaN(drift.wasserstein()) ? null : drift.wasserstein()));
    }
    var random = sampler.stream("drift-" + against);
    var resampled = new ArrayList<List<ColumnDrift>>();
    for (int i = 0; i < REPLICATES; i++) {
      resampled.add(columns.stream().map(column -> column.resampled(random)).toList());
    }
    add(against.psi, columns, resampled, ColumnDrift::psi, findings);
    add(against.jensenShannon, columns, resampled, ColumnDrift::jensenShannon, findings);
    add(against.wasserstein, columns, resampled, ColumnDrift::wasserstein, findings);
  }

  private static boolean fits(ColumnProfile profile, ColumnSchema schema) {
    return profile.isOrdered() ? schema.type().isNumeric() : schema.type().isCategorical();
  }

  private static void add(
      Metric metric,
      List<Counted> columns,
      List<List<ColumnDrift>> resampled,
      ToDoubleFunction<ColumnDrift> measure,
      Findings findings) {
    double value = largest(columns.stream().map(Counted::drift).toList(), measure);
    double expected = largest(columns.stream().map(Counted::expected).toList(), measure);
    double[] spread =
        resampled.stream()
            .mapToDouble(replicate -> largest(replicate, measure))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    findings.add(metric, Outcome.of(value, expected, interval(value, spread)));
  }

  private static double largest(List<ColumnDrift> columns, ToDoubleFunction<ColumnDrift> measure) {
    return columns.stream().mapToDouble(measure).filter(Double::isFinite).max().orElse(Double.NaN);
  }

  /** Resampled counts lie farther apart than the counts: by how much on average is taken off. */
  private static Interval interval(double value, double[] sorted) {
    if (sorted.length == 0 || !Double.isFinite(value)) {
      return null;
    }
    double bias = Arrays.stream(sorted).average().orElseThrow() - value;
    double low = sorted[(int) Math.round(TAIL * (sorted.length - 1))] - bias;
    double high = sorted[(int) Math.round((1 - TAIL) * (sorted.length - 1))] - bias;
    return new Interval(Math.max(0, Math.min(value, low)), Math.max(value, high));
  }
}
