package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * Numbers as codes, ascending: a code for each value that many rows share, and about {@value #BINS}
 * bins of equal probability for the rest. A value is drawn within its bin along the margin's
 * quantiles, so the values of the source are not drawn again, and rounded to what the source
 * writes.
 */
public final class NumberCoding implements Coding {

  /** Bins, for a column without frequent values. */
  static final int BINS = 100;

  /** A value with at least this share of a bin has a code of its own. */
  private static final double FREQUENT = 0.5;

  private final NumberMargin margin;
  private final double bin;
  private final double frequent;
  private final boolean missing;

  /** Knots of the margin at which codes begin and end: code c reaches from knot c to knot c + 1. */
  private int[] first = new int[16];

  private int[] last = new int[16];
  private double[] highest;

  /** The value of a code that has no other; otherwise not a number. */
  private double[] only;

  private int values;

  NumberCoding(NumberMargin margin) {
    this(margin, BINS);
  }

  /**
   * The coding of a margin.
   *
   * @param bins about how many bins a column without frequent values has
   */
  public NumberCoding(NumberMargin margin, int bins) {
    this.margin = margin;
    this.bin = 1.0 / bins;
    this.frequent = FREQUENT * bin;
    this.missing = margin.missing() > 0;
    cut();
    highest = new double[values];
    only = new double[values];
    for (int code = 0; code < values; code++) {
      highest[code] = margin.values()[last[code]];
      boolean one = lowest(code) == highest[code];
      only[code] = one ? margin.grid().round(highest[code]) : Double.NaN;
    }
  }

  /** Walks over the knots, level stretch by level stretch. */
  private void cut() {
    double[] p = margin.probabilities();
    double[] v = margin.values();
    int begin = 0;
    for (int from = 0; from < v.length; ) {
      int to = from;
      while (to + 1 < v.length && v[to + 1] == v[from]) {
        to++;
      }
      if (p[to] - p[from] >= frequent) {
        if (p[from] > p[begin]) {
          // Where the values jump, two knots have one probability: the bin ends at the lower.
          code(begin, p[from - 1] == p[from] ? from - 1 : from);
        }
        code(from, to);
        begin = to;
      } else if (p[to] - p[begin] >= bin) {
        code(begin, to);
        begin = to;
      }
      from = to + 1;
    }
    int end = v.length - 1;
    if (p[end] > p[begin] || values == 0) {
      code(begin, end);
    }
  }

  private void code(int from, int to) {
    if (values == first.length) {
      first = Arrays.copyOf(first, 2 * values);
      last = Arrays.copyOf(last, 2 * values);
    }
    first[values] = from;
    last[values] = to;
    values++;
  }

  @Override
  public int size() {
    return values + (missing ? 1 : 0);
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public boolean missing(int code) {
    return code >= values;
  }

  @Override
  public short[] encode(Column column) {
    var codes = new short[column.size()];
    for (int row = 0; row < codes.length; row++) {
      double value = column.number(row);
      // Without a missing value among the rows learned from, there is no code for one.
      codes[row] = (short) (Double.isNaN(value) ? (missing ? values : size()) : codeOf(value));
    }
    return codes;
  }

  /** The code whose values are the nearest: a value may lie in a gap, or beyond the ends. */
  public int codeOf(double value) {
    int found = Arrays.binarySearch(highest, value);
    int code = found >= 0 ? found : -found - 1;
    if (code == values) {
      return values - 1;
    }
    if (found >= 0 && code + 1 < values && highest[code + 1] == value) {
      // A frequent value has its own code, also where the bin below reaches up to it.
      return code + 1;
    }
    double lowest = margin.values()[first[code]];
    boolean inGap = code > 0 && value < lowest;
    return inGap && value - highest[code - 1] < lowest - value ? code - 1 : code;
  }

  @Override
  public Pieces pieces(int code, ValueSet values) {
    return Pieces.where(within -> rounded(code, within), values);
  }

  @Override
  public boolean several() {
    return Arrays.stream(only).anyMatch(Double::isNaN);
  }

  @Override
  public Column decode(short[] codes, double[] within) {
    var numbers = new double[codes.length];
    for (int row = 0; row < numbers.length; row++) {
      int code = codes[row];
      numbers[row] =
          code == values
              ? Double.NaN
              : Double.isNaN(only[code]) ? rounded(code, within[row]) : only[code];
    }
    return Column.ofNumbers(numbers);
  }

  /** The value of a code that is not that of missing ones, at a share of the code's width. */
  public double valueOf(int code, double within) {
    return Double.isNaN(only[code]) ? rounded(code, within) : only[code];
  }

  private double rounded(int code, double within) {
    return margin.grid().round(value(code, within));
  }

  /** The least value of a code that is not that of missing ones, before it is rounded. */
  double lowest(int code) {
    return margin.values()[first[code]];
  }

  /** The greatest value of such a code. */
  double highest(int code) {
    return highest[code];
  }

  private double value(int code, double within) {
    double[] p = margin.probabilities();
    double[] v = margin.values();
    int low = first[code];
    int high = last[code];
    if (v[low] == v[high]) {
      return v[low];
    }
    double at = p[low] + within * (p[high] - p[low]);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (p[middle] <= at) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double width = p[high] - p[low];
    return width > 0 ? v[low] + (at - p[low]) / width * (v[high] - v[low]) : v[high];
  }
}
