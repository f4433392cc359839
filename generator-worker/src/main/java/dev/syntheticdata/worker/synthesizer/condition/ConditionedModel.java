package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.constraint.CompletedModel;
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
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if they cannot be met
   */
  public static SynthesizerModel of(SynthesizerModel model, RowConditions asked) {
    if (RowConditions.orNull(asked) == null) {
      return model;
    }
    if (model instanceof ConstrainedModel constrained) {
      if (isDrawnInside(asked, constrained)) {
        return constrained.over(of(constrained.model(), asked));
      }
      // Identifiers and personal fields belong to the number of a row, and are added last.
      return constrained.under(rows -> of(rows, asked));
    }
    if (!model.drawsRowsAlone()) {
      throw new InvalidInputException(
          "conditions: rows of a sequence are drawn together, and none can be chosen by itself; leave"
              + " conditions out, or fit without spec.schema.sequence");
    }
    var conditions = ConditionReader.read(asked, model.schema());
    if (model instanceof ConditionalModel conditional) {
      conditions.requireOf(conditional);
      return new ConditionedModel(model, conditional.given(conditions));
    }
    return new ConditionedModel(model, new RejectedRows(model, conditions));
  }

  /**
   * Whether the engine's model can meet conditions below the rules: the columns are drawn as they
   * are, and, where shares are asked for, no row is drawn again, by which they would shift.
   */
  private static boolean isDrawnInside(RowConditions asked, ConstrainedModel model) {
    boolean shares = asked.rebalance() != null && !asked.rebalance().isEmpty();
    return (!shares || model.isDrawnOnce())
        && asked.columns().stream().allMatch(model::isDrawnAsItIs);
  }

  /** How a model's rows met conditions; null where it has none. */
  public static TaskResult.Conditioning conditioning(SynthesizerModel model) {
    if (model instanceof ConstrainedModel constrained) {
      return conditioning(constrained.model());
    }
    if (model instanceof CompletedModel completed) {
      return conditioning(completed.rows());
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
