package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * Synthetic rows that are real rows, or have what names one, with the holdout's share as the
 * measure of coincidence.
 */
public final class ExactMatches implements MetricFamily {

  private static final double WORTH_A_NOTE = 0.2;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.EXACT_MATCH_SHARE);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.compared().isEmpty()) {
      findings.add(Metric.EXACT_MATCH_SHARE, Outcome.of(Double.NaN, null));
      return;
    }
    var train = new RowIndex(context.train(), context.compared());
    var synthetic = context.synthetic();
    var names = CopiedNames.learned(context).in(synthetic);
    Double reference =
        context.holdout() == null ? null : Double.valueOf(train.shareFound(context.holdout()));
    noteRepeatedRows(findings, train.shareRepeated());
    var found = train.rowsFound(synthetic);
    found.or(names.rows());
    double share = (double) found.cardinality() / synthetic.rows();
    noteNames(
        findings, names, synthetic.rows(), "Distances and attacks do not look at these columns.");
    noteNames(
        findings,
        CopiedNames.made(context).in(synthetic),
        synthetic.rows(),
        "The model or the declaration says that these columns are made, so that it is"
            + " by chance and no exact match.");
    findings.add(
        Metric.EXACT_MATCH_SHARE,
        Outcome.of(share, reference, Interval.ofShare(share, synthetic.rows())));
  }

  private static void noteNames(
      Findings findings, CopiedNames.Found names, int rows, String meaning) {
    int having = names.rows().cardinality();
    if (having > 0) {
      findings.note(
          String.format(
              Locale.ROOT,
              "%.1f %% of the synthetic rows have an identifier or a text of a real row, in: %s. %s",
              100.0 * having / rows,
              String.join(", ", names.columns()),
              meaning));
    }
  }

  /**
   * Where real rows repeat each other, equal rows are no sign of copying, and a split that keeps a
   * few equal rows on one side hides that from the reference and from the distances.
   */
  private static void noteRepeatedRows(Findings findings, double share) {
    if (share >= WORTH_A_NOTE) {
      findings.note(
          String.format(
              Locale.ROOT,
              "%.0f %% of the real rows equal another real row: exact matches and distances to the"
                  + " closest record say little about this table.",
              100 * share));
    }
  }
}
