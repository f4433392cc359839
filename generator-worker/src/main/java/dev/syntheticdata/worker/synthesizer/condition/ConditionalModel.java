package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.worker.synthesizer.SynthesizerModel;

/** A model that can draw rows of which something is known. */
public interface ConditionalModel extends SynthesizerModel {

  /**
   * Whether a column can have one of these values, whatever the others are.
   *
   * @param column its position in the schema
   */
  boolean allows(int column, ValueSet values);

  /**
   * Rows for which conditions hold, with the distribution that the model gives them then.
   *
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if the model makes no such rows,
   *     or too few
   */
  ConditionedRows given(Conditions conditions);
}
