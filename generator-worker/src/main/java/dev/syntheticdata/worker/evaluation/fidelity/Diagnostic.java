package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Whether the values of S could stand in T at all: SDMetrics' diagnostic score. Data validity is
 * the mean over columns of boundary adherence (numbers, dates, times), category adherence
 * (categories) and key uniqueness (identifiers that are unique in T); data structure the share of
 * columns that both tables have by name and type. A missing value is valid where T has missing
 * values.
 */
public final class Diagnostic implements MetricFamily {

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DATA_VALIDITY, Metric.DATA_STRUCTURE, Metric.DIAGNOSTIC_SCORE);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    double validity = validity(context, context.synthetic());
    double reference =
        context.holdout() == null ? Double.NaN : validity(context, context.holdout());
    double structure = context.structure();
    var spread =
        new Jackknife(
            context,
            replicate -> {
              double value = validity(replicate, replicate.synthetic());
              return Map.of(
                  Metric.DATA_VALIDITY, value, Metric.DIAGNOSTIC_SCORE, (value + structure) / 2);
            });
    findings.add(
        Metric.DATA_VALIDITY,
        Outcome.of(validity, reference, spread.interval(Metric.DATA_VALIDITY, validity)));
    findings.add(Metric.DATA_STRUCTURE, Outcome.of(structure, 1.0));
    double score = (validity + structure) / 2;
    findings.add(
        Metric.DIAGNOSTIC_SCORE,
        Outcome.of(score, (reference + 1) / 2, spread.interval(Metric.DIAGNOSTIC_SCORE, score)));
  }

  private static double validity(EvaluationContext context, Table other) {
    var scores = new ArrayList<Double>();
    for (int index : context.compared()) {
      var real = context.train().columns().get(index);
      var theirs = other.columns().get(index);
      scores.add(
          context.isNumeric(index)
              ? boundaryAdherence(real.numbers(), theirs.numbers())
              : categoryAdherence(
                  real.codes(), theirs.codes(), context.schema(index).categories().size()));
    }
    for (int index = 0; index < context.train().schema().size(); index++) {
      if (context.schema(index).type() == ColumnType.IDENTIFIER
          && uniqueness(context.train().columns().get(index)) == 1) {
        scores.add(uniqueness(other.columns().get(index)));
      }
    }
    return scores.stream()
        .filter(score -> !score.isNaN())
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** Share of the values that lie within the real range. */
  static double boundaryAdherence(double[] real, double[] synthetic) {
    boolean nullable = Arrays.stream(real).anyMatch(Double::isNaN);
    var range = Arrays.stream(real).filter(v -> !Double.isNaN(v)).summaryStatistics();
    double[] judged =
        Arrays.stream(synthetic).filter(v -> !(nullable && Double.isNaN(v))).toArray();
    long valid =
        Arrays.stream(judged).filter(v -> v >= range.getMin() && v <= range.getMax()).count();
    return (double) valid / judged.length;
  }

  /** Share of the values that are a category of T. */
  static double categoryAdherence(int[] real, int[] synthetic, int categories) {
    // The last place stands for the missing value.
    var known = new boolean[categories + 1];
    for (int code : real) {
      known[code < 0 ? categories : code] = true;
    }
    int valid = 0;
    for (int code : synthetic) {
      valid += known[code < 0 ? categories : code] ? 1 : 0;
    }
    return (double) valid / synthetic.length;
  }

  /** Share of rows whose key is present and did not occur before. */
  static double uniqueness(Column keys) {
    var seen = new HashSet<String>();
    int unique = 0;
    for (int row = 0; row < keys.size(); row++) {
      unique += !keys.isMissing(row) && seen.add(keys.strings()[row]) ? 1 : 0;
    }
    return (double) unique / keys.size();
  }
}
