package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
    implements SynthesizerModel {

  /** The engine's name. */
  public static final String ENGINE = "privateMarginals";

  /** How columns are joined. */
  public enum Structure {
    /** Tables of two columns along a tree. */
    PAIRS,
    /** Tables of the target and two columns along a tree of the others. */
    PAIRS_WITH_TARGET
  }

  private static final int BLOCK = 4096;
  private static final long SPARE_STREAM = 1_000_000;

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    var blocks =
        IntStream.range(0, Math.max(1, (rows + BLOCK - 1) / BLOCK))
            .parallel()
            .mapToObj(
                block -> {
                  int from = block * BLOCK;
                  return block(firstRow + from, Math.min(BLOCK, rows - from), seed);
                })
            .toList();
    var drawn = new ArrayList<Column>();
    for (int j = 0; j < columns.size(); j++) {
      int column = j;
      drawn.add(Column.concat(blocks.stream().map(block -> block[column]).toList()));
    }
    return new Table(schema, drawn);
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
      if (columns.get(j) != null) {
        var within = new CellRandom(seed, 2L * j + 1).uniforms(firstRow, rows);
        block[j] = columns.get(j).decode(groups[j], within);
      } else {
        var spare = new CellRandom(seed, SPARE_STREAM + j);
        var uniforms = spare.uniforms(firstRow, rows);
        block[j] = margins.get(j).fill(firstRow, uniforms, uniforms, spare);
      }
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
