package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * Rows chosen among those of a model under constraints, with the columns that are made. It is made
 * for a generation and never stored.
 */
public final class CompletedModel implements SynthesizerModel {

  private final ConstrainedModel model;
  private final SynthesizerModel rows;

  CompletedModel(ConstrainedModel model, SynthesizerModel rows) {
    this.model = model;
    this.rows = rows;
  }

  /** What chooses the rows. */
  public SynthesizerModel rows() {
    return rows;
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
  public long mostRows() {
    return model.mostRows();
  }

  @Override
  public Table generate(long firstRow, int count, long seed) {
    return model.completed(rows.generate(firstRow, count, seed), firstRow, seed);
  }
}
