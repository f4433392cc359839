package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.fidelity.KWayTables;
import java.util.Arrays;
import java.util.List;

/**
 * Combinatorial coverage (Kuhn et al., NIST): of the combinations of values of two and of three
 * columns that {@value #LEAST_ROWS} rows of T or more have, the share that S has at all.
 */
public final class Combinations implements MetricFamily {

  static final int LEAST_ROWS = 10;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.COMBINATION_COVERAGE_2WAY, Metric.COMBINATION_COVERAGE_3WAY);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    findings.add(
        Metric.COMBINATION_COVERAGE_2WAY,
        coverage(context, 2, "Two-way combination coverage", findings));
    findings.add(
        Metric.COMBINATION_COVERAGE_3WAY,
        coverage(context, 3, "Three-way combination coverage", findings));
  }

  private static Outcome coverage(
      EvaluationContext context, int k, String what, Findings findings) {
    var tally = new Tally(null);
    var lowest = new LowestSets();
    for (var of : KWayTables.read(context, k, what, findings, Tally::of)) {
      tally.add(of);
      lowest.add(of.wanted, of.found, () -> names(context, of.columns));
    }
    if (tally.wanted > 0) {
      findings.addCoverage(
          new CoverageFinding.Combinations(
              k, false, tally.wanted, tally.found, tally.attainable, lowest.sets(), List.of()));
    }
    return tally.outcome();
  }

  private static List<String> names(EvaluationContext context, int[] columns) {
    return Arrays.stream(columns)
        .mapToObj(column -> context.schema(context.compared().get(column)).name())
        .toList();
  }

  /** Combinations wanted, found, and found by a perfect sample on average. */
  private static final class Tally {
    private final int[] columns;
    private int wanted;
    private int found;
    private double attainable;

    private Tally(int[] columns) {
      this.columns = columns;
    }

    static Tally of(int[] columns, int[] real, int[] synthetic) {
      var tally = new Tally(columns);
      int realRows = total(real);
      int syntheticRows = total(synthetic);
      for (int cell = 0; cell < real.length; cell++) {
        if (real[cell] >= LEAST_ROWS) {
          tally.wanted++;
          tally.found += synthetic[cell] > 0 ? 1 : 0;
          tally.attainable += Rarity.presence((double) real[cell] / realRows, syntheticRows);
        }
      }
      return tally;
    }

    void add(Tally other) {
      wanted += other.wanted;
      found += other.found;
      attainable += other.attainable;
    }

    private static int total(int[] counts) {
      int sum = 0;
      for (int count : counts) {
        sum += count;
      }
      return sum;
    }

    Outcome outcome() {
      double share = (double) found / wanted;
      return Outcome.of(
          share, attainable / wanted, wanted == 0 ? null : Interval.ofShare(share, wanted));
    }
  }
}
