package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.condition.ConditionalModel;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.IdentifierMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * A network of noisy tables. All of it was computed from the answers in {@code measured}, so it may
 * be known as far as the claim goes. Column j takes its groups from stream 2j of the seed, and the
 * values within its groups from stream 2j + 1; a column that is not modelled takes its numbers from
 * stream 1,000,000 + column.
 *
 * @param trainRows rows of the source, about: a noisy count
 * @param structure how columns are joined
 * @param columns the modelled columns, by position in the schema; null for the others
 * @param margins the others; null for modelled columns
 * @param nodes the network, parents before children
 * @param privacy what is claimed
 * @param measured what was asked of the source, with which noise
 */
public record PrivateMarginalsModel(
    TableSchema schema,
    long trainRows,
    Structure structure,
    List<MarginalColumn> columns,
    List<Margin> margins,
    List<Node> nodes,
    PrivacyClaim privacy,
    List<Measured> measured,
    List<String> limitations)
    implements ConditionalModel {

  /** The engine's name. */
  public static final String ENGINE = "privateMarginals";

  /** How columns are joined. */
  public enum Structure {
    /** Tables of two columns along a tree. */
    PAIRS,
    /** Tables of the target and two columns along a tree of the others. */
    PAIRS_WITH_TARGET
  }

  @Override
  public boolean allows(int column, ValueSet values) {
    return columns.get(column) != null && columns.get(column).allows(values);
  }

  @Override
  public ConditionedRows given(Conditions conditions) {
    return new ConditionedMarginals(this, conditions);
  }

  @Override
  public long mostRows() {
    return IdentifierMargin.mostRows(margins);
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    return RowBlocks.generate(schema, firstRow, rows, (first, size) -> block(first, size, seed));
  }

  private Column[] block(long firstRow, int rows, long seed) {
    var groups = new int[columns.size()][];
    for (var node : nodes) {
      var random = new CellRandom(seed, 2L * node.column());
      var drawn = new int[rows];
      for (int row = 0; row < rows; row++) {
        drawn[row] = node.draw(groups, row, random.bits(firstRow + row));
      }
      groups[node.column()] = drawn;
    }
    var block = new Column[columns.size()];
    for (int j = 0; j < block.length; j++) {
      block[j] =
          columns.get(j) != null
              ? columns.get(j).decode(groups[j], RowBlocks.within(j, firstRow, rows, seed))
              : RowBlocks.alone(margins.get(j), j, firstRow, rows, seed);
    }
    return block;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return ENGINE + " of about " + trainRows + " rows, " + structure;
  }
}
