package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.synthesizer.DerivedModel;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;

/** Rows chosen among those of a model under constraints, with the columns that are made. */
public final class CompletedModel extends DerivedModel {

  private final ConstrainedModel model;
  private final SynthesizerModel rows;

  CompletedModel(ConstrainedModel model, SynthesizerModel rows) {
    super(model);
    this.model = model;
    this.rows = rows;
  }

  /** What chooses the rows. */
  public SynthesizerModel rows() {
    return rows;
  }

  @Override
  public long mostRows() {
    return model.mostRows();
  }

  @Override
  public Table generate(long firstRow, int count, long seed) {
    return model.completed(rows.generate(firstRow, count, seed), firstRow, seed);
  }
}
