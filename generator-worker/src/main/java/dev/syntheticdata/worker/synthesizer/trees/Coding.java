package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.LabelMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import dev.syntheticdata.worker.table.Column;

/**
 * A column as codes, whole numbers from 0 to below {@link #size()}, and back. The codes follow from
 * the column's margin, so a model keeps the margin only. Where values may be missing, the last code
 * means that one is.
 */
public sealed interface Coding permits NumberCoding, LabelCoding {

  /** The coding of a margin whose values can depend on other columns. */
  static Coding of(Margin margin) {
    return of(margin, NumberCoding.BINS);
  }

  /**
   * The same with numbers in about so many bins.
   *
   * @param bins bins of a column without frequent values, at least 1
   */
  static Coding of(Margin margin, int bins) {
    if (margin instanceof NumberMargin numbers) {
      return new NumberCoding(numbers, bins);
    }
    if (margin instanceof LabelMargin labels) {
      return new LabelCoding(labels);
    }
    throw new IllegalArgumentException("a margin without values has no codes: " + margin);
  }

  /** The number of codes, at most {@link Short#MAX_VALUE}. */
  int size();

  /** Whether a higher code is a higher value, the code of missing values aside. */
  boolean ordered();

  /** Whether a code means that there is no value. */
  boolean missing(int code);

  /**
   * The codes of a column's rows. A value that the margin withholds has the code {@link #size()},
   * which is never drawn.
   */
  short[] encode(Column column);

  /** The numbers within a code that give one of these values. */
  Pieces pieces(int code, ValueSet values);

  /** The numbers of all codes that give one of these values, by code. */
  default Pieces[] pieces(ValueSet values) {
    var pieces = new Pieces[size()];
    for (int code = 0; code < pieces.length; code++) {
      pieces[code] =
          missing(code) ? (values.missing() ? Pieces.ALL : Pieces.NONE) : pieces(code, values);
    }
    return pieces;
  }

  /** Whether some code has several values. */
  boolean several();

  /**
   * Values for codes.
   *
   * @param codes codes below {@link #size()}
   * @param within for each row a uniform number in (0, 1) that chooses among the values of its
   *     code; may be null where none has several
   */
  Column decode(short[] codes, double[] within);
}
