package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;

/**
 * Fresh identifiers in the shape of the source's, one per row and none twice. None is a value of
 * the source: numbers begin above the greatest one there, at the next with one digit and zeros.
 *
 * @param missing share of rows without an identifier
 * @param shape how they look
 * @param prefix for {@link Shape#COUNTER} the text before the number
 * @param width for {@link Shape#COUNTER} the least number of digits, filled with zeros
 * @param start for {@link Shape#COUNTER} the number of row 0
 */
public record IdentifierMargin(double missing, Shape shape, String prefix, int width, long start)
    implements Margin {

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
    String digits = Long.toString(start + row);
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
