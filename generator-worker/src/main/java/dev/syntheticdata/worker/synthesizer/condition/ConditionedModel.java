package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * A model that makes only rows for which conditions hold. It is made for a generation and never
 * stored.
 */
public final class ConditionedModel implements SynthesizerModel {

  private final SynthesizerModel model;
  private final ConditionedRows rows;

  private ConditionedModel(SynthesizerModel model, ConditionedRows rows) {
    this.model = model;
    this.rows = rows;
  }

  /**
   * The model under conditions; the model itself where there are none.
   *
   * @param asked the conditions, or null
   * @throws InvalidInputException if they cannot be met
   */
  public static SynthesizerModel of(SynthesizerModel model, RowConditions asked) {
    if (RowConditions.orNull(asked) == null) {
      return model;
    }
    if (model instanceof ConstrainedModel constrained) {
      requireUnchanged(asked, constrained);
      return constrained.over(of(constrained.model(), asked));
    }
    if (!(model instanceof ConditionalModel conditional)) {
      throw new InvalidInputException(
          "conditions: the generator's engine cannot keep conditions; use another engine, or none");
    }
    var conditions = ConditionReader.read(asked, model.schema());
    conditions.requireOf(conditional);
    return new ConditionedModel(model, conditional.given(conditions));
  }

  private static void requireUnchanged(RowConditions asked, ConstrainedModel model) {
    for (String column : asked.columns()) {
      if (model.schema().indexOf(column) >= 0 && !model.isDrawnAsItIs(column)) {
        throw new InvalidInputException(
            "conditions: '%s' is not drawn by the engine, but made by a pattern, a personal field or a"
                    .formatted(column)
                + " constraint; ask for conditions on other columns");
      }
    }
  }

  /** How a model's rows met conditions; null where it has none. */
  public static TaskResult.Conditioning conditioning(SynthesizerModel model) {
    if (model instanceof ConstrainedModel constrained) {
      return conditioning(constrained.model());
    }
    return model instanceof ConditionedModel conditioned ? conditioned.rows.conditioning() : null;
  }

  @Override
  public TableSchema schema() {
    return model.schema();
  }

  @Override
  public long trainRows() {
    return model.trainRows();
  }

  @Override
  public List<String> limitations() {
    return model.limitations();
  }

  @Override
  public Table generate(long firstRow, int count, long seed) {
    return rows.generate(firstRow, count, seed);
  }
}
