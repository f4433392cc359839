package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.StandardNormal;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.Conditions.OnColumn;
import dev.syntheticdata.worker.synthesizer.condition.Pilot;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Rows of a copula under conditions. The latent normals of the columns with conditions are drawn
 * first, each from the stretches that satisfy its condition, given those before it; the others
 * follow from them in closed form: with the correlation factored in this order, a normal given
 * others is its row of the factor times what was drawn. The first stretch is drawn exactly. With
 * further ones a row is a proposal of the sequential method of Geweke, Hajivassiliou and Keane, and
 * is accepted with the probability of its stretches given those before, each as a share of the
 * greatest it can have; so accepted rows have the distribution of the model given the conditions,
 * exactly.
 *
 * <p>Attempt a of a row takes its numbers from the streams of the dimensions, each plus a times
 * 2^32, and from stream 2,000,000 whether it is accepted.
 */
final class ConditionedCopula implements ConditionedRows {

  private static final long ACCEPTANCE_STREAM = 2_000_000;

  private final GaussianCopulaModel model;
  private final Conditions conditions;

  /** The dimensions in the order in which they are drawn: those with a condition first. */
  private final int[] order;

  /** The factor of the correlation in that order. */
  private final double[][] factor;

  /** The dimensions with a condition. */
  private final List<Proposed> proposed = new ArrayList<>();

  private final double effectiveShare;
  private final AtomicLong proposals = new AtomicLong();

  /**
   * A dimension with a condition.
   *
   * @param condition position among the conditions
   * @param missingness whether it says which rows have no value
   * @param pieces its stretches, by choice
   * @param most for each choice the greatest probability they can have
   * @param freeIfMissing for each choice whether anything goes where the dimension before this one
   *     says that there is no value
   */
  private record Proposed(
      int condition,
      boolean missingness,
      LatentPieces[] pieces,
      double[] most,
      boolean[] freeIfMissing) {}

  ConditionedCopula(GaussianCopulaModel model, Conditions conditions) {
    this.model = model;
    this.conditions = conditions;
    int[] columns =
        IntStream.range(0, conditions.columns().size())
            .boxed()
            .sorted(Comparator.comparingDouble(this::probability).thenComparing(k -> k))
            .mapToInt(Integer::intValue)
            .toArray();
    this.order = order(columns);
    this.factor = GaussianCopulaModel.cholesky(reordered());
    for (int k : columns) {
      int column = conditions.columns().get(k).column();
      for (int d : dimensions(column)) {
        proposed.add(proposed(k, model.dimensions().get(d).missingness(), proposed.size()));
      }
    }
    this.effectiveShare = Pilot.leastEffectiveShare(conditions, this::weights);
  }

  /** The probability of a condition's first choice, by which the least probable is drawn first. */
  private double probability(int k) {
    var condition = conditions.columns().get(k);
    return stretches(condition, false)[0].length();
  }

  private LatentPieces[] stretches(OnColumn condition, boolean missingness) {
    var margin = model.margins().get(condition.column());
    return condition.choices().stream()
        .map(choice -> new LatentPieces(Stretches.of(margin, choice.values(), missingness)))
        .toArray(LatentPieces[]::new);
  }

