package dev.syntheticdata.worker.synthesizer.independent;

import dev.syntheticdata.worker.synthesizer.CellRandom;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Margins, drawn independently. Column j takes its values from stream 2j of the seed and its
 * missing rows from stream 2j + 1.
 */
public record IndependentModel(
    TableSchema schema, long trainRows, List<Margin> margins, List<String> limitations)
    implements ConditionalModel {

  /** The engine's name. */
  public static final String ENGINE = "independent";

  @Override
  public boolean allows(int column, ValueSet values) {
    return MarginPieces.allows(margins.get(column), values);
  }

  /** Columns without a condition are as they are without conditions. */
  @Override
  public ConditionedRows given(Conditions conditions) {
    return new IndependentRows(this, conditions);
  }

  @Override
  public long mostRows() {
    return IdentifierMargin.mostRows(margins);
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    var columns = new ArrayList<Column>();
    for (int j = 0; j < margins.size(); j++) {
      var values = new CellRandom(seed, 2L * j);
      var missingness = new CellRandom(seed, 2L * j + 1);
      columns.add(
          margins
              .get(j)
              .fill(
                  firstRow,
                  values.uniforms(firstRow, rows),
                  missingness.uniforms(firstRow, rows),
                  values));
    }
    return new Table(schema, columns);
  }
}
