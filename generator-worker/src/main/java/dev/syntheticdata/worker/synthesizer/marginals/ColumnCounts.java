package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.ArrayList;
import java.util.List;

/** Noisy counts of every column's cells, and the groups they are put into. */
final class ColumnCounts {

  private final List<DomainFinder.Found> found;
  private final List<long[]> noisy = new ArrayList<>();
  private final double rows;
  private final double sigma;

  /**
   * Counts.
   *
   * @param rows rows of the source, about
   * @param rho what all counts may cost
   */
  ColumnCounts(Mechanisms mechanisms, List<DomainFinder.Found> found, double rows, double rho) {
    this.found = found;
    this.rows = rows;
    double each = rho / Math.max(1, found.size());
    this.sigma = mechanisms.sigma(each);
    for (var column : found) {
      var counts = new long[column.domain().size()];
      for (int cell : column.cells()) {
        if (cell >= 0) {
          counts[cell]++;
        }
      }
      noisy.add(
          mechanisms.count(Measured.Purpose.COLUMN, List.of(column.schema().name()), counts, each));
    }
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
    var groupings = new ArrayList<Grouping>();
    var groups = new int[found.size()][];
    var sizes = new int[found.size()];
    var totals = new NoisyTable[found.size()];
    for (int i = 0; i < sizes.length; i++) {
      var grouping = grouping(i, i == plan.target() ? plan.targetGroups() : plan.groups());
      groupings.add(grouping);
      groups[i] = grouping.of(found.get(i).cells());
      sizes[i] = grouping.size();
      totals[i] = totals(grouping);
    }
    var names = found.stream().map(column -> column.schema().name()).toList();
    return new Coded(new CodedColumns(names, groups, sizes), groupings, totals);
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