  /** The dimensions of a column, that of its missing values first. */
  private int[] dimensions(int column) {
    return IntStream.range(0, model.dimensions().size())
        .filter(d -> model.dimensions().get(d).column() == column)
        .boxed()
        .sorted(Comparator.comparing(d -> !model.dimensions().get(d).missingness()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] order(int[] columns) {
    var first =
        Arrays.stream(columns)
            .flatMap(k -> Arrays.stream(dimensions(conditions.columns().get(k).column())))
            .toArray();
    var rest =
        IntStream.range(0, model.dimensions().size())
            .filter(d -> Arrays.stream(first).noneMatch(one -> one == d));
    return IntStream.concat(Arrays.stream(first), rest).toArray();
  }

  private double[][] reordered() {
    var lower = new double[order.length][];
    for (int i = 0; i < order.length; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        int a = Math.max(order[i], order[j]);
        int b = Math.min(order[i], order[j]);
        lower[i][j] = model.correlation()[a][b];
      }
    }
    return lower;
  }

  private Proposed proposed(int k, boolean missingness, int place) {
    var condition = conditions.columns().get(k);
    boolean mayMiss = model.margins().get(condition.column()).missing() > 0;
    var pieces = stretches(condition, missingness);
    var most = new double[pieces.length];
    var free = new boolean[pieces.length];
    for (int i = 0; i < most.length; i++) {
      free[i] = !missingness && mayMiss && condition.choices().get(i).values().missing();
      most[i] =
          place == 0
              ? pieces[i].probability(0, 1)
              : free[i] ? 1 : pieces[i].most(factor[place][place]);
    }
    return new Proposed(k, missingness, pieces, most, free);
  }

  /** A row that is being proposed. */
  private final class Proposal {

    /** Standard normals, by place in the order, of which the latents are sums. */
    private final double[] normals = new double[order.length];

    /** Probabilities of the latents, by dimension. */
    private final double[] probabilities = new double[order.length];

    private final double[] drawn = new double[2];

    /** Draws the dimensions with a condition; the probability that the proposal is accepted. */
    double propose(int[] choices, CellRandom[] streams, long row) {
      double weight = 1;
      boolean missing = false;
      for (int place = 0; place < proposed.size() && weight > 0; place++) {
        var one = proposed.get(place);
        int choice = choices[one.condition];
        double mean = mean(place);
        double uniform = streams[order[place]].uniform(row);
        if (!one.missingness && one.freeIfMissing[choice] && missing) {
          place(place, mean, StandardNormal.quantile(uniform));
          continue;
        }
        var pieces = one.pieces[choice];
        double deviation = factor[place][place];
        double probability = pieces.probability(mean, deviation);
        // Rounding must not make more than all of the greatest probability.
        weight *= Math.min(1, probability / one.most[choice]);
        if (probability > 0) {
          pieces.draw(mean, deviation, uniform, drawn);
          normals[place] = drawn[0];
          probabilities[order[place]] = drawn[1];
        }
        missing = one.missingness && isMissing(order[place]);
      }
      return weight;
    }

    private boolean isMissing(int dimension) {
      var margin = model.margins().get(model.dimensions().get(dimension).column());
      return margin.isMissing(probabilities[dimension]);
    }

    private double mean(int place) {
      double sum = 0;
      for (int k = 0; k < place; k++) {
        sum += factor[place][k] * normals[k];
      }
      return sum;
    }

    private void place(int place, double mean, double normal) {
      normals[place] = normal;
      probabilities[order[place]] = StandardNormal.cdf(mean + factor[place][place] * normal);
    }

    /** Draws the dimensions that no condition says anything of, given the others. */
    void complete(CellRandom[] streams, long row) {
      for (int place = proposed.size(); place < order.length; place++) {
        place(place, mean(place), StandardNormal.quantile(streams[order[place]].uniform(row)));
      }
    }
  }

  private CellRandom[] streams(long seed, int attempt) {
    var streams = new CellRandom[order.length];
    Arrays.setAll(streams, d -> new CellRandom(seed, Pilot.stream(d, attempt)));
    return streams;
  }

  private double[] weights(int[] choices, int rows, long seed) {
    var proposal = new Proposal();
    var streams = streams(seed, 0);
    return IntStream.range(0, rows)
        .mapToDouble(row -> proposal.propose(choices, streams, row))
        .toArray();
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    return RowBlocks.generate(
        model.schema(), firstRow, rows, (first, size) -> block(first, size, seed));
  }

  private Column[] block(long firstRow, int rows, long seed) {
    int[][] chosen = conditions.choose(firstRow, rows, seed);
    int columns = model.margins().size();
    var values = new double[columns][];
    var missingness = new double[columns][];
    var latent = new double[order.length][rows];
    for (int d = 0; d < latent.length; d++) {
      var target = model.dimensions().get(d).missingness() ? missingness : values;
      target[model.dimensions().get(d).column()] = latent[d];
    }
    fill(latent, chosen, firstRow, rows, seed);
    return model.columns(values, missingness, firstRow, rows, seed).toArray(Column[]::new);
  }

  private void fill(double[][] latent, int[][] chosen, long firstRow, int rows, long seed) {
    var proposal = new Proposal();
    var choices = new int[chosen.length];
    var first = streams(seed, 0);
    int[] open = IntStream.range(0, rows).toArray();
    for (int attempt = 0; open.length > 0; attempt++) {
      if (attempt == Pilot.MOST_ATTEMPTS) {
        throw Pilot.inVain(conditions, conditions.combine(chosen, rows)[open[0]]);
      }
      var streams = attempt == 0 ? first : streams(seed, attempt);
      var acceptance = new CellRandom(seed, Pilot.stream(ACCEPTANCE_STREAM, attempt));
      proposals.addAndGet(open.length);
      int left = 0;
      for (int row : open) {
        long number = firstRow + row;
        for (int k = 0; k < choices.length; k++) {
          choices[k] = chosen[k][row];
        }
        double weight = proposal.propose(choices, streams, number);
        if (weight < 1 && acceptance.uniform(number) >= weight) {
          open[left++] = row;
          continue;
        }
        proposal.complete(first, number);
        for (int d = 0; d < latent.length; d++) {
          latent[d][row] = proposal.probabilities[d];
        }
      }
      open = Arrays.copyOf(open, left);
    }
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(proposals.get(), effectiveShare);
  }
}
