package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether S holds the categories of few rows: those of all columns with at least {@value
 * #LEAST_ROWS} rows in T and a share below {@value #RARE} there. Fewer rows than that an engine
 * should not reproduce at all.
 */
public final class RareCategories implements MetricFamily {

  static final int LEAST_ROWS = 5;
  static final double RARE = 0.01;

  /** More than this multiple of the wanted share counts as this multiple. */
  static final double MOST_MASS = 2;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.RARE_CATEGORY_RECALL, Metric.RARE_CATEGORY_MASS);
  }

  /** A rare category: its share in T, and its share in S. */
  private record Rare(double real, double synthetic) {}

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var rare = new ArrayList<Rare>();
    for (int index : context.compared()) {
      if (!context.isNumeric(index)) {
        addRare(context, index, rare);
      }
    }
    if (rare.isEmpty()) {
      var none =
          new Outcome.NotComputed(
              Reason.NotApplicable,
              "no category of the real table has %s rows or more and a share below %s"
                  .formatted(LEAST_ROWS, RARE));
      metrics().forEach(metric -> findings.add(metric, none));
      return;
    }
    int rows = context.synthetic().rows();
    double recall = mean(rare.stream().mapToDouble(r -> r.synthetic > 0 ? 1 : 0).toArray());
    double attainable =
        mean(rare.stream().mapToDouble(r -> Rarity.presence(r.real, rows)).toArray());
    findings.add(
        Metric.RARE_CATEGORY_RECALL,
        Outcome.of(recall, attainable, Interval.ofShare(recall, rare.size())));
    double[] masses =
        rare.stream().mapToDouble(r -> Math.min(r.synthetic / r.real, MOST_MASS)).toArray();
    double attainableMass =
        mean(rare.stream().mapToDouble(r -> Rarity.cappedMass(r.real, rows, MOST_MASS)).toArray());
    findings.add(
        Metric.RARE_CATEGORY_MASS,
        Outcome.of(mean(masses), attainableMass, Interval.ofMean(masses, 0, MOST_MASS)));
  }

  private static void addRare(EvaluationContext context, int index, List<Rare> rare) {
    int categories = context.schema(index).categories().size();
    int[] real = counts(context.train().columns().get(index).codes(), categories);
    int[] synthetic = counts(context.synthetic().columns().get(index).codes(), categories);
    double realRows = context.train().rows();
    double syntheticRows = context.synthetic().rows();
    for (int code = 0; code < categories; code++) {
      if (isRare(real[code], realRows)) {
        rare.add(new Rare(real[code] / realRows, synthetic[code] / syntheticRows));
      }
    }
  }

  /** Whether a category of some rows of T is a rare one. */
  static boolean isRare(int count, double rows) {
    return count >= LEAST_ROWS && count < RARE * rows;
  }

  static int[] counts(int[] codes, int categories) {
    int[] counts = new int[categories];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
