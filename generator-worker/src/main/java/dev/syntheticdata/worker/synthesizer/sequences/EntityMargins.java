package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.margin.Grid;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Margins in which entities are protected, not rows: a label of too few entities is not generated
 * however often these have it, and the quantiles of a numeric column are means over that many
 * entities, or values that so many have.
 */
final class EntityMargins {

  private final FitOptions options;
  private final List<String> limitations = new ArrayList<>();

  EntityMargins(FitOptions options) {
    this.options = options;
  }

  /** What the margins leave out, one sentence per column concerned. */
  List<String> limitations() {
    return limitations;
  }

  /** The margin of a column. */
  Margin fit(ColumnSchema schema, Column column, Entities entities) {
    if (!schema.type().isNumeric() || isOfFew(column, entities)) {
      return fitted(schema, column, entities);
    }
    return numbers(schema, column, entities);
  }

  /** The margin of numbers of which at least one is there, however few have any. */
  NumberMargin numbers(ColumnSchema schema, Column column, Entities entities) {
    var kept = kept(column, entities);
    var margin = (NumberMargin) fitted(schema, kept.values(), kept.entities());
    // What is left out says nothing of what is missing, or of how the source writes numbers.
    double[] present = present(column).mapToDouble(column::number).toArray();
    double missing = (double) (column.size() - present.length) / Math.max(1, column.size());
    return new NumberMargin(
        missing, margin.probabilities(), margin.values(), Grid.of(schema, present));
  }

  /** Whether values are missing, and too few entities have one. */
  private boolean isOfFew(Column column, Entities entities) {
    return present(column).count() < column.size()
        && present(column).map(row -> entities.ofRow()[row]).distinct().count()
            < options.protectedRows();
  }

  private Margin fitted(ColumnSchema schema, Column column, Entities entities) {
    var table = new Table(new TableSchema(List.of(schema)), List.of(column));
    var fitted = MarginFitter.fit(table, options, entities);
    limitations.addAll(fitted.limitations());
    return fitted.margins().get(0);
  }

  /** Numbers, and whose they are. */
  private record Kept(Column values, Entities entities) {}

  /** The numbers in order; of one that few entities have, each counts once. */
  private Kept kept(Column column, Entities entities) {
    double[] ordered = column.sorted();
    int[] whose = whose(column, entities.ofRow(), ordered);
    var kept = new double[ordered.length];
    var owners = new int[ordered.length];
    int size = 0;
    for (int from = 0; from < ordered.length; ) {
      int to = from;
      int having = 0;
      while (to < ordered.length && ordered[to] == ordered[from]) {
        having += to == from || whose[to] != whose[to - 1] ? 1 : 0;
        to++;
      }
      // So no value is frequent by the rows of one.
      boolean once = having < options.protectedRows();
      for (int i = from; i < to; i++) {
        if (!once || i == from || whose[i] != whose[i - 1]) {
          owners[size] = whose[i];
          kept[size++] = ordered[i];
        }
      }
      from = to;
    }
    return new Kept(
        Column.ofNumbers(Arrays.copyOf(kept, size)),
        new Entities(Arrays.copyOf(owners, size), entities.count()));
  }

  private static IntStream present(Column column) {
    return IntStream.range(0, column.size()).filter(row -> !column.isMissing(row));
  }

  /** Whose each of the ordered numbers is; those of equal ones in their own order. */
  private static int[] whose(Column column, int[] ofRow, double[] ordered) {
    double[] values = column.numbers();
    // A search ends at the same place for equal numbers, so a place and an entity make a key.
    return present(column)
        .mapToLong(row -> (long) Arrays.binarySearch(ordered, values[row]) << 32 | ofRow[row])
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }
}
