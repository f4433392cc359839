package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.condition.ConditionalModel;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedRows;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.synthesizer.margin.IdentifierMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginPieces;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.Arrays;
import java.util.List;

/**
 * Columns drawn one after another, each from its tree over those before it. Column j takes its
 * codes from stream 2j of the seed, and the values within its codes from stream 2j + 1. What no
 * tree draws takes its numbers from stream 1,000,000 + column.
 *
 * @param margins one for each column, in the order of the schema, then one for each of the parts
 * @param order positions of the columns that trees draw, in the order in which they are drawn
 * @param trees how they are drawn, in that order
 * @param leafRows rows of the source behind each leaf, at least
 * @param smoothing rows of smoothing towards a leaf's parents, at least 0
 * @param tuning how leaves and order were chosen
 * @param parts what of columns is drawn as further columns; {@link Parts} says how
 */
public record AutoregressiveTreesModel(
    TableSchema schema,
    long trainRows,
    List<Margin> margins,
    int[] order,
    List<ColumnModel> trees,
    int leafRows,
    double smoothing,
    Tuning tuning,
    List<String> limitations,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part> parts)
    implements ConditionalModel {

  /** The engine's name. */
  public static final String ENGINE = "autoregressiveTrees";

  private static final int FORMAT_WITH_PARTS = 2;
  private static final int FORMAT_WITH_CLASSES = 3;

  public AutoregressiveTreesModel {
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  /** The columns' codings; null for a column that no tree draws. */
  @JsonIgnore
  Coding[] codings() {
    var codings = new Coding[margins.size()];
    for (int column : order) {
      codings[column] = Coding.of(margins.get(column));
    }
    return codings;
  }

  @Override
  public boolean allows(int column, ValueSet values) {
    return MarginPieces.allows(margins.get(column), Parts.ofMain(schema, parts, column, values));
  }

  @Override
  public ConditionedRows given(Conditions conditions) {
    return new ConditionedTrees(this, conditions);
  }

  @Override
  public long mostRows() {
    return IdentifierMargin.mostRows(margins);
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    var codings = codings();
    return RowBlocks.generate(
        schema, firstRow, rows, (first, size) -> block(codings, first, size, seed));
  }

  private Column[] block(Coding[] codings, long firstRow, int rows, long seed) {
    short[][] codes =
        CodedTable.draw(margins.size(), order, trees, firstRow, rows, seed, smoothing);
    var columns = new Column[margins.size()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] =
          codings[j] != null
              ? codings[j].decode(
                  codes[j], codings[j].several() ? RowBlocks.within(j, firstRow, rows, seed) : null)
              : RowBlocks.alone(margins.get(j), j, firstRow, rows, seed);
    }
    Parts.together(schema, parts, columns, codes, codings);
    return columns;
  }

  @Override
  public int formatVersion() {
    if (trees.stream().anyMatch(BoostedClasses.class::isInstance)) {
      return Math.max(FORMAT_WITH_CLASSES, ConditionalModel.super.formatVersion());
    }
    int ofColumns = ConditionalModel.super.formatVersion();
    return parts.isEmpty() ? ofColumns : Math.max(FORMAT_WITH_PARTS, ofColumns);
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
    return ENGINE + " of " + trainRows + " rows, order " + Arrays.toString(order);
  }
}
