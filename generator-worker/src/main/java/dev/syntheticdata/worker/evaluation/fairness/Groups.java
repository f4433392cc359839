package dev.syntheticdata.worker.evaluation.fairness;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * The groups that a protected column divides rows into: its categories, or the quarters of T of an
 * ordered column. Rows without a value are in none.
 *
 * @param column name of the column
 * @param index its position
 * @param labels names of the groups
 * @param cuts upper ends of all quarters but the last; null for categories
 */
record Groups(String column, int index, List<String> labels, double[] cuts) {

  private static final List<String> QUARTERS =
      List.of("lowest quarter", "second quarter", "third quarter", "highest quarter");

  static Groups of(EvaluationContext context, String name) {
    int index = context.train().schema().indexOf(name);
    var schema = context.schema(index);
    if (!context.isNumeric(index)) {
      return new Groups(name, index, schema.categories(), null);
    }
    double[] sorted =
        Arrays.stream(context.train().columns().get(index).numbers())
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    double[] cuts = new double[QUARTERS.size() - 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = sorted[(int) ((long) (i + 1) * (sorted.length - 1) / QUARTERS.size())];
    }
    return new Groups(name, index, QUARTERS, cuts);
  }

  /** The group of each row, -1 for none. */
  int[] of(Table table) {
    var values = table.columns().get(index);
    int[] groups = new int[table.rows()];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = group(values, row);
    }
    return groups;
  }

  private int group(Column values, int row) {
    if (values.isMissing(row)) {
      return -1;
    }
    if (cuts == null) {
      return values.codes()[row];
    }
    int at = 0;
    while (at < cuts.length && values.numbers()[row] > cuts[at]) {
      at++;
    }
    return at;
  }

  /** Rows of each group. */
  int[] counts(Table table) {
    int[] counts = new int[labels.size()];
    for (int group : of(table)) {
      if (group >= 0) {
        counts[group]++;
      }
    }
    return counts;
  }
}
