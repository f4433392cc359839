package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.evaluation.Histogram;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Histograms that may be shown to people who may not see the real table. Edges are round numbers
 * inside the range where at least {@value #PROTECTED_ROWS} real rows lie beyond on either side, so
 * that no extreme value shows; a bin with fewer rows than that counts as empty; a value or category
 * with fewer is not named.
 */
final class ProtectedHistograms {

  /** The number of rows from which on a bin, value or category may be shown. */
  static final int PROTECTED_ROWS = 10;

  private static final int LEAST_ROWS = 50;
  private static final int WANTED_BINS = 14;
  private static final int NAMED = 12;

  private ProtectedHistograms() {}

  /** Of an ordered column; null where there are too few real values to show any. */
  static Histogram ofNumbers(ColumnSchema column, Column real, Column synthetic) {
    double[] realValues = real.sorted();
    double[] syntheticValues = synthetic.sorted();
    if (realValues.length < LEAST_ROWS) {
      return null;
    }
    double[] distinct = Arrays.stream(realValues).distinct().toArray();
    if (distinct.length <= NAMED) {
      return ofValues(column, distinct, realValues, syntheticValues);
    }
    int beyond = Math.max(PROTECTED_ROWS, realValues.length / 100);
    double low = realValues[beyond];
    double high = realValues[realValues.length - 1 - beyond];
    double[] edges = roundEdges(low, high > low ? high : low + 1);
    var labels = new ArrayList<String>();
    labels.add("below " + label(column, edges[0]));
    for (int i = 0; i + 1 < edges.length; i++) {
      labels.add(label(column, edges[i]) + " to " + label(column, edges[i + 1]));
    }
    labels.add("from " + label(column, edges[edges.length - 1]));
    return new Histogram(
        labels, shares(binned(edges, realValues)), shares(binned(edges, syntheticValues)), true);
  }

  /** Of a column with few values: a bin for each that is common enough, and one for the rest. */
  private static Histogram ofValues(
      ColumnSchema column, double[] distinct, double[] real, double[] synthetic) {
    double[] shown =
        Arrays.stream(distinct)
            .filter(v -> Arrays.stream(real).filter(r -> r == v).count() >= PROTECTED_ROWS)
            .toArray();
    var labels = new ArrayList<>(DoubleStream.of(shown).mapToObj(v -> label(column, v)).toList());
    labels.add("other values");
    return withoutEmptyRest(labels, valueCounts(shown, real), valueCounts(shown, synthetic), true);
  }

  private static int[] valueCounts(double[] shown, double[] values) {
    int[] counts = new int[shown.length + 1];
    for (double value : values) {
      int at = Arrays.binarySearch(shown, value);
      counts[at >= 0 ? at : shown.length]++;
    }
    return counts;
  }

  /** Of a categorical column; null where there are too few real values to show any. */
  static Histogram ofCategories(ColumnSchema column, int[] real, int[] synthetic) {
    int categories = column.categories().size();
    int[] realCounts = codeCounts(real, categories);
    int[] syntheticCounts = codeCounts(synthetic, categories);
    if (IntStream.of(realCounts).sum() < LEAST_ROWS) {
      return null;
    }
    List<Integer> shown =
        IntStream.range(0, categories)
            .filter(code -> realCounts[code] >= PROTECTED_ROWS)
            .boxed()
            .sorted(Comparator.comparingInt(code -> -realCounts[code]))
            .limit(NAMED)
            .toList();
    var labels = new ArrayList<>(shown.stream().map(column.categories()::get).toList());
    labels.add("all others");
    return withoutEmptyRest(
        labels, shownCounts(shown, realCounts), shownCounts(shown, syntheticCounts), false);
  }

  private static int[] codeCounts(int[] codes, int categories) {
    int[] counts = new int[categories];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  private static int[] shownCounts(List<Integer> shown, int[] counts) {
    int[] out = new int[shown.size() + 1];
    int named = 0;
    for (int i = 0; i < shown.size(); i++) {
      out[i] = counts[shown.get(i)];
      named += out[i];
    }
    out[shown.size()] = IntStream.of(counts).sum() - named;
    return out;
  }

  private static Histogram withoutEmptyRest(
      List<String> labels, int[] real, int[] synthetic, boolean ordered) {
    var realShares = shares(real);
    var syntheticShares = shares(synthetic);
    int last = labels.size() - 1;
    boolean restIsEmpty = realShares.get(last) == 0 && syntheticShares.get(last) == 0;
    int keep = restIsEmpty ? last : last + 1;
    return new Histogram(
        labels.subList(0, keep),
        realShares.subList(0, keep),
        syntheticShares.subList(0, keep),
        ordered);
  }

  /** Multiples of a round step that lie in low..high, at least one. */
  private static double[] roundEdges(double low, double high) {
    double raw = (high - low) / WANTED_BINS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        DoubleStream.of(1, 2, 5, 10)
            .map(f -> f * power)
            .filter(s -> s >= raw)
            .min()
            .orElse(10 * power);
    long first = (long) Math.ceil(low / step);
    long last = Math.max(first, (long) Math.floor(high / step));
    double[] edges = new double[(int) (last - first) + 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = (first + i) * step;
    }
    return edges;
  }

  private static int[] binned(double[] edges, double[] values) {
    int[] counts = new int[edges.length + 1];
    for (double value : values) {
      int at = Arrays.binarySearch(edges, value);
      counts[at >= 0 ? at + 1 : -at - 1]++;
    }
    return counts;
  }

  private static List<Double> shares(int[] counts) {
    double total = IntStream.of(counts).sum();
    return IntStream.of(counts)
        .mapToObj(c -> c < PROTECTED_ROWS ? 0.0 : Math.round(1000 * c / total) / 1000.0)
        .toList();
  }

  private static String label(ColumnSchema column, double value) {
    return switch (column.type()) {
      case DATE -> LocalDate.ofEpochDay(Math.round(value)).toString();
      case DATE_TIME ->
          Instant.ofEpochMilli(Math.round(value))
              .atOffset(ZoneOffset.UTC)
              .toLocalDateTime()
              .toString();
      case TIME ->
          LocalTime.ofNanoOfDay(Math.floorMod(Math.round(value), 86_400_000L) * 1_000_000L)
              .toString();
      case INTEGER, DECIMAL, BOOLEAN, CATEGORICAL, IDENTIFIER, TEXT ->
          new BigDecimal(value).round(new MathContext(8)).stripTrailingZeros().toPlainString();
    };
  }
}
