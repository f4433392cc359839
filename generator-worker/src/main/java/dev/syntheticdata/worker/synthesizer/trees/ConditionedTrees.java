package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.Pilot;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Rows of trees under conditions. A row is proposed column by column; a column with a condition is
 * drawn from the values that satisfy it alone, and the row goes on with the probability that its
 * leaf gives them, as a share of what any leaf gives them. So a row that comes to the last such
 * column has the distribution of the model given the conditions, exactly; the columns behind it are
 * drawn as ever. Where the columns with conditions lead the order every proposal is accepted.
 * Otherwise a row takes as many proposals as the conditions are improbable in the light of the
 * columns before them.
 *
 * <p>Attempt a of a row takes its numbers from the usual streams, each plus a times 2^32, and from
 * stream 2,000,000 + column whether it goes on.
 */
final class ConditionedTrees implements ConditionedRows {

  private static final long ACCEPTANCE_STREAM = 2_000_000;

  private final AutoregressiveTreesModel model;
  private final Conditions conditions;
  private final Coding[] codings;

  /** Columns up to the last with a condition, counted in the order in which they are drawn. */
  private final int proposed;

  /** Position among the conditions, by column; -1 without one. */
  private final int[] conditionOf;

  /** Trees of each choice, by condition. */
  private final ConditionedTree[][] trees;

  /** Numbers within the codes of each choice, by condition, choice and code. */
  private final Pieces[][][] pieces;

  private final double effectiveShare;
  private final AtomicLong proposals = new AtomicLong();

  ConditionedTrees(AutoregressiveTreesModel model, Conditions conditions) {
    this.model = model;
    this.conditions = conditions;
    this.codings = model.codings();
    this.conditionOf = new int[codings.length];
    Arrays.fill(conditionOf, -1);
    int count = conditions.columns().size();
    this.pieces = new Pieces[count][][];
    this.trees = new ConditionedTree[count][];
    int last = 0;
    for (int k = 0; k < count; k++) {
      var condition = conditions.columns().get(k);
      int column = condition.column();
      conditionOf[column] = k;
      int place = placeOf(column);
      last = Math.max(last, place + 1);
      pieces[k] =
          condition.choices().stream()
              .map(choice -> codings[column].pieces(choice.values()))
              .toArray(Pieces[][]::new);
      trees[k] =
          Arrays.stream(pieces[k])
              .map(of -> new ConditionedTree(model.trees().get(place), of, model.smoothing()))
              .toArray(ConditionedTree[]::new);
    }
    this.proposed = last;
    this.effectiveShare = Pilot.leastEffectiveShare(conditions, this::weights);
  }

  private int placeOf(int column) {
    return IntStream.range(0, model.order().length)
        .filter(place -> model.order()[place] == column)
        .findFirst()
        .orElseThrow();
  }

  private double[] weights(int[] choices, int rows, long seed) {
    var codes = new short[codings.length][rows];
    var streams = new Streams(seed, 0);
    var weights = new double[rows];
    for (int row = 0; row < rows; row++) {
      double weight = 1;
      for (int place = 0; place < proposed && weight > 0; place++) {
        int k = conditionOf[model.order()[place]];
        weight *= draw(codes, place, row, row, k < 0 ? 0 : choices[k], streams);
      }
      weights[row] = weight;
    }
    return weights;
  }

  /** The random numbers of an attempt. */
  private final class Streams {

    private final CellRandom[] codes = new CellRandom[proposed];
    private final CellRandom[] acceptance = new CellRandom[proposed];

    Streams(long seed, int attempt) {
      for (int place = 0; place < proposed; place++) {
        int column = model.order()[place];
        codes[place] = new CellRandom(seed, Pilot.stream(2L * column, attempt));
        acceptance[place] = new CellRandom(seed, Pilot.stream(ACCEPTANCE_STREAM + column, attempt));
      }
    }
  }

  /**
   * Draws a column of a row; how probable its condition was, 1 without one.
   *
   * @param number number of the row, of which {@code row} is the place in the codes
   */
  private double draw(
      short[][] codes, int place, int row, long number, int choice, Streams streams) {
    int column = model.order()[place];
    double uniform = streams.codes[place].uniform(number);
    int k = conditionOf[column];
    if (k < 0) {
      codes[column][row] = model.trees().get(place).draw(codes, row, uniform, model.smoothing());
      return 1;
    }
    var tree = trees[k][choice];
    int leaf = tree.leaf(codes, row);
    double weight = tree.weight(leaf);
    if (weight > 0) {
      codes[column][row] = tree.draw(leaf, uniform);
    }
    return weight;
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    return RowBlocks.generate(
        model.schema(), firstRow, rows, (first, size) -> block(first, size, seed));
  }

  private Column[] block(long firstRow, int rows, long seed) {
    int[][] chosen = conditions.choose(firstRow, rows, seed);
    var codes = new short[codings.length][rows];
    propose(codes, chosen, firstRow, rows, seed);
    for (int place = proposed; place < model.order().length; place++) {
      int column = model.order()[place];
      var random = new CellRandom(seed, 2L * column);
      var tree = model.trees().get(place);
      for (int row = 0; row < rows; row++) {
        codes[column][row] =
            tree.draw(codes, row, random.uniform(firstRow + row), model.smoothing());
      }
    }
    var columns = new Column[codings.length];
    for (int j = 0; j < columns.length; j++) {
      columns[j] =
          codings[j] == null
              ? RowBlocks.alone(model.margins().get(j), j, firstRow, rows, seed)
              : codings[j].decode(codes[j], within(j, codes[j], chosen, firstRow, seed));
    }
    Parts.together(model.schema(), model.parts(), columns, codes, codings);
    return columns;
  }

  /** Draws the columns up to the last with a condition, until every row is accepted. */
  private void propose(short[][] codes, int[][] chosen, long firstRow, int rows, long seed) {
    int[] open = IntStream.range(0, rows).toArray();
    for (int attempt = 0; open.length > 0; attempt++) {
      if (attempt == Pilot.MOST_ATTEMPTS) {
        throw Pilot.inVain(conditions, conditions.combine(chosen, rows)[open[0]]);
      }
      var streams = new Streams(seed, attempt);
      proposals.addAndGet(open.length);
      open =
          Arrays.stream(open)
              .filter(row -> !accepted(codes, chosen, row, firstRow + row, streams))
              .toArray();
    }
  }

  private boolean accepted(short[][] codes, int[][] chosen, int row, long number, Streams streams) {
    for (int place = 0; place < proposed; place++) {
      int k = conditionOf[model.order()[place]];
      double weight = draw(codes, place, row, number, k < 0 ? 0 : chosen[k][row], streams);
      if (weight < 1 && streams.acceptance[place].uniform(number) >= weight) {
        return false;
      }
    }
    return true;
  }

  private double[] within(int column, short[] codes, int[][] chosen, long firstRow, long seed) {
    double[] within = RowBlocks.within(column, firstRow, codes.length, seed);
    int k = conditionOf[column];
    if (k >= 0) {
      for (int row = 0; row < within.length; row++) {
        within[row] = pieces[k][chosen[k][row]][codes[row]].at(within[row]);
      }
    }
    return within;
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(proposals.get(), effectiveShare);
  }
}
