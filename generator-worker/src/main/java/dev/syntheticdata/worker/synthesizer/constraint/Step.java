package dev.syntheticdata.worker.synthesizer.constraint;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * A change to a table before an engine learns it, and its undoing in the rows that are generated:
 * what comes out keeps a constraint, whatever the engine drew.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RangeStep.class, name = "range"),
  @JsonSubTypes.Type(value = OrderStep.class, name = "order"),
  @JsonSubTypes.Type(value = SumStep.class, name = "sum"),
  @JsonSubTypes.Type(value = CombinationStep.class, name = "combination")
})
sealed interface Step permits RangeStep, OrderStep, SumStep, CombinationStep {

  /** The columns that it gives back. */
  List<ColumnSchema> columns();

  /** Columns whose final values it needs to do so. */
  List<String> needs();

  /** The same with what the engine's model tells, and nothing else of the source's labels. */
  default Step kept(TableSchema learned, FitOptions options) {
    return this;
  }

  /** Changes the columns that the engine will learn. */
  void hide(Table source, Frame learned);

  /** Gives back the columns of generated rows. */
  void restore(Frame rows);
}
