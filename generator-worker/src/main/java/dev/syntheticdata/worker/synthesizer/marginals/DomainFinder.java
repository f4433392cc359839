package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.marginals.Cells.Cell;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.ParquetCheck;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Finds the values that columns can have: declared ones cost nothing; others are chosen with noise.
 * Labels by partition selection. Numbers in three questions: which single values many rows have;
 * which orders of magnitude there are, those cut finer where the rows are; and once more finer.
 */
final class DomainFinder {

  /** A declared range of at most so many values needs no search: each is a cell. */
  private static final int SMALL = 128;

  private static final int FIRST_CUT = 64;
  private static final int CUT = 16;

  /** A cell with a greater share of the rows than one in so many is cut. */
  private static final double CELLS_WANTED = 64;

  /** Probability that orders of magnitude without rows are taken for some that have any. */
  private static final double STRAY = 1e-4;

  private final Mechanisms mechanisms;
  private final double rows;
  private final int leastRows;
  private final double rho;
  private final double delta;

  /**
   * @param rows rows of the source, about
   * @param leastRows rows of a value that is kept by itself, at least
   * @param rho what one question may cost
   * @param delta what the choice of a column's values may cost of delta
   */
  DomainFinder(Mechanisms mechanisms, double rows, int leastRows, double rho, double delta) {
    this.mechanisms = mechanisms;
    this.rows = rows;
    this.leastRows = leastRows;
    this.rho = rho;
    this.delta = delta;
  }

  /**
   * A column as cells.
   *
   * @param schema its description: with the labels that the domain has
   * @param cells the cell of a row; -1 for a value that is not in the domain. It is found when it
   *     is asked for, and not kept
   */
  record Found(ColumnSchema schema, Domain domain, IntUnaryOperator cells) {}

  /** The questions that a column's domain costs. */
  static int questions(ColumnSchema column, DeclaredDomain declared) {
    if (column.type().isCategorical()) {
      return isDeclared(column, declared) ? 0 : 1;
    }
    if (declared == null || !declared.isRange()) {
      return 3;
    }
    return isSmall(column, range(column, declared)) ? 0 : 2;
  }

  /** Whether what a column can hold is known without the data; booleans are by their type. */
  static boolean isDeclared(ColumnSchema column, DeclaredDomain declared) {
    return column.type() == ColumnType.BOOLEAN
        || (declared != null
            && (column.type().isCategorical()
                ? declared.categories() != null
                : declared.isRange()));
  }

  private static boolean isSmall(ColumnSchema column, Cell range) {
    double step = Cells.step(column);
    return step > 0 && (range.high() - range.low()) / step <= SMALL;
  }

  Found find(ColumnSchema column, Column values, DeclaredDomain declared) {
    return column.type().isCategorical()
        ? labels(column, values, declared)
        : numbers(column, values, declared);
  }

  private Found labels(ColumnSchema column, Column values, DeclaredDomain declared) {
    var labels = column.categories();
    List<String> kept;
    if (column.type() == ColumnType.BOOLEAN) {
      kept = labels;
    } else if (isDeclared(column, declared)) {
      kept = declared.categories();
    } else {
      var counts = new long[labels.size()];
      for (int row = 0; row < values.size(); row++) {
        int code = values.code(row);
        if (code >= 0) {
          counts[code]++;
        }
      }
      int[] frequent = mechanisms.frequent(List.of(column.name()), counts, leastRows, rho, delta);
      kept = Arrays.stream(frequent).mapToObj(labels::get).toList();
    }
    var cellOf = new HashMap<String, Integer>();
    kept.forEach(label -> cellOf.put(label, cellOf.size()));
    int[] recoded = labels.stream().mapToInt(label -> cellOf.getOrDefault(label, -1)).toArray();
    return new Found(
        ParquetCheck.ofLabels(column.withCategories(kept)),
        new LabelDomain(kept.size()),
        row -> values.isMissing(row) ? kept.size() : recoded[values.code(row)]);
  }

