package dev.syntheticdata.worker.synthesizer.margin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.WholeNumbers;
import java.util.List;
import java.util.Objects;

/**
 * Fresh identifiers in the shape of the source's, one per row and none twice. None is a value of
 * the source: numbers begin above the greatest one there, at the next with one digit and zeros, or
 * lie where it has none.
 *
 * @param missing share of rows without an identifier
 * @param shape how they look
 * @param prefix for {@link Shape#COUNTER} the text before the number
 * @param width for {@link Shape#COUNTER} the least number of digits, filled with zeros
 * @param start for {@link Shape#COUNTER} the number of row 0
 * @param rows how many numbers there are; null where no table has so many rows. Those after them
 *     begin again, as rows may that are drawn and not kept
 */
public record IdentifierMargin(
    double missing,
    Shape shape,
    String prefix,
    int width,
    long start,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long rows)
    implements Margin {

  /** So many rows no table has. */
  private static final long ANY = 1L << 60;

  /** Identifiers for any number of rows. */
  public IdentifierMargin(double missing, Shape shape, String prefix, int width, long start) {
    this(missing, shape, prefix, width, start, null);
  }

  /** Whole numbers. */
  public static IdentifierMargin numbers(double missing, WholeNumbers numbers) {
    long rows = numbers.count();
    return new IdentifierMargin(
        missing, Shape.COUNTER, "", 1, numbers.least(), rows >= ANY ? null : rows);
  }

  /** New UUIDs. */
  public static IdentifierMargin uuids(double missing) {
    return new IdentifierMargin(missing, Shape.UUID, "", 0, 0);
  }

  /** The rows for which all margins of identifiers have different ones; others may be null. */
  public static long mostRows(List<Margin> margins) {
    return margins.stream()
        .filter(IdentifierMargin.class::isInstance)
        .map(margin -> ((IdentifierMargin) margin).rows())
        .filter(Objects::nonNull)
        .reduce(Long.MAX_VALUE, Math::min);
  }

  /** Whether the Parquet type of the source's identifiers holds these, too. */
  boolean fits(ColumnSchema column) {
    return column.holdsTexts()
        || (column.holdsUuids() && shape == Shape.UUID)
        || (isNumbers() && column.range().filter(range -> range.holds(numbers())).isPresent());
  }

  private boolean isNumbers() {
    return shape == Shape.COUNTER && prefix.isEmpty() && width <= 1;
  }

  private WholeNumbers numbers() {
    return new WholeNumbers(start, start + (rows == null ? ANY : rows) - 1);
  }

  /** How identifiers look. */
  public enum Shape {
    /** A prefix, then a number that counts the rows. */
    COUNTER,
    /** A UUID of version 8 (RFC 9562) whose free bits are random and the row's number. */
    UUID
  }

  private String at(long row, CellRandom spare) {
    if (shape == Shape.UUID) {
      long high = spare.bits(row) & 0xFFFFFFFFFFFF0FFFL | 0x8000L;
      long low = row & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
      return new java.util.UUID(high, low).toString();
    }
    String digits = Long.toString(start + (rows == null ? row : row % rows));
    return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  @Override
  public boolean modelled() {
    return false;
  }

  @Override
  public Column fill(long firstRow, double[] values, double[] missingness, CellRandom spare) {
    var filled = new String[values.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = isMissing(missingness[i]) ? null : at(firstRow + i, spare);
    }
    return Column.ofStrings(filled);
  }
}
