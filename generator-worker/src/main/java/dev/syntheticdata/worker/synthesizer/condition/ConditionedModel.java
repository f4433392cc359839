package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.DerivedModel;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.constraint.CompletedModel;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedModel;
import dev.syntheticdata.worker.table.Table;

/** A model that makes only rows for which conditions hold. */
public final class ConditionedModel extends DerivedModel {

  private final ConditionedRows rows;

  ConditionedModel(SynthesizerModel model, ConditionedRows rows) {
    super(model);
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
      return RuledConditions.of(constrained, asked);
    }
    if (!model.drawsRowsAlone()) {
      throw new InvalidInputException(
          "conditions: rows of a sequence are drawn together, and none can be chosen by itself; leave"
              + " conditions out, or fit without spec.schema.sequence");
    }
    return under(model, ConditionReader.read(asked, model.schema()));
  }

  /** An engine's model under conditions on its columns. */
  static SynthesizerModel under(SynthesizerModel model, Conditions conditions) {
    if (model instanceof ConditionalModel conditional) {
      conditions.requireOf(conditional);
      return new ConditionedModel(model, conditional.given(conditions));
    }
    return new ConditionedModel(model, new RejectedRows(model, conditions));
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
  public Table generate(long firstRow, int count, long seed) {
    return rows.generate(firstRow, count, seed);
  }
}
