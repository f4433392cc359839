package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of a model under constraints, without the columns that are made. These belong to the
 * number of a row in the dataset and the dataset's seed, and so are added last, whatever chose
 * among the rows.
 */
final class LearnedRows implements SynthesizerModel {

  private static final int BLOCK = Partitioning.BLOCK_ROWS;
  private static final int REMEMBERED = 16;

  private final ConstrainedModel model;
  private final Drawing drawing;

  /** Blocks that were asked for last: who takes single rows takes their neighbours next. */
  private final Map<Place, Table> blocks =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Table> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Place(long block, long seed) {}

  LearnedRows(ConstrainedModel model) {
    this.model = model;
    this.drawing = new Drawing(model);
  }

  @Override
  public TableSchema schema() {
    return drawing.schema();
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
    if (rows == 0 || rows >= BLOCK || !drawing.rejects()) {
      return draw(firstRow, rows, seed).table();
    }
    long last = (firstRow + rows - 1) / BLOCK;
    var parts = new ArrayList<Table>();
    for (long block = firstRow / BLOCK; block <= last; block++) {
      int from = (int) Math.max(0, firstRow - block * BLOCK);
      int to = (int) Math.min(BLOCK, firstRow + rows - block * BLOCK);
      parts.add(block(block, seed).select(IntStream.range(from, to).toArray()));
    }
    return parts.size() == 1 ? parts.get(0) : join(parts);
  }

  private synchronized Table block(long block, long seed) {
    return blocks.computeIfAbsent(
        new Place(block, seed), place -> draw(block * BLOCK, BLOCK, seed).table());
  }

  private Table join(List<Table> parts) {
    var columns =
        IntStream.range(0, schema().size())
            .mapToObj(
                i -> Column.concat(parts.stream().map(part -> part.columns().get(i)).toList()))
            .toList();
    return new Table(schema(), columns);
  }
}
