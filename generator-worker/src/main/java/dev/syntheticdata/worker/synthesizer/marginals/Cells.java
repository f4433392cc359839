package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.table.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Stretches of the number line: those that a column of a type is cut into before anything is known
 * of its values, and finer ones.
 */
final class Cells {

  private static final double DAY = 86_400_000;
  private static final double GREATEST_WHOLE = 0x1p53;

  /** Binary orders of magnitude of decimals, at either end. */
  private static final int LEAST_OCTAVE = -40;

  private static final int GREATEST_OCTAVE = 60;

  /** Parts of a binary order of magnitude. */
  private static final int PARTS = 4;

  private Cells() {}

  /**
   * A stretch.
   *
   * @param low its least value
   * @param high its end, not in it
   */
  record Cell(double low, double high) {}

  /** What values of the column are multiples of; 0 for decimals. */
  static double step(ColumnSchema column) {
    return switch (column.type()) {
      case INTEGER, DATE -> 1;
      case TIME, DATE_TIME ->
          column.format().contains("S") ? 1 : column.format().contains("s") ? 1_000 : 60_000;
      default -> 0;
    };
  }

  /** All there can be of a column, in the types of the source as well. */
  static List<Cell> ofType(ColumnSchema column) {
    var bounds = column.bounds();
    return between(all(column), bounds.least(), bounds.greatest() + step(column));
  }

  /** All there can be of a type: each sign and order of magnitude in four parts. */
  private static List<Cell> all(ColumnSchema column) {
    double step = step(column);
    return switch (column.type()) {
      case TIME -> split(new Cell(0, DAY), 96, step);
      // The years 1 to 9999.
      case DATE -> between(octaves(step, 0, 22), -719_162, 2_932_897);
      case DATE_TIME -> between(octaves(step, 0, 48), -719_162 * DAY, 2_932_897 * DAY);
      case INTEGER -> between(octaves(step, 0, 52), -GREATEST_WHOLE, GREATEST_WHOLE);
      default ->
          octaves(
              0,
              Math.max(LEAST_OCTAVE, (int) Math.floor(-column.scale() * 3.3219281)),
              GREATEST_OCTAVE);
    };
  }

  private static List<Cell> octaves(double step, int from, int to) {
    double unit = step > 0 ? step : 1;
    var edges = new TreeSet<Double>();
    for (int octave = from; octave <= to; octave++) {
      double low = unit * Math.scalb(1.0, octave);
      for (int part = 0; part < PARTS; part++) {
        double edge = low + low * part / PARTS;
        edges.add(step > 0 ? Math.floor(edge / step) * step : edge);
      }
    }
    edges.add(unit * Math.scalb(1.0, to + 1));
    var all = new TreeSet<Double>(edges);
    // Negative values mirror the positive: a whole number -w lies in [-w, -w + step).
    edges.forEach(edge -> all.add(step - edge));
    all.add(0.0);
    return stretches(new ArrayList<>(all));
  }

  private static List<Cell> between(List<Cell> cells, double least, double end) {
    return cells.stream()
        .filter(cell -> cell.high() > least && cell.low() < end)
        .map(cell -> new Cell(Math.max(least, cell.low()), Math.min(end, cell.high())))
        .toList();
  }

  private static List<Cell> stretches(List<Double> edges) {
    var cells = new ArrayList<Cell>();
    for (int i = 1; i < edges.size(); i++) {
      cells.add(new Cell(edges.get(i - 1), edges.get(i)));
    }
    return cells;
  }

  /** A stretch in parts of about the same width, as many as there are values for. */
  static List<Cell> split(Cell cell, int parts, double step) {
    var edges = new TreeSet<Double>();
    for (int part = 0; part <= parts; part++) {
      double edge = cell.low() + (cell.high() - cell.low()) * part / parts;
      edges.add(step > 0 ? cell.low() + Math.rint((edge - cell.low()) / step) * step : edge);
    }
    edges.add(cell.high());
    return stretches(new ArrayList<>(edges));
  }

  /** The stretches and single values as a domain. */
  static NumberDomain domain(List<Cell> cells, double[] singles, ColumnSchema column) {
    var all = new ArrayList<>(cells);
    Arrays.stream(singles).forEach(value -> all.add(new Cell(value, value)));
    all.sort(
        (a, b) ->
            a.low() != b.low()
                ? Double.compare(a.low(), b.low())
                : Double.compare(a.high(), b.high()));
    return new NumberDomain(
        all.stream().mapToDouble(Cell::low).toArray(),
        all.stream().mapToDouble(Cell::high).toArray(),
        step(column),
        column.scale());
  }
}
