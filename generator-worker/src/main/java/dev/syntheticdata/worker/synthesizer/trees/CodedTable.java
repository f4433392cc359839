package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.RowBlocks;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as codes.
 *
 * @param codes codes by column and row; null for a column that no tree draws
 * @param codings the columns' codings; null likewise
 * @param entities whose rows they are, where leaves are to be counted in entities; otherwise null
 */
public record CodedTable(short[][] codes, Coding[] codings, Entities entities) {

  /** A table whose leaves are counted in rows. */
  public CodedTable(short[][] codes, Coding[] codings) {
    this(codes, codings, null);
  }

  /** The codes of a table's rows under its margins. */
  static CodedTable of(Table table, List<Margin> margins) {
    var codings = new Coding[margins.size()];
    var codes = new short[margins.size()][];
    IntStream.range(0, codings.length)
        .parallel()
        .filter(column -> margins.get(column).modelled())
        .forEach(
            column -> {
              codings[column] = Coding.of(margins.get(column));
              codes[column] = codings[column].encode(table.columns().get(column));
            });
    return new CodedTable(codes, codings);
  }

  /** The same with leaves counted in entities, or null. */
  CodedTable of(Entities counted) {
    return new CodedTable(codes, codings, counted);
  }

  /** The positions of the columns that trees draw. */
  int[] columns() {
    return IntStream.range(0, codings.length).filter(j -> codings[j] != null).toArray();
  }

  /**
   * One tree for each column of an order, on some of the rows.
   *
   * @param finer what this gave for smaller leaves, of which much stays; otherwise null
   */
  List<ConditionalTree> grow(
      int[] order, int[] rows, int leafRows, List<? extends ColumnModel> finer) {
    return Workers.map(
        order.length,
        TreeGrower.bytes(rows.length),
        i -> grow(Arrays.copyOf(order, i), order[i], rows, leafRows, tree(finer, i)));
  }

  /** A tree that leaves were counted in rows for, or null. */
  private ConditionalTree tree(List<? extends ColumnModel> finer, int column) {
    return entities == null && finer != null && finer.get(column) instanceof ConditionalTree tree
        ? tree
        : null;
  }

  /**
   * How each column of an order is drawn, learned from some of the rows.
   *
   * @param targets columns that are to be predicted well, where they are classes
   * @param finer what this gave for smaller leaves, of which much stays; otherwise null
   */
  List<ColumnModel> learn(
      int[] order, int[] targets, int[] rows, int leafRows, List<ColumnModel> finer) {
    return Workers.map(
        order.length,
        TreeGrower.bytes(rows.length),
        i -> {
          int[] asked = Arrays.copyOf(order, i);
          boolean target = IntStream.of(targets).anyMatch(j -> j == order[i]);
          return target && boosts(asked, order[i])
              ? BoostedClasses.fit(codes, codings, asked, order[i], rows, leafRows)
              : grow(asked, order[i], rows, leafRows, tree(finer, i));
        });
  }

  /** Whether a target is learned by boosted trees; they do not count entities. */
  boolean boosts(int[] asked, int target) {
    return entities == null && BoostedClasses.serves(codings, asked, target);
  }

  /** The tree of one column on others, on some of the rows. */
  public ConditionalTree grow(int[] asked, int target, int[] rows, int leafRows) {
    return grow(asked, target, rows, leafRows, null);
  }

  private ConditionalTree grow(
      int[] asked, int target, int[] rows, int leafRows, ConditionalTree finer) {
    return new TreeGrower(codes, codings, asked, target, leafRows, entities).grow(rows, finer);
  }

  /** Rows drawn from trees in an order: row r from the r-th numbers of the streams of the seed. */
  CodedTable draw(int[] order, List<ColumnModel> trees, int rows, long seed, double smoothing) {
    var codes = new short[codings.length][];
    IntStream.of(order).forEach(column -> codes[column] = new short[rows]);
    RowBlocks.map(
        rows,
        (from, size) -> {
          short[][] block = draw(codings.length, order, trees, from, size, seed, smoothing);
          IntStream.of(order)
              .forEach(column -> System.arraycopy(block[column], 0, codes[column], from, size));
          return size;
        });
    return new CodedTable(codes, codings);
  }

  /**
   * Codes of rows, by column. Column j takes its numbers from stream 2j of the seed.
   *
   * @param columns columns of the table
   * @param firstRow number of the first row
   */
  static short[][] draw(
      int columns,
      int[] order,
      List<ColumnModel> trees,
      long firstRow,
      int rows,
      long seed,
      double smoothing) {
    var codes = new short[columns][];
    var room = new LeafOrder(rows);
    for (int i = 0; i < order.length; i++) {
      int column = order[i];
      codes[column] = new short[rows];
      var random = new CellRandom(seed, 2L * column);
      trees.get(i).draw(codes, column, random, firstRow, smoothing, room);
    }
    return codes;
  }
}
