package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * One-, two- and three-way accuracy as mostlyai-qa defines it: 1 minus total variation over the
 * cells of the k-way table, averaged over tables. Each comes with the value that a perfect sample
 * of the same sizes is expected to reach: {@code 1 - sum over cells of sqrt(2/pi * (p(1-p)/nT +
 * p(1-p)/nS)) / 2}, p being the share in T.
 */
public final class Accuracy implements MetricFamily {

  /** Fewer rows than this are never taken, however many tables there are. */
  private static final int LEAST_ROWS = 2_000;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.ACCURACY_1WAY, Metric.ACCURACY_2WAY, Metric.ACCURACY_3WAY);
  }

  @Override
  public boolean comparesDistributions() {
    return true;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var codes = codes(context, context.train(), context.synthetic());
    var single = new Mean();
    for (int i = 0; i < codes.size(); i++) {
      var accuracy = Score.of(CellCounts.of(codes.get(i)));
      single.add(accuracy);
      var column = context.schema(context.compared().get(i));
      findings.addColumn(
          ColumnFinding.accuracy(
              column.name(), column.type(), accuracy.value(), accuracy.ceiling()));
    }
    findings.add(Metric.ACCURACY_1WAY, single.outcome());
    findings.add(
        Metric.ACCURACY_2WAY,
        mean(
            context,
            pairs(codes.size()),
            codes,
            "Two-way accuracy",
            findings,
            (pair, score) -> findings.addPair(finding(context, pair, score))));
    findings.add(
        Metric.ACCURACY_3WAY,
        mean(
            context,
            triples(context, findings),
            codes,
            "Three-way accuracy",
            findings,
            (triple, score) -> {}));
  }

  private static PairFinding finding(EvaluationContext context, int[] pair, Score score) {
    return PairFinding.accuracy(
        context.schema(context.compared().get(pair[0])).name(),
        context.schema(context.compared().get(pair[1])).name(),
        score.value());
  }

  private static List<Codes> codes(EvaluationContext context, Table real, Table synthetic) {
    var codes = new ArrayList<Codes>();
    for (int index : context.compared()) {
      var whole = context.train().columns().get(index);
      Codes.Binning binning =
          context.isNumeric(index)
              ? QuantileBins.of(whole.numbers())
              : TopCategories.of(whole.codes(), context.schema(index).categories().size());
      codes.add(Codes.of(binning, real.columns().get(index), synthetic.columns().get(index)));
    }
    return codes;
  }

  private static Outcome mean(
      EvaluationContext context,
      List<int[]> tables,
      List<Codes> all,
      String what,
      Findings findings,
      BiConsumer<int[], Score> each) {
    int limit =
        (int)
            Math.min(
                Integer.MAX_VALUE,
                Math.max(
                    LEAST_ROWS, context.limits().tableVisits() / Math.max(1, 2L * tables.size())));
    var codes = all;
    if (context.train().rows() > limit || context.synthetic().rows() > limit) {
      codes =
          codes(
              context,
              sampled(context, context.train(), "real", limit),
              sampled(context, context.synthetic(), "synthetic", limit));
      findings.note("%s is computed on a sample of %s rows.".formatted(what, limit));
    }
    var mean = new Mean();
    for (int[] table : tables) {
      var columns = new Codes[table.length];
      for (int i = 0; i < table.length; i++) {
        columns[i] = codes.get(table[i]);
      }
      var score = Score.of(CellCounts.of(columns));
      mean.add(score);
      each.accept(table, score);
    }
    return mean.outcome();
  }

  private static Table sampled(EvaluationContext context, Table table, String role, int rows) {
    return table.select(context.sampler().sample("accuracy-" + role, table.rows(), rows));
  }

  private static List<int[]> pairs(int columns) {
    var pairs = new ArrayList<int[]>();
    for (int a = 0; a < columns; a++) {
      for (int b = a + 1; b < columns; b++) {
        pairs.add(new int[] {a, b});
      }
    }
    return pairs;
  }

  /** All triples where the limit allows, otherwise as many different ones at random. */
  private static List<int[]> triples(EvaluationContext context, Findings findings) {
    int columns = context.compared().size();
    int limit = context.limits().triples();
    long all = (long) columns * (columns - 1) * (columns - 2) / 6;
    var triples = new ArrayList<int[]>();
    if (all > limit) {
      findings.note(
          "Three-way accuracy is computed on %s random triples of %s.".formatted(limit, all));
      return randomTriples(context.sampler().stream("triples"), columns, limit);
    }
    for (int a = 0; a < columns; a++) {
      for (int b = a + 1; b < columns; b++) {
        for (int c = b + 1; c < columns; c++) {
          triples.add(new int[] {a, b, c});
        }
      }
    }
    return triples;
  }

  private static List<int[]> randomTriples(Random random, int columns, int count) {
    var chosen = new LinkedHashSet<List<Integer>>();
    while (chosen.size() < count) {
      var triple = random.ints(0, columns).distinct().limit(3).sorted().boxed().toList();
      chosen.add(triple);
    }
    return chosen.stream().map(t -> t.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  /**
   * The accuracy of one table.
   *
   * @param value 0 to 1
   * @param ceiling its expectation for a perfect sample
   */
  record Score(double value, double ceiling) {

    static Score of(CellCounts counts) {
      long real = 0;
      long synthetic = 0;
      for (int cell = 0; cell < counts.real().length; cell++) {
        real += counts.real()[cell];
        synthetic += counts.synthetic()[cell];
      }
      double expected = 0;
      for (int count : counts.real()) {
        double p = (double) count / real;
        expected += Math.sqrt(2 / Math.PI * p * (1 - p) * (1.0 / real + 1.0 / synthetic));
      }
      return new Score(
          Similarity.totalVariation(counts.real(), counts.synthetic()),
          Math.max(0, 1 - expected / 2));
    }
  }

  /** The mean over tables, in the order they are added. */
  private static final class Mean {
    private double value;
    private double ceiling;
    private int count;

    void add(Score score) {
      value += score.value();
      ceiling += score.ceiling();
      count++;
    }

    Outcome outcome() {
      return Outcome.of(value / count, ceiling / count);
    }
  }
}
