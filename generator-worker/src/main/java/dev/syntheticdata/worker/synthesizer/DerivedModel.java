package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * Rows taken from another model, which says what they are. It is made for a generation and never
 * stored.
 */
public abstract class DerivedModel implements SynthesizerModel {

  private final SynthesizerModel of;

  protected DerivedModel(SynthesizerModel of) {
    this.of = of;
  }

  @Override
  public TableSchema schema() {
    return of.schema();
  }

  @Override
  public final long trainRows() {
    return of.trainRows();
  }

  @Override
  public final List<String> limitations() {
    return of.limitations();
  }

  @Override
  public long mostRows() {
    return of.mostRows();
  }
}
