package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.KeptLabels;
import dev.syntheticdata.worker.synthesizer.margin.LabelMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Empirical margins joined by a Gaussian copula. Each column with values is a latent normal
 * variable; each column with some values missing has a second one, which says where. Cost of a fit:
 * rows × dimensions².
 */
public final class GaussianCopulaSynthesizer implements Synthesizer {

  /** At most so many times; most tables settle after two. */
  private static final int ORDERINGS = 3;

  /** Rows from which relations are learned, at most: a correlation is then off by some 0.001. */
  static final int MOST_ROWS = 1_000_000;

  /** A stream of the seed, far from those of columns. */
  private static final long SAMPLE_STREAM = 2_000_000;

  @Override
  public String name() {
    return GaussianCopulaModel.ENGINE;
  }

  @Override
  public SynthesizerModel fit(Table train, FitOptions options) {
    var fitted = MarginFitter.fit(train, options);
    var margins = new ArrayList<>(fitted.margins());
    var dimensions = dimensions(margins);
    Table some = sample(train, options.seed());
    List<Scores> scores = scores(some, margins, dimensions);
    var pairs = LatentCorrelation.of(scores);
    double[][] correlation = pairs.matrix();
    for (int i = 0; i < ORDERINGS; i++) {
      if (!reorder(some, margins, dimensions, scores, correlation)) {
        break;
      }
      pairs = pairs.update(scores);
      correlation = pairs.matrix();
    }
    var kept = KeptLabels.of(fitted.schema(), margins, options);
    return new GaussianCopulaModel(
        kept.schema(),
        train.rows(),
        kept.margins(),
        dimensions,
        lowerTriangle(correlation),
        limitations(fitted.limitations()));
  }

  /** Rows from which relations are learned; margins are learned from all. */
  private static Table sample(Table train, long seed) {
    if (train.rows() <= MOST_ROWS) {
      return train;
    }
    var random = new CellRandom(seed, SAMPLE_STREAM);
    double share = (double) MOST_ROWS / train.rows();
    return train.select(
        IntStream.range(0, train.rows()).filter(row -> random.uniform(row) < share).toArray());
  }

  private static List<String> limitations(List<String> ofMargins) {
    var limitations = new ArrayList<>(ofMargins);
    limitations.add(
        0,
        "Relations between columns are kept as far as they are monotone and pairwise;"
            + " interactions of three and more columns are not.");
    return limitations;
  }

  private static List<Dimension> dimensions(List<Margin> margins) {
    var dimensions = new ArrayList<Dimension>();
    for (int j = 0; j < margins.size(); j++) {
      Margin margin = margins.get(j);
      if (margin.modelled()) {
        dimensions.add(new Dimension(j, false));
        if (margin.missing() > 0) {
          dimensions.add(new Dimension(j, true));
        }
      }
    }
    return dimensions;
  }

  private static List<Scores> scores(
      Table train, List<Margin> margins, List<Dimension> dimensions) {
    var scores = new ArrayList<Scores>();
    for (var dimension : dimensions) {
      Column column = train.columns().get(dimension.column());
      if (dimension.missingness()) {
        scores.add(missingness(column));
      } else if (margins.get(dimension.column()) instanceof LabelMargin labels) {
        scores.add(ofLabels(column, labels));
      } else {
        scores.add(Scores.ofNumbers(column.numbers()));
      }
    }
    return scores;
  }

  private static Scores missingness(Column column) {
    var ranks = new int[column.size()];
    Arrays.setAll(ranks, row -> column.isMissing(row) ? 1 : 0);
    return Scores.of(ranks, 2);
  }

  private static Scores ofLabels(Column column, LabelMargin labels) {
    int seen = Arrays.stream(column.codes()).max().orElse(-1);
    int kept = Arrays.stream(labels.codes()).max().orElse(-1);
    var rankOf = new int[Math.max(seen, kept) + 1];
    Arrays.fill(rankOf, -1);
    for (int i = 0; i < labels.codes().length; i++) {
      rankOf[labels.codes()[i]] = i;
    }
    var ranks = new int[column.size()];
    Arrays.setAll(ranks, row -> column.code(row) < 0 ? -1 : rankOf[column.code(row)]);
    return Scores.of(ranks, labels.codes().length);
  }

  /**
   * Orders the labels of all columns with three or more, in margins and scores; whether an order
   * changed. All guides are made from the scores as they were.
   */
  private static boolean reorder(
      Table train,
      List<Margin> margins,
      List<Dimension> dimensions,
      List<Scores> scores,
      double[][] correlation) {
    var before = List.copyOf(scores);
    boolean changed = false;
    for (int d = 0; d < dimensions.size(); d++) {
      int column = dimensions.get(d).column();
      if (!dimensions.get(d).missingness()
          && margins.get(column) instanceof LabelMargin labels
          && labels.codes().length > 2) {
        Column values = train.columns().get(column);
        double[] guide = guide(d, column, dimensions, before, correlation);
        var ordered = LabelOrder.order(labels, values.codes(), guide);
        if (!Arrays.equals(ordered.codes(), labels.codes())) {
          margins.set(column, ordered);
          scores.set(d, ofLabels(values, ordered));
          changed = true;
        }
      }
    }
    return changed;
  }

  private static double[] guide(
      int self,
      int column,
      List<Dimension> dimensions,
      List<Scores> scores,
      double[][] correlation) {
    var guide = new double[scores.get(self).rows().length];
    for (int d = 0; d < dimensions.size(); d++) {
      if (dimensions.get(d).column() == column) {
        continue;
      }
      double weight = correlation[self][d];
      double[] rows = scores.get(d).rows();
      for (int row = 0; row < guide.length; row++) {
        guide[row] += Double.isNaN(rows[row]) ? 0 : weight * rows[row];
      }
    }
    return guide;
  }

  private static double[][] lowerTriangle(double[][] matrix) {
    var rows = new double[matrix.length][];
    Arrays.setAll(rows, i -> Arrays.copyOf(matrix[i], i + 1));
    return rows;
  }
}
