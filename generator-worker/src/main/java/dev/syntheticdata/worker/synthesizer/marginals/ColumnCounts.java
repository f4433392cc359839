package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Noisy counts of every column's cells, and the groups they are put into. */
final class ColumnCounts {

  private final List<DomainFinder.Found> found;
  private final List<long[]> noisy = new ArrayList<>();
  private final int tableRows;
  private final double rows;
  private final double sigma;

  /**
   * Counts.
   *
   * @param tableRows rows that there are
   * @param rows the same, about
   * @param rho what all counts may cost
   */
  ColumnCounts(
      Mechanisms mechanisms,
      List<DomainFinder.Found> found,
      int tableRows,
      double rows,
      double rho) {
    this.found = found;
    this.tableRows = tableRows;
    this.rows = rows;
    double each = rho / Math.max(1, found.size());
    this.sigma = mechanisms.sigma(each);
    var counts = found.stream().parallel().map(this::counts).toList();
    for (int i = 0; i < counts.size(); i++) {
      var name = found.get(i).schema().name();
      noisy.add(mechanisms.count(Measured.Purpose.COLUMN, List.of(name), counts.get(i), each));
    }
  }

  /** Rows by cell. */
  private long[] counts(DomainFinder.Found column) {
    var counts = new long[column.domain().size()];
    for (int row = 0; row < tableRows; row++) {
      int cell = column.cells().applyAsInt(row);
      if (cell >= 0) {
        counts[cell]++;
      }
    }
    return counts;
  }

  int count() {
    return found.size();
  }

  /** The groups a column would have. */
  int groups(int column, int most) {
    return grouping(column, most).size();
  }

  private Grouping grouping(int column, int most) {
    return Grouping.of(found.get(column).domain(), noisy.get(column), rows, sigma, most);
  }

  /**
   * The columns as groups.
   *
   * @param totals noisy rows by group
   */
  record Coded(CodedColumns columns, List<Grouping> groupings, NoisyTable[] totals) {

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Puts the columns into groups. */
  Coded coded(Plan plan) {
    var groupings =
        IntStream.range(0, found.size())
            .mapToObj(i -> grouping(i, i == plan.target() ? plan.targetGroups() : plan.groups()))
            .toList();
    var groups =
        IntStream.range(0, found.size())
            .parallel()
            .mapToObj(i -> groups(found.get(i), groupings.get(i)))
            .toArray(byte[][]::new);
    int[] sizes = groupings.stream().mapToInt(Grouping::size).toArray();
    var totals = groupings.stream().map(this::totals).toArray(NoisyTable[]::new);
    var names = found.stream().map(column -> column.schema().name()).toList();
    return new Coded(new CodedColumns(names, groups, sizes), groupings, totals);
  }

  private byte[] groups(DomainFinder.Found column, Grouping grouping) {
    var cells = column.cells();
    return CodedColumns.groups(
        tableRows, grouping.size(), row -> grouping.of(cells.applyAsInt(row)));
  }

  private NoisyTable totals(Grouping grouping) {
    double[] values = grouping.totals();
    int[] cells = grouping.cells();
    var variances = new double[values.length];
    for (int g = 0; g < variances.length; g++) {
      variances[g] = sigma * sigma * cells[g];
    }
    return new NoisyTable(values, variances);
  }
}
