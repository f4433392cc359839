package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.evaluation.PairFinding.Kind;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dependency of every pair of columns in T against that in another table. Cost: pairs times
 * rows; above the limit both tables are sampled.
 */
final class PairTrends {

  /** Fewer rows than this are never taken, however many pairs there are. */
  private static final int LEAST_ROWS = 2_000;

  private final EvaluationContext context;
  private final int rowLimit;
  private boolean sampled;

  PairTrends(EvaluationContext context) {
    this.context = context;
    int columns = context.compared().size();
    long pairs = Math.max(1, (long) columns * (columns - 1) / 2);
    this.rowLimit =
        (int)
            Math.min(
                Integer.MAX_VALUE,
                Math.max(LEAST_ROWS, context.limits().tableVisits() / (2 * pairs)));
  }

  /** All pairs of compared columns, in the order of the table. */
  List<PairFinding> against(Table other) {
    var real = limited("pairs-real", context.train());
    var synthetic = limited("pairs-other", other);
    var codes = new ArrayList<Codes>();
    for (int index : context.compared()) {
      codes.add(
          Codes.of(binning(index), real.columns().get(index), synthetic.columns().get(index)));
    }
    var findings = new ArrayList<PairFinding>();
    for (int a = 0; a < codes.size(); a++) {
      for (int b = a + 1; b < codes.size(); b++) {
        findings.add(pair(real, synthetic, codes.get(a), codes.get(b), a, b));
      }
    }
    return findings;
  }

  /** What to say about the rows taken, where not all were. */
  Optional<String> note() {
    return sampled
        ? Optional.of("Column pair trends are computed on a sample of %s rows.".formatted(rowLimit))
        : Optional.empty();
  }

  private Table limited(String purpose, Table table) {
    if (table.rows() <= rowLimit) {
      return table;
    }
    sampled = true;
    return table.select(context.sampler().sample(purpose, table.rows(), rowLimit));
  }

  /** Bins of the whole of T, so that a sample does not move the edges. */
  private Codes.Binning binning(int index) {
    return context.isNumeric(index)
        ? EqualWidthBins.of(context.train().columns().get(index).numbers())
        : new CategoryCells(context.schema(index).categories().size());
  }

  private PairFinding pair(Table real, Table synthetic, Codes first, Codes second, int a, int b) {
    int indexA = context.compared().get(a);
    int indexB = context.compared().get(b);
    String nameA = context.schema(indexA).name();
    String nameB = context.schema(indexB).name();
    if (context.isNumeric(indexA) && context.isNumeric(indexB)) {
      Double inReal = correlation(real, indexA, indexB);
      Double inSynthetic = correlation(synthetic, indexA, indexB);
      return new PairFinding(
          nameA, nameB, Kind.CORRELATION, score(inReal, inSynthetic), inReal, inSynthetic, null);
    }
    return new PairFinding(
        nameA,
        nameB,
        Kind.CONTINGENCY,
        CellCounts.similarity(first, second),
        Association.cramersV(first.real(), first.cells(), second.real(), second.cells()),
        Association.cramersV(first.synthetic(), first.cells(), second.synthetic(), second.cells()),
        null);
  }

  /** Null where one of the two is constant. */
  private static Double correlation(Table table, int a, int b) {
    double correlation =
        Similarity.pearson(table.columns().get(a).numbers(), table.columns().get(b).numbers());
    return Double.isNaN(correlation) ? null : correlation;
  }

  /**
   * Null where T has no correlation, as for a constant; a constant in the other table counts as 0.
   */
  private static Double score(Double real, Double synthetic) {
    return real == null ? null : 1 - Math.abs(real - (synthetic == null ? 0 : synthetic)) / 2;
  }
}
