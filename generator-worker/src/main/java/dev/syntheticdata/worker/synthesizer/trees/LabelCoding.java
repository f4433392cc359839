package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.LabelMargin;
import dev.syntheticdata.worker.synthesizer.margin.MarginPieces;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * Labels as codes, the most frequent first. Of many labels the most frequent {@value #SINGLE} have
 * a code each; the rest share one, and are drawn within it by their frequency alone.
 */
public final class LabelCoding implements Coding {

  /** Labels with a code of their own, at most. */
  static final int SINGLE = 250;

  private static final int WITHHELD = -1;

  private final LabelMargin margin;
  private final int single;
  private final boolean tail;
  private final boolean missing;
  private final int[] codeOf;

  LabelCoding(LabelMargin margin) {
    this.margin = margin;
    int labels = margin.codes().length;
    this.single = Math.min(SINGLE, labels);
    this.tail = labels > single;
    this.missing = margin.missing() > 0;
    this.codeOf = new int[Arrays.stream(margin.codes()).max().orElse(-1) + 1];
    Arrays.fill(codeOf, WITHHELD);
    for (int i = 0; i < labels; i++) {
      codeOf[margin.codes()[i]] = Math.min(i, single);
    }
  }

  @Override
  public int size() {
    return single + (tail ? 1 : 0) + (missing ? 1 : 0);
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public boolean missing(int code) {
    return missing && code == size() - 1;
  }

  @Override
  public short[] encode(Column column) {
    var codes = new short[column.size()];
    int size = size();
    for (int row = 0; row < codes.length; row++) {
      int label = column.code(row);
      if (label < 0) {
        codes[row] = (short) (missing ? size - 1 : size);
      } else {
        int code = label < codeOf.length ? codeOf[label] : WITHHELD;
        codes[row] = (short) (code != WITHHELD ? code : tail ? single : size);
      }
    }
    return codes;
  }

  @Override
  public Pieces pieces(int code, ValueSet values) {
    if (code < single) {
      return values.contains(margin.codes()[code]) ? Pieces.ALL : Pieces.NONE;
    }
    double before = margin.cumulative()[single - 1];
    return Pieces.where(
        within -> margin.position(before + within * (1 - before)),
        MarginPieces.positions(margin, single, values));
  }

  @Override
  public boolean several() {
    return tail;
  }

  @Override
  public Column decode(short[] codes, double[] within) {
    var labels = new int[codes.length];
    int none = missing ? size() - 1 : -1;
    double before = tail ? margin.cumulative()[single - 1] : 1;
    for (int row = 0; row < labels.length; row++) {
      int code = codes[row];
      labels[row] =
          code == none
              ? -1
              : code < single
                  ? margin.codes()[code]
                  : margin.code(before + within[row] * (1 - before));
    }
    return Column.ofCodes(labels);
  }
}
