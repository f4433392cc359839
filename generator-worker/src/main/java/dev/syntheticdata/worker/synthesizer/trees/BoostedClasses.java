package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syntheticdata.worker.learn.BinnedRows;
import dev.syntheticdata.worker.learn.BoostedTrees;
import dev.syntheticdata.worker.learn.BoostingSettings;
import dev.syntheticdata.worker.learn.Loss;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distribution of a target of few codes given the columns before it, as gradient boosted trees
 * (Friedman 2001): many small trees, added up, follow what each of many columns adds to the odds,
 * of which a single tree can ask a few only. Every leaf has as many rows as any leaf of the model.
 * Of more than two classes each is learned against the others, and their probabilities are divided
 * by their sum.
 */
public final class BoostedClasses implements ColumnModel {

  /** Classes at most: each has trees of its own. */
  static final int MOST_CLASSES = 5;

  /** More rows than these teach little, and each costs as much. */
  private static final int MOST_ROWS = 200_000;

  private static final int TREES = 25;
  private static final int DEPTH = 4;
  private static final double LEARNING_RATE = 0.4;
  private static final double LAMBDA = 1;

  private final List<ClassScore> scores;

  /**
   * @param scores the log odds of each code; of two codes those of the second alone
   */
  BoostedClasses(@JsonProperty("scores") List<ClassScore> scores) {
    this.scores = List.copyOf(scores);
  }

  /** Whether a column has few enough codes, and others to learn it from. */
  public static boolean serves(Coding[] codings, int[] asked, int target) {
    return asked.length > 0
        && codings[target].size() >= 2
        && codings[target].size() <= MOST_CLASSES
        && IntStream.of(asked).allMatch(j -> codings[j].size() < BinnedRows.MOST_BINS);
  }

  /**
   * Learns a column from others.
   *
   * @param rows the rows to learn from; those whose value is withheld are left out
   * @param leafRows rows of a leaf, at least
   */
  public static BoostedClasses fit(
      short[][] table, Coding[] codings, int[] asked, int target, int[] rows, int leafRows) {
    int classes = codings[target].size();
    int[] known = IntStream.of(rows).filter(row -> table[target][row] < classes).toArray();
    int[] used = evenly(known, MOST_ROWS);
    var bins = new byte[asked.length][used.length];
    var unordered = new boolean[asked.length];
    var counts = new int[asked.length];
    for (int f = 0; f < asked.length; f++) {
      short[] codes = table[asked[f]];
      for (int i = 0; i < used.length; i++) {
        bins[f][i] = (byte) codes[used[i]];
      }
      unordered[f] = !codings[asked[f]].ordered();
      counts[f] = codings[asked[f]].size() + 1;
    }
    var data = new BinnedRows(bins, unordered, counts, used.length);
    var settings = new BoostingSettings(TREES, DEPTH, LEARNING_RATE, LAMBDA, leafRows);
    return new BoostedClasses(
        IntStream.range(classes == 2 ? 1 : 0, classes)
            .parallel()
            .mapToObj(
                code -> {
                  double[] labels =
                      IntStream.of(used)
                          .mapToDouble(r -> table[target][r] == code ? 1 : 0)
                          .toArray();
                  var learned = BoostedTrees.fit(data, labels, Loss.LOGISTIC, settings);
                  return ClassScore.of(learned, asked, counts);
                })
            .toList());
  }

  private static int[] evenly(int[] rows, int most) {
    int size = Math.min(rows.length, most);
    return IntStream.range(0, size).map(i -> rows[(int) ((long) i * rows.length / size)]).toArray();
  }

  @JsonProperty
  List<ClassScore> scores() {
    return scores;
  }

  @Override
  public void draw(
      short[][] codes,
      int column,
      CellRandom random,
      long firstRow,
      double smoothing,
      LeafOrder order) {
    short[] drawn = codes[column];
    var sums = new double[scores.size()][];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = scores.get(k).sums(codes, order);
    }
    var logOdds = new double[sums.length];
    var probabilities = new double[codes()];
    for (int row = 0; row < drawn.length; row++) {
      for (int k = 0; k < sums.length; k++) {
        logOdds[k] = sums[k][row];
      }
      probabilities(logOdds, probabilities);
      drawn[row] = code(probabilities, random.uniform(firstRow + row));
    }
  }

  private int codes() {
    return scores.size() == 1 ? 2 : scores.size();
  }

  @Override
  public short draw(short[][] table, int row, double uniform, double smoothing) {
    return code(probabilities(table, row), uniform);
  }

  @Override
  public double probability(short[][] table, int row, int code, double smoothing) {
    return probabilities(table, row)[code];
  }

  /** The probability of each code in a row. */
  double[] probabilities(short[][] table, int row) {
    var probabilities = new double[codes()];
    probabilities(
        scores.stream().mapToDouble(score -> score.sum(table, row)).toArray(), probabilities);
    return probabilities;
  }

  /** Sets the probabilities of the codes from their log odds. */
  private static void probabilities(double[] logOdds, double[] probabilities) {
    if (logOdds.length == 1) {
      probabilities[1] = logistic(logOdds[0]);
      probabilities[0] = 1 - probabilities[1];
      return;
    }
    double sum = 0;
    for (int k = 0; k < logOdds.length; k++) {
      probabilities[k] = logistic(logOdds[k]);
      sum += probabilities[k];
    }
    for (int k = 0; k < logOdds.length; k++) {
      probabilities[k] /= sum;
    }
  }

  private static double logistic(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  private static short code(double[] probabilities, double uniform) {
    double left = uniform;
    int code = 0;
    while (code < probabilities.length - 1 && left >= probabilities[code]) {
      left -= probabilities[code++];
    }
    return (short) code;
  }

  @Override
  public ConditionedColumn given(Pieces[] pieces, double smoothing) {
    return new Given(pieces);
  }

  /** Some of the values of the classes. */
  private final class Given implements ConditionedColumn {

    private final double[] shares;

    Given(Pieces[] pieces) {
      this.shares = Arrays.stream(pieces).mapToDouble(Pieces::length).toArray();
    }

    private double[] asked(short[][] table, int row) {
      double[] asked = probabilities(table, row);
      for (int code = 0; code < asked.length; code++) {
        asked[code] *= shares[code];
      }
      return asked;
    }

    @Override
    public double weight(short[][] table, int row) {
      return Math.min(1, Arrays.stream(asked(table, row)).sum());
    }

    @Override
    public short draw(short[][] table, int row, double probability) {
      double[] asked = asked(table, row);
      double sum = Arrays.stream(asked).sum();
      int last = 0;
      double left = probability * sum;
      for (int code = 0; code < asked.length; code++) {
        if (asked[code] > 0) {
          last = code;
          if (left < asked[code]) {
            return (short) code;
          }
          left -= asked[code];
        }
      }
      return (short) last;
    }
  }
}
