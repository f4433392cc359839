package dev.syntheticdata.worker.split;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.Table;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Holds out rows by a hash of their content, or of the entity they belong to, keyed by a seed.
 *
 * <p>Content and not position, for three reasons. Rows that are equal fall on the same side: a copy
 * of a training row in the holdout would make an engine that memorises look as if it generalised,
 * and copying look safe. The order of the source's rows does not matter, so a sorted export needs
 * no shuffling. And a row keeps its side when the source grows, so what was once held out is not
 * learned at the next fit, but for rows that more than ten have in common. The price is that the
 * share held out is only about the fraction asked for. Identifier columns are left out of the
 * content, since they make equal rows differ.
 *
 * <p>Of rows that are equal, only {@value CommonRows#TOGETHER} stay together. In a table of few
 * columns of few values what many rows have in common is no copy of anybody, and keeping it on one
 * side would take whole values away from the engine ({@link CommonRows}).
 */
public final class Holdout {

  private static final int BLOCK_ROWS = 1 << 18;

  private Holdout() {}

  /**
   * Splits a table.
   *
   * @param fraction share of the rows, or of the entities, to hold out: 0 to below 1; 0 holds out
   *     nothing, any other at least one row
   * @param by name of the column that names a row's entity, or null; rows without an entity are
   *     split by content
   * @param seed key of the hash
   * @throws InvalidInputException if there is no such column, or all rows are alike
   */
  public static Split split(Table table, double fraction, String by, long seed) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new InvalidInputException(
          "holdout.fraction is " + fraction + "; it must be at least 0 and below 1");
    }
    boolean[] held = new boolean[table.rows()];
    if (fraction > 0) {
      double limit = fraction * 0x1p63;
      long[] keys = keys(table, by, seed);
      var common = by == null ? CommonRows.of(keys, limit) : CommonRows.NONE;
      requireTwo(keys, common);
      if (by == null) {
        common.hold(keys, identities(table, keys, common, seed), limit, held);
      } else {
        hold(keys, limit, held);
      }
    }
    int[] holdout = rows(held, true);
    return new Split(rows(held, false), holdout, digest(table, holdout));
  }

  private static void requireTwo(long[] keys, CommonRows common) {
    if (common.isEmpty() && Arrays.stream(keys).allMatch(key -> key == keys[0])) {
      throw new InvalidInputException(
          "holdout: all rows are alike or belong to one entity, so none can be held out;"
              + " set holdout.fraction to 0 (--holdout 0), or choose another column for holdout.by");
    }
  }

  /**
   * Marks rows of entities whose key lies in the lowest fraction of all keys; at least one entity
   * each side.
   */
  private static void hold(long[] keys, double limit, boolean[] held) {
    long least = Arrays.stream(keys).min().orElseThrow();
    long greatest = Arrays.stream(keys).max().orElseThrow();
    for (int i = 0; i < keys.length; i++) {
      held[i] = keys[i] == least || (keys[i] < limit && keys[i] != greatest);
    }
  }

  private static long[] keys(Table table, String by, long seed) {
    var keys = new long[table.rows()];
    int[] columns = contentColumns(table);
    if (by == null) {
      inBlocks(
          keys.length,
          (from, to) -> {
            var content = new RowHasher(table, columns);
            for (int row = from; row < to; row++) {
              keys[row] = positive(content.hash(row, seed));
            }
          });
      return keys;
    }
    int entity = Entities.position(table, by);
    var column = table.columns().get(entity);
    inBlocks(
        keys.length,
        (from, to) -> {
          var content = new RowHasher(table, columns);
          var entities = new RowHasher(table, new int[] {entity});
          for (int row = from; row < to; row++) {
            keys[row] = positive((column.isMissing(row) ? content : entities).hash(row, seed));
          }
        });
    return keys;
  }

  /**
   * What tells rows of equal content apart, whatever order they are in: the hash of all columns,
   * identifiers too. Rows that are neither common nor of the lowest key, and tables without
   * identifiers, need none.
   */
  private static long[] identities(Table table, long[] keys, CommonRows common, long seed) {
    var identities = new long[keys.length];
    if (contentColumns(table).length == table.schema().size()) {
      return identities;
    }
    long least = Arrays.stream(keys).min().orElseThrow();
    inBlocks(
        keys.length,
        (from, to) -> {
          var hasher = new RowHasher(table);
          for (int row = from; row < to; row++) {
            if (keys[row] == least || common.has(keys[row])) {
              identities[row] = positive(hasher.hash(row, seed));
            }
          }
        });
    return identities;
  }

  /** What is done with the rows from one to below another. */
  private interface Block {
    void of(int from, int to);
  }

  /** Does a thing with all rows, on all processors. */
  private static void inBlocks(int rows, Block block) {
    IntStream.range(0, (rows + BLOCK_ROWS - 1) / BLOCK_ROWS)
        .parallel()
        .forEach(i -> block.of(i * BLOCK_ROWS, Math.min(rows, (i + 1) * BLOCK_ROWS)));
  }

  /** The positions of rows that are held, or that are not. */
  private static int[] rows(boolean[] held, boolean wanted) {
    int size = 0;
    for (boolean is : held) {
      size += is == wanted ? 1 : 0;
    }
    var rows = new int[size];
    int next = 0;
    for (int row = 0; row < held.length; row++) {
      if (held[row] == wanted) {
        rows[next++] = row;
      }
    }
    return rows;
  }

  private static int[] contentColumns(Table table) {
    var columns = table.schema().columns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).type() != ColumnType.IDENTIFIER)
        .toArray();
  }

  /** The first 63 bits of a hash. */
  private static long positive(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong() >>> 1;
  }

  private static String digest(Table table, int[] rows) {
    var hashes = new byte[rows.length][];
    inBlocks(
        rows.length,
        (from, to) -> {
          var hasher = new RowHasher(table);
          for (int i = from; i < to; i++) {
            hashes[i] = hasher.hash(rows[i]);
          }
        });
    Arrays.sort(hashes, Arrays::compareUnsigned);
    var sha256 = RowHasher.newSha256();
    for (byte[] hash : hashes) {
      sha256.update(hash);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
