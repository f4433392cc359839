package dev.syntheticdata.worker.evaluation.privacy;

import java.util.Arrays;

/**
 * The nodes of a {@link NeighbourTree} and its rows, those of a leaf side by side. A node is split
 * where a random pair of its rows differs most: at a category against the others, or at a median.
 */
final class TreeNodes {

  /** Rows below which a node is not split. */
  private static final int LEAF = 24;

  /** Columns summed before it is asked whether that is enough. */
  private static final int BLOCK = 4;

  /** Rows of a node by which its split is chosen. */
  private static final int LOOKED_AT = 128;

  private final GowerSpace space;
  private final int width;
  private final double[] values;
  private final int[] rows;
  private int[] start = new int[64];
  private int[] end = new int[64];
  private int[] right = new int[64];

  /** Least and greatest value of each column in each node; NaN where all are missing. */
  private double[] low;

  private double[] high;

  /** For categories the set of codes modulo 64; for numbers whether any is missing. */
  private long[] marks;

  private int count;
  private final PackedCodes packed;

  TreeNodes(GowerSpace space, GowerSpace.Rows all) {
    this.space = space;
    this.width = space.width();
    this.values = all.values().clone();
    this.rows = new int[all.size()];
    Arrays.setAll(rows, row -> row);
    low = new double[64 * width];
    high = new double[64 * width];
    marks = new long[64 * width];
    build(0, rows.length);
    low = Arrays.copyOf(low, count * width);
    high = Arrays.copyOf(high, count * width);
    marks = Arrays.copyOf(marks, count * width);
    packed = PackedCodes.of(space, values);
  }

  int size() {
    return rows.length;
  }

  boolean isLeaf(int node) {
    return right[node] == 0;
  }

  int start(int node) {
    return start[node];
  }

  int end(int node) {
    return end[node];
  }

  /** The left child follows its parent. */
  int left(int node) {
    return node + 1;
  }

  int right(int node) {
    return right[node];
  }

  /** The row, in the order it came in, that lies at a place. */
  int row(int place) {
    return rows[place];
  }

  double value(int place, int column) {
    return values[place * width + column];
  }

  /**
   * The least that rows of a node can differ from a query by, summed over columns until it is
   * enough.
   *
   * @param columns the columns that count, rising
   * @param marked the {@link #marks} of the query's categories, in the order of {@code columns}
   */
  double leastDifference(
      int node, int[] columns, long[] marked, double[] query, int at, double enough) {
    double sum = 0;
    int base = node * width;
    int i = 0;
    for (; i < marked.length && sum < enough; i++) {
      int here = base + columns[i];
      double value = query[at + columns[i]];
      if ((marks[here] & marked[i]) == 0 || value < low[here] || value > high[here]) {
        sum++;
      }
    }
    for (; i < columns.length && sum < enough; i++) {
      int here = base + columns[i];
      double value = query[at + columns[i]];
      if (Double.isNaN(value)) {
        sum += marks[here] == 0 ? 1 : 0;
      } else {
        double below = low[here] - value;
        double above = value - high[here];
        double least = below > above ? below : above;
        // NaN where all of the node's are missing.
        sum += least <= 1 ? least > 0 ? least : 0 : 1;
      }
    }
    return sum;
  }

  /** The categories of the rows, eight at once; null where they cannot be. */
  PackedCodes packed() {
    return packed;
  }

  /** In how many categories, the first of some columns, a row differs from a query. */
  int different(int row, int[] columns, int first, double[] query, int at) {
    int different = 0;
    for (int i = 0; i < first; i++) {
      different += query[at + columns[i]] == values[row * width + columns[i]] ? 0 : 1;
    }
    return different;
  }

  /**
   * What a row differs from a query by in ordered columns, summed until it is enough.
   *
   * @param first where among the columns those begin
   * @param sum what it differs by in the columns before
   */
  double difference(
      int row, int[] columns, int first, double sum, double[] query, int at, double enough) {
    int base = row * width;
    int i = first;
    while (i < columns.length && sum < enough) {
      for (int block = Math.min(columns.length, i + BLOCK); i < block; i++) {
        double a = query[at + columns[i]];
        double b = values[base + columns[i]];
        double units = Math.abs(a - b);
        sum += units <= 1 ? units : a == b || Double.isNaN(a) && Double.isNaN(b) ? 0 : 1;
      }
    }
    return sum;
  }

  /** The marks of a query's categories among some columns, which come first. */
  void mark(int[] columns, double[] query, int at, long[] marked) {
    for (int i = 0; i < marked.length; i++) {
      marked[i] = 1L << mark(query[at + columns[i]]);
    }
  }

  /** Whether a row of a node may lie in a box. */
  boolean mayHold(int node, Box box) {
    for (var side : box.sides()) {
      int i = node * width + side.column();
      if (side.wantsMissing()) {
        if (marks[i] == 0) {
          return false;
        }
      } else if (!(low[i] <= side.high() && high[i] >= side.low())) {
        return false;
      } else if (side.column() < space.categories()
          && side.low() == side.high()
          && (marks[i] >>> mark(side.low()) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int mark(double value) {
    return Double.hashCode(value) * 0x9E3779B9 >>> 26;
  }

  private int build(int from, int to) {
    int node = add(from, to);
    if (to - from > LEAF) {
      int middle = divide(node, from, to);
      if (middle > from && middle < to) {
        build(from, middle);
        // Not in one statement: the array may be another one after the build.
        int second = build(middle, to);
        right[node] = second;
      }
    }
    return node;
  }

  private int add(int from, int to) {
    if (count == start.length) {
      int more = count * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      right = Arrays.copyOf(right, more);
      low = Arrays.copyOf(low, more * width);
      high = Arrays.copyOf(high, more * width);
      marks = Arrays.copyOf(marks, more * width);
    }
    start[count] = from;
    end[count] = to;
    for (int column = 0; column < width; column++) {
      enclose(count * width + column, column, from, to);
    }
    return count++;
  }

  private void enclose(int i, int column, int from, int to) {
    double least = Double.NaN;
    double greatest = Double.NaN;
    long marked = 0;
    for (int place = from; place < to; place++) {
      double value = values[place * width + column];
      if (column < space.categories()) {
        marked |= 1L << mark(value);
      }
      if (Double.isNaN(value)) {
        marked = 1;
      } else {
        least = least <= value ? least : value;
        greatest = greatest >= value ? greatest : value;
      }
    }
    low[i] = least;
    high[i] = greatest;
    marks[i] = marked;
  }

  /** Puts the rows of a node in two parts; returns where the second begins. */
  private int divide(int node, int from, int to) {
    var split = new SplitChoice(space, this, from, to, Math.min(LOOKED_AT, to - from));
    if (!split.found()) {
      return evenly(node, from, to);
    }
    int i = from;
    int j = to - 1;
    while (i <= j) {
      if (split.left(values[i * width + split.column()])) {
        i++;
      } else {
        swap(i, j--);
      }
    }
    return i;
  }

  /** In halves, where the rows looked at are all the same but others are not. */
  private int evenly(int node, int from, int to) {
    for (int column = 0; column < width; column++) {
      int i = node * width + column;
      boolean constant =
          low[i] == high[i] && (column < space.categories() || marks[i] == 0)
              || Double.isNaN(low[i]);
      if (!constant) {
        return (from + to) >>> 1;
      }
    }
    return from;
  }

  private void swap(int a, int b) {
    int row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
    for (int column = 0; column < width; column++) {
      double value = values[a * width + column];
      values[a * width + column] = values[b * width + column];
      values[b * width + column] = value;
    }
  }
}
