package dev.syntheticdata.task;

/**
 * How the rows of a dataset are cut. Rows are drawn in blocks, each from its own random stream;
 * files hold whole blocks, and their size depends on the number of rows alone. A shard writes a run
 * of whole files. So the number of shards changes neither a row nor a file.
 */
public final class Partitioning {

  /** Rows of a block, all but the last. */
  public static final int BLOCK_ROWS = 1024;

  private static final long SMALLEST_PART = 8L * BLOCK_ROWS;
  private static final long LARGEST_PART = 1024L * BLOCK_ROWS;
  private static final long TARGET_PARTS = 64;

  private Partitioning() {}

  /**
   * Rows of a part file, all but the last: a 64th of the rows, but at least 8,192 and at most
   * 1,048,576, rounded up to whole blocks.
   */
  public static long partRows(long rows) {
    long wanted = ceilDiv(ceilDiv(rows, TARGET_PARTS), BLOCK_ROWS) * BLOCK_ROWS;
    return Math.min(LARGEST_PART, Math.max(SMALLEST_PART, wanted));
  }

  /** The number of part files of a dataset of that many rows; at least 1. */
  public static int parts(long rows) {
    return Math.toIntExact(Math.max(1, ceilDiv(rows, partRows(rows))));
  }

  /** The number of shards that have something to do, where at most that many are wanted. */
  public static int shards(long rows, int wanted) {
    return Math.max(1, Math.min(wanted, parts(rows)));
  }

  /** The first part of a shard; the shard ends where the next begins. */
  public static int firstPart(long rows, int shards, int shard) {
    return Math.toIntExact((long) parts(rows) * shard / shards);
  }

  /** Key of a part file, relative to the path of the version. */
  public static String partPath(int part, String extension) {
    return String.format(java.util.Locale.ROOT, "data/part-%05d.%s", part, extension);
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
