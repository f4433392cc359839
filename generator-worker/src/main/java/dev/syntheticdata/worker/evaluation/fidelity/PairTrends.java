package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.EvaluationLimits;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.evaluation.PairFinding.Kind;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The dependency of every pair of columns in T against that in another table. Cost: pairs times
 * rows; above the limit both tables are sampled.
 */
final class PairTrends {

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
                Math.max(
                    EvaluationLimits.LEAST_COUNTED_ROWS,
                    context.limits().tableVisits() / (2 * pairs)));
  }

  /** All pairs of compared columns, in the order of the table. */
  List<PairFinding> against(Table other) {
    var real = limited("pairs-real", context.train());
    var synthetic = limited("pairs-other", other);
    int columns = context.compared().size();
    var sides =
        IntStream.range(0, columns).parallel().mapToObj(i -> side(real, synthetic, i)).toList();
    var pairs = new ArrayList<int[]>();
    for (int a = 0; a < columns; a++) {
      for (int b = a + 1; b < columns; b++) {
        pairs.add(new int[] {a, b});
      }
    }
    return pairs.parallelStream()
        .map(pair -> pair(sides.get(pair[0]), sides.get(pair[1])))
        .toList();
  }

  /**
   * A column of the two tables.
   *
   * @param real its values in T, where it is ordered; null otherwise
   */
  private record Side(String name, Centred real, Centred synthetic, Codes codes) {}

  private Side side(Table real, Table synthetic, int i) {
    int index = context.compared().get(i);
    var inReal = real.columns().get(index);
    var inSynthetic = synthetic.columns().get(index);
    boolean ordered = context.isNumeric(index);
    return new Side(
        context.schema(index).name(),
        ordered ? Centred.of(inReal.numbers()) : null,
        ordered ? Centred.of(inSynthetic.numbers()) : null,
        Codes.of(binning(index), inReal, inSynthetic));
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

  private static PairFinding pair(Side a, Side b) {
    if (a.real != null && b.real != null) {
      Double inReal = correlation(a.real, b.real);
      Double inSynthetic = correlation(a.synthetic, b.synthetic);
      return new PairFinding(
          a.name, b.name, Kind.CORRELATION, score(inReal, inSynthetic), inReal, inSynthetic, null);
    }
    Codes first = a.codes;
    Codes second = b.codes;
    var counts = CellCounts.of(first, second);
    boolean dense = CellCounts.isDense(first, second);
    int cells = second.cells();
    return new PairFinding(
        a.name,
        b.name,
        Kind.CONTINGENCY,
        Similarity.totalVariation(counts.real(), counts.synthetic()),
        dense
            ? Association.cramersV(counts.real(), cells)
            : Association.cramersV(first.real(), first.cells(), second.real(), cells),
        dense
            ? Association.cramersV(counts.synthetic(), cells)
            : Association.cramersV(first.synthetic(), first.cells(), second.synthetic(), cells),
        null);
  }

  /** Null where one of the two is constant. */
  private static Double correlation(Centred a, Centred b) {
    double correlation = a.correlation(b);
    return Double.isNaN(correlation) ? null : correlation;
  }

  /**
   * Null where T has no correlation, as for a constant; a constant in the other table counts as 0.
   */
  private static Double score(Double real, Double synthetic) {
    return real == null ? null : 1 - Math.abs(real - (synthetic == null ? 0 : synthetic)) / 2;
  }
}
