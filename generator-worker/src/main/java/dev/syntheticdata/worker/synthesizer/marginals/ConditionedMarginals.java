package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows of a network under conditions: each combination of choices has a network of its own, so
 * every proposal is a row.
 */
final class ConditionedMarginals implements ConditionedRows {

  private final PrivateMarginalsModel model;
  private final Conditions conditions;

  /** Position among the conditions, by column; -1 without one. */
  private final int[] conditionOf;

  /** Numbers within the groups of each choice, by condition, choice and group. */
  private final Pieces[][][] pieces;

  private final List<List<Node>> networks = new ArrayList<>();
  private final AtomicLong rowsMade = new AtomicLong();

  ConditionedMarginals(PrivateMarginalsModel model, Conditions conditions) {
    this.model = model;
    this.conditions = conditions;
    this.conditionOf = new int[model.columns().size()];
    Arrays.fill(conditionOf, -1);
    this.pieces = new Pieces[conditions.columns().size()][][];
    for (int k = 0; k < pieces.length; k++) {
      var condition = conditions.columns().get(k);
      conditionOf[condition.column()] = k;
      pieces[k] =
          condition.choices().stream()
              .map(choice -> model.columns().get(condition.column()).pieces(choice.values()))
              .toArray(Pieces[][]::new);
    }
    for (int combination = 0; combination < conditions.combinations(); combination++) {
      var nodes = ConditionedNetwork.of(model.nodes(), weights(conditions.choices(combination)));
      if (nodes == null) {
        throw new InvalidInputException(
            "conditions: the model makes no row with %s together; ask for less at once"
                .formatted(conditions.words(combination)));
      }
      networks.add(nodes);
    }
  }

  private double[][] weights(int[] choices) {
    var weights = new double[conditionOf.length][];
    for (int k = 0; k < choices.length; k++) {
      weights[conditions.columns().get(k).column()] =
          Arrays.stream(pieces[k][choices[k]]).mapToDouble(Pieces::length).toArray();
    }
    return weights;
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    rowsMade.addAndGet(rows);
    return RowBlocks.generate(
        model.schema(), firstRow, rows, (first, size) -> block(first, size, seed));
  }

  private Column[] block(long firstRow, int rows, long seed) {
    int[][] chosen = conditions.choose(firstRow, rows, seed);
    int[] network = conditions.combine(chosen, rows);
    var groups = new int[conditionOf.length][];
    for (int i = 0; i < model.nodes().size(); i++) {
      int column = model.nodes().get(i).column();
      var random = new CellRandom(seed, 2L * column);
      var drawn = new int[rows];
      for (int row = 0; row < rows; row++) {
        drawn[row] =
            networks.get(network[row]).get(i).draw(groups, row, random.bits(firstRow + row));
      }
      groups[column] = drawn;
    }
    var block = new Column[conditionOf.length];
    for (int j = 0; j < block.length; j++) {
      block[j] =
          model.columns().get(j) == null
              ? RowBlocks.alone(model.margins().get(j), j, firstRow, rows, seed)
              : model
                  .columns()
                  .get(j)
                  .decode(groups[j], within(j, groups[j], chosen, firstRow, seed));
    }
    return block;
  }

  private double[] within(int column, int[] groups, int[][] chosen, long firstRow, long seed) {
    double[] within = RowBlocks.within(column, firstRow, groups.length, seed);
    int k = conditionOf[column];
    if (k >= 0) {
      for (int row = 0; row < within.length; row++) {
        within[row] = pieces[k][chosen[k][row]][groups[row]].at(within[row]);
      }
    }
    return within;
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(rowsMade.get(), 1);
  }
}
