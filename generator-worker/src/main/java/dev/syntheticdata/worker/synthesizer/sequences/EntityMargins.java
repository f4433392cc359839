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
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Margins in which entities are protected, not rows: a label of too few entities is not generated
 * however often these have it, a number of too few is not kept as a value of its own, and the ends
 * of a numeric column are means over that many entities.
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
    if (!schema.type().isNumeric()) {
      return fitted(schema, column, entities);
    }
    var bounded = fitted(schema, numbers(column, entities), null);
    if (!(bounded instanceof NumberMargin margin)) {
      return bounded;
    }
    // Bounded ends are means, which say nothing of what the source writes.
    double[] present = present(column).mapToDouble(column::number).toArray();
    double missing = (double) (column.size() - present.length) / Math.max(1, column.size());
    return new NumberMargin(
        missing, margin.probabilities(), margin.values(), Grid.of(schema, present));
  }

  private Margin fitted(ColumnSchema schema, Column column, Entities entities) {
    var table = new Table(new TableSchema(List.of(schema)), List.of(column));
    var fitted = MarginFitter.fit(table, options, entities);
    limitations.addAll(fitted.limitations());
    return fitted.margins().get(0);
  }

  private Column numbers(Column column, Entities entities) {
    double[] ordered = column.sorted();
    if (ordered.length == 0) {
      return column;
    }
    int[] whose = whose(column, entities.ofRow(), ordered);
    int protectedEntities = Math.max(1, Math.min(options.protectedRows(), entities.count() / 10));
    double least = end(ordered, whose, protectedEntities, 0, 1);
    double greatest = end(ordered, whose, protectedEntities, ordered.length - 1, -1);
    var kept = new double[ordered.length];
    int size = 0;
    for (int from = 0; from < ordered.length; ) {
      double value = ordered[from];
      int to = from;
      int having = 0;
      while (to < ordered.length && ordered[to] == value) {
        having += to == from || whose[to] != whose[to - 1] ? 1 : 0;
        to++;
      }
      // Of few entities each counts once, so that no value is frequent by the rows of one.
      boolean once = having < protectedEntities;
      for (int i = from; i < to; i++) {
        if (!once || i == from || whose[i] != whose[i - 1]) {
          kept[size++] = Math.max(least, Math.min(greatest, value));
        }
      }
      from = to;
    }
    return Column.ofNumbers(Arrays.copyOf(kept, size));
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

  /** The mean of the outermost values of so many entities. */
  private static double end(double[] ordered, int[] whose, int entities, int from, int step) {
    var met = new HashSet<Integer>();
    double sum = 0;
    for (int i = from; i >= 0 && i < ordered.length && met.size() < entities; i += step) {
      if (met.add(whose[i])) {
        sum += ordered[i];
      }
    }
    return sum / met.size();
  }
}
