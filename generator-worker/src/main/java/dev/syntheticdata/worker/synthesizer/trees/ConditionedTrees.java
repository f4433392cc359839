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
import java.util.function.IntPredicate;
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
 * <p>For a column that is drawn in parts, the days of its condition are the condition of its main
 * part. A row that does not satisfy it once its parts are together is drawn again from the first
 * column on, a round later.
 *
 * <p>Attempt a of a row takes its numbers from the usual streams, each plus a times 2^32, and from
 * stream 2,000,000 + column whether it goes on.
 */
final class ConditionedTrees implements ConditionedRows {

  private static final long ACCEPTANCE_STREAM = 2_000_000;

  /** Attempts of a round, more than are made. */
  private static final int ROUND = 1 << 17;

  private static final int MOST_ROUNDS = 1000;

  private final AutoregressiveTreesModel model;
  private final Conditions conditions;
  private final Coding[] codings;

  /** Columns up to the last with a condition, counted in the order in which they are drawn. */
  private final int proposed;

  /** Position among the conditions, by column; -1 without one. */
  private final int[] conditionOf;

  /** Trees of each choice, by condition. */
  private final ConditionedColumn[][] trees;

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
    this.trees = new ConditionedColumn[count][];
    int last = 0;
    for (int k = 0; k < count; k++) {
      var condition = conditions.columns().get(k);
      int column = condition.column();
      conditionOf[column] = k;
      int place = placeOf(column);
      last = Math.max(last, place + 1);
      pieces[k] =
          condition.choices().stream()
              .map(choice -> Parts.ofMain(model.schema(), model.parts(), column, choice.values()))
              .map(codings[column]::pieces)
              .toArray(Pieces[][]::new);
      trees[k] =
          Arrays.stream(pieces[k])
              .map(of -> model.trees().get(place).given(of, model.smoothing()))
              .toArray(ConditionedColumn[]::new);
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
    double weight = tree.weight(codes, row);
    if (weight > 0) {
      codes[column][row] = tree.draw(codes, row, uniform);
    }
    return weight;
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    return RowBlocks.generate(
        model.schema(), firstRow, rows, (first, size) -> block(first, size, seed));
  }

  private Column[] block(long firstRow, int rows, long seed) {
    return new Block(firstRow, rows, seed).draw();
  }

  /** Consecutive rows while they are drawn. */
  private final class Block {

    private final long firstRow;
    private final long seed;
    private final int[][] chosen;
    private final short[][] codes;

    /** The round that each row was last drawn in. */
    private final int[] rounds;

    Block(long firstRow, int rows, long seed) {
      this.firstRow = firstRow;
      this.seed = seed;
      this.chosen = conditions.choose(firstRow, rows, seed);
      this.codes = new short[codings.length][rows];
      this.rounds = new int[rows];
    }

    Column[] draw() {
      int[] all = IntStream.range(0, rounds.length).toArray();
      int[] open = all;
      for (int round = 0; open.length > 0; round++) {
        if (round == MOST_ROUNDS) {
          throw Pilot.inVain(conditions, conditions.combine(chosen, rounds.length)[open[0]]);
        }
        for (int row : open) {
          rounds[row] = round;
        }
        propose(open, round * ROUND);
        follow(open, round * ROUND);
        open = unsatisfied(open);
      }
      return together(all, column -> true);
    }

    /** Draws the columns up to the last with a condition, until every row is accepted. */
    private void propose(int[] rows, int firstAttempt) {
      int[] open = rows;
      for (int attempt = 0; open.length > 0; attempt++) {
        if (attempt == Pilot.MOST_ATTEMPTS) {
          throw Pilot.inVain(conditions, conditions.combine(chosen, rounds.length)[open[0]]);
        }
        var streams = new Streams(seed, firstAttempt + attempt);
        proposals.addAndGet(open.length);
        open =
            Arrays.stream(open)
                .filter(row -> !accepted(codes, chosen, row, firstRow + row, streams))
                .toArray();
      }
    }

    /** Draws the columns behind them. */
    private void follow(int[] rows, int attempt) {
      for (int place = proposed; place < model.order().length; place++) {
        int column = model.order()[place];
        var random = new CellRandom(seed, Pilot.stream(2L * column, attempt));
        var tree = model.trees().get(place);
        for (int row : rows) {
          codes[column][row] =
              tree.draw(codes, row, random.uniform(firstRow + row), model.smoothing());
        }
      }
    }

    /** Those of the rows whose columns that are drawn in parts are not as their conditions ask. */
    private int[] unsatisfied(int[] rows) {
      var failed = new boolean[rows.length];
      for (int k = 0; k < chosen.length; k++) {
        var condition = conditions.columns().get(k);
        if (Parts.isDrawnInParts(model.parts(), condition.column())) {
          var values = together(rows, condition.column());
          for (int i = 0; i < rows.length; i++) {
            var asked = condition.choices().get(chosen[k][rows[i]]).values();
            failed[i] |= !asked.contains(values, i);
          }
        }
      }
      return IntStream.range(0, rows.length).filter(i -> failed[i]).map(i -> rows[i]).toArray();
    }

    private Column together(int[] rows, int column) {
      int own = model.schema().size();
      return together(
          rows, j -> j == column || (j >= own && model.parts().get(j - own).column() == column))[
          column];
    }

    /** The values of some rows in the columns wanted; null in others. */
    private Column[] together(int[] rows, IntPredicate wanted) {
      var columns = new Column[codings.length];
      var drawn = new short[codings.length][];
      for (int j = 0; j < columns.length; j++) {
        if (wanted.test(j)) {
          drawn[j] = new short[rows.length];
          for (int i = 0; i < rows.length; i++) {
            drawn[j][i] = codes[j][rows[i]];
          }
          columns[j] =
              codings[j] == null
                  ? RowBlocks.alone(model.margins().get(j), j, firstRow, rounds.length, seed)
                      .select(rows)
                  : codings[j].decode(drawn[j], within(j, rows));
        }
      }
      Parts.together(model.schema(), model.parts(), columns, drawn, codings);
      return columns;
    }

    private double[] within(int column, int[] rows) {
      int k = conditionOf[column];
      var within = new double[rows.length];
      var first = new CellRandom(seed, 2L * column + 1);
      for (int i = 0; i < within.length; i++) {
        int row = rows[i];
        int round = rounds[row];
        var random =
            round == 0 ? first : new CellRandom(seed, Pilot.stream(2L * column + 1, round * ROUND));
        within[i] = random.uniform(firstRow + row);
        if (k >= 0) {
          within[i] = pieces[k][chosen[k][row]][codes[column][row]].at(within[i]);
        }
      }
      return within;
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

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(proposals.get(), effectiveShare);
  }
}
