package dev.syntheticdata.worker.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * SHA-256 of rows by their values: the texts the schema's forms give, each with its length before
 * it, a missing value as length -1. So a row hashes alike whether it was read from CSV or Parquet,
 * and whatever codes its labels have. Not thread-safe.
 */
public final class RowHasher {

  private static final int FEW = 1 << 16;

  private final Table table;
  private final int[] columns;
  private final List<ValueText> texts;
  private final byte[][][] labels;

  /** Texts of distinct values, once printed; null for a column of too many. */
  private final byte[][][] seen;

  private final MessageDigest sha256 = newSha256();
  private final byte[] length = new byte[Integer.BYTES];

  /** Hashes over all columns. */
  public RowHasher(Table table) {
    this(table, allColumns(table));
  }

  /** Hashes over the columns at these positions. */
  public RowHasher(Table table, int[] columns) {
    this.table = table;
    this.columns = columns;
    this.texts = table.schema().columns().stream().map(ValueText::new).toList();
    this.labels =
        table.schema().columns().stream()
            .map(c -> c.categories().stream().map(RowHasher::utf8).toArray(byte[][]::new))
            .toArray(byte[][][]::new);
    this.seen = table.columns().stream().map(RowHasher::few).toArray(byte[][][]::new);
  }

  private static byte[][] few(Column column) {
    return column.cells() instanceof Cells.Distinct cells && cells.distinct() <= FEW
        ? new byte[cells.distinct()][]
        : null;
  }

  private static int[] allColumns(Table table) {
    var all = new int[table.schema().size()];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** A new SHA-256 digest. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of a row, after a seed that keys it. */
  public byte[] hash(int row, long seed) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
    return hash(row);
  }

  /** The hash of a row: 32 bytes. */
  public byte[] hash(int row) {
    for (int i : columns) {
      Column column = table.columns().get(i);
      update(column.isMissing(row) ? null : bytes(i, column, row));
    }
    return sha256.digest();
  }

  /** A number that is the same for rows whose hashes are, and seldom for others: a quick look. */
  public long mark(int row) {
    long mark = 0;
    for (int i : columns) {
      Column column = table.columns().get(i);
      int text = column.isMissing(row) ? -1 : Arrays.hashCode(bytes(i, column, row));
      mark = (mark ^ text) * 0x9E3779B97F4A7C15L;
      mark ^= mark >>> 29;
    }
    return mark;
  }

  private byte[] bytes(int i, Column column, int row) {
    if (column.isCodes()) {
      return labels[i][column.code(row)];
    }
    if (seen[i] == null) {
      return utf8(texts.get(i).print(column, row));
    }
    int slot = (int) ((Cells.Distinct) column.cells()).slots().get(row);
    if (seen[i][slot] == null) {
      seen[i][slot] = utf8(texts.get(i).print(column, row));
    }
    return seen[i][slot];
  }

  private void update(byte[] value) {
    ByteBuffer.wrap(length).putInt(value == null ? -1 : value.length);
    sha256.update(length);
    if (value != null) {
      sha256.update(value);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
