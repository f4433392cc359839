package dev.syntheticdata.worker.evaluation.privacy;

import java.util.List;

/**
 * A conjunction of conditions on columns of a {@link GowerSpace}.
 *
 * @param sides one condition for each column that has any
 */
record Box(List<Side> sides) {

  Box {
    sides = List.copyOf(sides);
  }

  /**
   * A condition: a value from {@code low} to {@code high}, or, where both are NaN, a missing one.
   *
   * @param column the column
   * @param low the least value, in the space's units
   * @param high the greatest value
   */
  record Side(int column, double low, double high) {

    /** The value itself; missing where it is NaN. */
    static Side equal(int column, double value) {
      return new Side(column, value, value);
    }

    boolean wantsMissing() {
      return Double.isNaN(low);
    }

    boolean holds(double value) {
      return value >= low && value <= high || wantsMissing() && Double.isNaN(value);
    }
  }
}