  private Found numbers(ColumnSchema column, Column values, DeclaredDomain declared) {
    double step = Cells.step(column);
    boolean bounded = declared != null && declared.isRange();
    var range = bounded ? range(column, declared) : null;
    NumberDomain domain;
    if (bounded && isSmall(column, range)) {
      domain = Cells.domain(Cells.split(range, SMALL, step), new double[0], column);
    } else {
      var rest = SortedNumbers.of(values);
      double[] singles = singles(column, rest);
      rest.remove(singles);
      var cells = bounded ? Cells.split(range, FIRST_CUT, step) : magnitudes(column, rest, step);
      domain = Cells.domain(refined(column, cells, rest, step), singles, column);
    }
    return new Found(column, domain, domain.cells(values));
  }

  /**
   * The declared range; its end is not in it where values are whole. Decimals are rounded inwards
   * to what the column can say, so that no value that is rounded lies outside.
   */
  private static Cell range(ColumnSchema column, DeclaredDomain declared) {
    try {
      var text = new ValueText(column);
      double least = text.parse(declared.minimum());
      double greatest = text.parse(declared.maximum());
      if (column.type() == ColumnType.DECIMAL) {
        double unit = Math.pow(10, -column.scale());
        double low = ValueText.round(least, column.scale());
        double high = ValueText.round(greatest, column.scale());
        least = low < least ? ValueText.round(low + unit, column.scale()) : low;
        greatest = high > greatest ? ValueText.round(high - unit, column.scale()) : high;
      }
      // What is declared beyond the source's type is never there.
      least = Math.max(least, column.bounds().least());
      greatest = Math.min(greatest, column.bounds().greatest());
      if (least < greatest) {
        return new Cell(least, greatest + Cells.step(column));
      }
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          "column '%s': minimum '%s' or maximum '%s' is not %s as the source writes it"
              .formatted(column.name(), declared.minimum(), declared.maximum(), column.type()),
          e);
    }
    throw new InvalidInputException(
        "column '%s': minimum %s is not below maximum %s"
            .formatted(column.name(), declared.minimum(), declared.maximum()));
  }

  private double[] singles(ColumnSchema column, SortedNumbers values) {
    var counted = values.frequent(leastRows);
    int[] kept = mechanisms.frequent(List.of(column.name()), counted.rows(), leastRows, rho, delta);
    return Arrays.stream(kept).mapToDouble(i -> counted.values()[i]).toArray();
  }

  /** From the least to the greatest order of magnitude that has rows, finer where it has many. */
  private List<Cell> magnitudes(ColumnSchema column, SortedNumbers values, double step) {
    var all = Cells.ofType(column);
    long[] noisy = count(column, all, values);
    var cells = new ArrayList<Cell>();
    int end = -1;
    for (var run : StandingOut.of(noisy, mechanisms.sigma(rho), STRAY)) {
      if (end >= 0 && run.from() > end) {
        cells.add(new Cell(all.get(end - 1).high(), all.get(run.from()).low()));
      }
      // As many parts whether the rows are in one cell or in a run of several.
      int parts = isLarge(run.rows()) ? Math.max(1, CUT / (run.to() - run.from())) : 1;
      for (int i = run.from(); i < run.to(); i++) {
        cells.addAll(parts > 1 ? Cells.split(all.get(i), parts, step) : List.of(all.get(i)));
      }
      end = run.to();
    }
    return cells;
  }

  /** The same cells, those with many rows cut. */
  private List<Cell> refined(
      ColumnSchema column, List<Cell> cells, SortedNumbers values, double step) {
    if (cells.isEmpty()) {
      return cells;
    }
    long[] noisy = count(column, cells, values);
    var refined = new ArrayList<Cell>();
    for (int i = 0; i < noisy.length; i++) {
      var cell = cells.get(i);
      refined.addAll(isLarge(noisy[i]) ? Cells.split(cell, CUT, step) : List.of(cell));
    }
    return refined;
  }

  private boolean isLarge(long noisy) {
    return noisy >= Math.max(4 * mechanisms.sigma(rho), rows / CELLS_WANTED);
  }

  private long[] count(ColumnSchema column, List<Cell> cells, SortedNumbers values) {
    return mechanisms.count(
        Measured.Purpose.DOMAIN, List.of(column.name()), values.count(cells), rho);
  }
}
