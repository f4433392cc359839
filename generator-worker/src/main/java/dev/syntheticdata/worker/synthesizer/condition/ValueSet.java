package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.worker.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Values that a column may have. A label is the number of its code, so that numbers and labels are
 * ranges alike.
 *
 * @param ranges disjoint ranges, ascending
 * @param missing whether there may be no value
 */
public record ValueSet(List<Range> ranges, boolean missing) {

  /**
   * Numbers between two, both included.
   *
   * @param from the least
   * @param to the greatest, not less
   */
  public record Range(double from, double to) {}

  private static final Range EVERYTHING =
      new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public ValueSet {
    ranges = List.copyOf(ranges);
  }

  /** Every value, and none. */
  public static ValueSet all() {
    return new ValueSet(List.of(EVERYTHING), true);
  }

  /** The numbers between two. */
  public static ValueSet between(double from, double to) {
    return new ValueSet(from <= to ? List.of(new Range(from, to)) : List.of(), false);
  }

  /** Single values. */
  public static ValueSet of(double... values) {
    // Adding 0 makes of a negative zero a zero.
    return new ValueSet(
        Arrays.stream(values).map(v -> v + 0.0).sorted().distinct().mapToObj(ValueSet::at).toList(),
        false);
  }

  private static Range at(double value) {
    return new Range(value, value);
  }

  /** The values in both. */
  public ValueSet and(ValueSet other) {
    var both = new ArrayList<Range>();
    for (var a : ranges) {
      for (var b : other.ranges) {
        double from = Math.max(a.from, b.from);
        double to = Math.min(a.to, b.to);
        if (from <= to) {
          both.add(new Range(from, to));
        }
      }
    }
    both.sort(Comparator.comparingDouble(Range::from));
    return new ValueSet(both, missing && other.missing);
  }

  /** The values in either. */
  public ValueSet or(ValueSet other) {
    return not().and(other.not()).not();
  }

  /** What is not in it. */
  public ValueSet not() {
    var gaps = new ArrayList<Range>();
    double from = Double.NEGATIVE_INFINITY;
    for (var range : ranges) {
      if (from < range.from) {
        gaps.add(new Range(from, Math.nextDown(range.from)));
      }
      from = Math.nextUp(range.to);
    }
    if (from < Double.POSITIVE_INFINITY) {
      gaps.add(new Range(from, Double.POSITIVE_INFINITY));
    }
    return new ValueSet(gaps, !missing);
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return ranges.isEmpty() && !missing;
  }

  /** Whether a number is in it; NaN stands for no value. */
  public boolean contains(double value) {
    if (Double.isNaN(value)) {
      return missing;
    }
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (value > ranges.get(middle).to) {
        low = middle + 1;
      } else if (value < ranges.get(middle).from) {
        high = middle - 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a row's value is in it.
   *
   * @param column a column of numbers or codes
   */
  public boolean contains(Column column, int row) {
    if (column.isMissing(row)) {
      return missing;
    }
    return contains(column.numbers() != null ? column.numbers()[row] : column.codes()[row]);
  }
}
