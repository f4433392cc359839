package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.synthesizer.DerivedModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;

/**
 * The rows of a model under constraints, without the columns that are made. These belong to the
 * number of a row in the dataset and the dataset's seed, and so are added last, whatever chose
 * among the rows.
 */
final class LearnedRows extends DerivedModel {

  private final Drawing drawing;

  LearnedRows(ConstrainedModel model) {
    super(model);
    this.drawing = new Drawing(model);
  }

  @Override
  public TableSchema schema() {
    return drawing.schema();
  }

  @Override
  public Drawn draw(long firstRow, int rows, long seed) {
    return drawing.draw(firstRow, rows, seed);
  }

  /** Rows of which those that break a constraint are told, and not drawn again. */
  ConstrainedModel.Candidates candidates(long firstRow, int rows, long seed) {
    return drawing.candidates(firstRow, rows, seed);
  }

  /** Whether values of a column are taken away where a condition is false. */
  boolean isBlanked(String column) {
    return drawing.isBlanked(column);
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    return draw(firstRow, rows, seed).table();
  }
}
