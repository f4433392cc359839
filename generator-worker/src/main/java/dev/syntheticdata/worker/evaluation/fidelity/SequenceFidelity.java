package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Whether entities have as many events, as far apart, and as related as the real ones'. */
public final class SequenceFidelity implements MetricFamily {

  private static final int LAGS = 3;

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.SEQUENCE_LENGTH,
        Metric.SEQUENCE_INTER_EVENT_TIME,
        Metric.SEQUENCE_AUTOCORRELATION,
        Metric.SEQUENCE_TRANSITIONS);
  }

  @Override
  public void require(EvaluationContext context) {
    if (context.sequence() != null) {
      var real = Sequences.of(context.train(), context.sequence(), "the real table");
      real.context(context.train(), context.sequence(), "the real table");
      if (context.holdout() != null) {
        Sequences.require(context.holdout(), context.sequence(), "the holdout");
      }
    }
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.sequence() == null) {
      var none =
          new Outcome.NotComputed(
              Reason.NotApplicable,
              "no sequences are declared (schema.sequence, or --sequence-key)");
      metrics().forEach(metric -> findings.add(metric, none));
      return;
    }
    try {
      Sequences.require(context.synthetic(), context.sequence(), "the synthetic table");
    } catch (InvalidInputException e) {
      // Of the real rows it would be bad input; of these it is what they are measured for.
      var none = new Outcome.NotComputed(Reason.NotApplicable, e.getMessage());
      metrics().forEach(metric -> findings.add(metric, none));
      return;
    }
    int[] changing = changing(context);
    var reference =
        context.holdout() == null
            ? Map.<Metric, Double>of()
            : values(context, context.holdout(), "the holdout", changing);
    var spread = new Jackknife(context, fewer -> values(fewer, changing));
    values(context, changing)
        .forEach(
            (metric, value) ->
                findings.add(
                    metric,
                    Outcome.of(value, reference.get(metric), spread.interval(metric, value))));
  }

  private static Map<Metric, Double> values(EvaluationContext context, int[] changing) {
    return values(context, context.synthetic(), "the synthetic table", changing);
  }

  private static Map<Metric, Double> values(
      EvaluationContext context, Table other, String name, int[] changing) {
    var pair = new Pair(context.train(), real(context), other, of(context, other, name), changing);
    var values = new EnumMap<Metric, Double>(Metric.class);
    values.put(Metric.SEQUENCE_LENGTH, pair.lengths());
    values.put(Metric.SEQUENCE_INTER_EVENT_TIME, pair.gaps());
    values.put(Metric.SEQUENCE_AUTOCORRELATION, pair.autocorrelation());
    values.put(Metric.SEQUENCE_TRANSITIONS, pair.transitions());
    return values;
  }

  private static Sequences real(EvaluationContext context) {
    return of(context, context.train(), "the real table");
  }

  private static Sequences of(EvaluationContext context, Table table, String name) {
    return Sequences.of(table, context.sequence(), name);
  }

  /** The compared columns that change within an entity, the order's aside. */
  private static int[] changing(EvaluationContext context) {
    var real = real(context);
    boolean[] constant = real.context(context.train(), context.sequence(), "the real table");
    return context.compared().stream()
        .mapToInt(Integer::intValue)
        .filter(column -> !constant[column] && column != real.orderBy() && column != real.key())
        .toArray();
  }

  /**
   * The real sequences and others.
   *
   * @param changing columns that change within an entity
   */
  private record Pair(
      Table realTable, Sequences real, Table otherTable, Sequences other, int[] changing) {

    double lengths() {
      return Similarity.kolmogorovSmirnov(lengths(real), lengths(other));
    }

    private static double[] lengths(Sequences sequences) {
      return IntStream.range(0, sequences.count()).mapToDouble(sequences::length).toArray();
    }

    double gaps() {
      return Similarity.kolmogorovSmirnov(gaps(realTable, real), gaps(otherTable, other));
    }

    private static double[] gaps(Table table, Sequences sequences) {
      double[] times = table.columns().get(sequences.orderBy()).numbers();
      int[][] pairs = pairs(sequences, 1);
      return IntStream.range(0, pairs[0].length)
          .mapToDouble(i -> times[pairs[1][i]] - times[pairs[0][i]])
          .toArray();
    }

    double autocorrelation() {
      return IntStream.of(changing)
          .filter(column -> realTable.columns().get(column).numbers() != null)
          .mapToDouble(this::autocorrelation)
          .filter(value -> !Double.isNaN(value))
          .average()
          .orElse(Double.NaN);
    }

    private double autocorrelation(int column) {
      return IntStream.rangeClosed(1, LAGS)
          .mapToDouble(
              lag -> {
                double wanted = autocorrelation(realTable.columns().get(column), real, lag);
                double found = autocorrelation(otherTable.columns().get(column), other, lag);
                return 1 - Math.abs(wanted - (Double.isNaN(found) ? 0 : found)) / 2;
              })
          .filter(value -> !Double.isNaN(value))
          .average()
          .orElse(Double.NaN);
    }

    private static double autocorrelation(Column column, Sequences sequences, int lag) {
      int[][] pairs = pairs(sequences, lag);
      return Similarity.pearson(
          column.select(pairs[0]).numbers(), column.select(pairs[1]).numbers());
    }

    double transitions() {
      return IntStream.of(changing)
          .mapToDouble(this::transitions)
          .filter(value -> !Double.isNaN(value))
          .average()
          .orElse(Double.NaN);
    }

    private double transitions(int column) {
      var realColumn = realTable.columns().get(column);
      Codes.Binning binning =
          realColumn.numbers() != null
              ? QuantileBins.of(realColumn)
              : TopCategories.of(
                  realColumn.codes(), realTable.schema().columns().get(column).categories().size());
      var codes = Codes.of(binning, realColumn, otherTable.columns().get(column));
      int[][] wanted = transitions(codes.real(), real, codes.cells());
      int[][] found = transitions(codes.synthetic(), other, codes.cells());
      double sum = 0;
      long total = 0;
      for (int from = 0; from < codes.cells(); from++) {
        int weight = Arrays.stream(wanted[from]).sum();
        double alike = Similarity.totalVariation(wanted[from], found[from]);
        sum += Double.isNaN(alike) ? 0 : weight * alike;
        total += weight;
      }
      return total == 0 ? Double.NaN : sum / total;
    }

    private static int[][] transitions(int[] codes, Sequences sequences, int cells) {
      var counts = new int[cells][cells];
      int[][] pairs = pairs(sequences, 1);
      for (int i = 0; i < pairs[0].length; i++) {
        counts[codes[pairs[0][i]]][codes[pairs[1][i]]]++;
      }
      return counts;
    }

    /** Positions of the earlier and of the later of two events of an entity so far apart. */
    private static int[][] pairs(Sequences sequences, int lag) {
      int[] later =
          IntStream.range(0, sequences.count())
              .flatMap(e -> IntStream.range(sequences.starts()[e] + lag, sequences.starts()[e + 1]))
              .toArray();
      return new int[][] {
        IntStream.of(later).map(i -> sequences.rows()[i - lag]).toArray(),
        IntStream.of(later).map(i -> sequences.rows()[i]).toArray()
      };
    }
  }
}
