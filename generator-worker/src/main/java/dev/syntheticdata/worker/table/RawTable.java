package dev.syntheticdata.worker.table;

import java.util.List;

/**
 * A table as text, before types are known.
 *
 * @param source what it was read from, for messages
 * @param columns the columns, all of one length
 */
public record RawTable(String source, List<RawColumn> columns) {

  /** The number of rows. */
  public int rows() {
    return columns.get(0).rows();
  }

  /** The columns' names, in order. */
  public List<String> names() {
    return columns.stream().map(RawColumn::name).toList();
  }
}
