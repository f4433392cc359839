package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows that are almost a given one, as SDMetrics' NewRowSynthesis has it: equal in every
 * category and in what is missing, and in every number within {@value #TOLERANCE} of the given
 * value. For dates and times, whose size means nothing, within that share of T's range.
 */
final class Alike {

  private static final double TOLERANCE = 0.01;

  private final GowerSpace space;
  private final boolean[] amounts;

  Alike(EvaluationContext context, GowerSpace space) {
    this.space = space;
    this.amounts = new boolean[space.width()];
    for (int j = 0; j < amounts.length; j++) {
      var type = context.schema(space.position(j)).type();
      amounts[j] = type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
    }
  }

  /** A box around each row. */
  List<Box> boxes(GowerSpace.Rows rows) {
    return IntStream.range(0, rows.size()).mapToObj(row -> around(rows, row)).toList();
  }

  private Box around(GowerSpace.Rows rows, int row) {
    var sides = new ArrayList<Box.Side>();
    for (int j = 0; j < space.width(); j++) {
      double value = rows.value(row, j);
      if (j < space.categories() || Double.isNaN(value)) {
        sides.add(Box.Side.equal(j, value));
      } else {
        double around = TOLERANCE * (amounts[j] ? Math.abs(value) : 1);
        sides.add(new Box.Side(j, value - around, value + around));
      }
    }
    return new Box(sides);
  }
}
