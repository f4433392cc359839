package dev.syntheticdata.task;

/**
 * What tasks are expected to need of memory, from what is known before they run. Measured on tables
 * like a census, of whose columns most have few distinct values, by {@code bench/engines/memory}; a
 * column of texts that are all distinct takes their length and some 30 bytes more for each row.
 */
public final class MemoryEstimate {

  /** Share of a container's memory that the worker's JVM takes for its heap. */
  private static final double HEAP_SHARE = 0.75;

  private static final long MIB = 1L << 20;

  /** Of a JVM with the worker's classes, a model and clients. */
  private static final long BASE = 96 * MIB;

  /** A fit keeps a row as bytes and as codes, and an order of the rows for each tree that grows. */
  private static final long TREES = 6;

  /** Margins only, from the packed table and a column at a time unpacked. */
  private static final long INDEPENDENT = 4;

  /**
   * Margins of all rows, as above, and doubles: the scores of the rows from which relations are
   * learned.
   */
  private static final long COPULA = 4;

  private static final long COPULA_SAMPLED = 24;
  private static final long COPULA_SAMPLE = 1_000_000;

  /** The packed table, a byte for each cell's group, and a column at a time sorted. */
  private static final long MARGINALS = 6;

  /** Real and synthetic rows, of which metrics unpack the columns they compare. */
  private static final long EVALUATION = 14;

  /** Rows that are drawn while others are written, and the buffers of a file's columns. */
  private static final long CHUNK_ROWS = 16L * Partitioning.BLOCK_ROWS;

  private static final long DRAWN = 48;
  private static final long BUFFERED = 6;
  private static final long MOST_BUFFERED = 160 * MIB;

  private MemoryEstimate() {}

  /**
   * Bytes of a cell, that is of one column in one row, while an engine learns.
   *
   * @param engine the engine's name
   * @return 0 for an engine of which nothing is known
   */
  public static long bytesPerCell(String engine) {
    return switch (engine) {
      case "autoregressiveTrees" -> TREES;
      case "independent" -> INDEPENDENT;
      case "gaussianCopula" -> COPULA;
      case "privateMarginals" -> MARGINALS;
      default -> 0;
    };
  }

  /** Bytes of heap for a fit. */
  public static long fit(String engine, long rows, int columns) {
    long sampled =
        engine.equals("gaussianCopula")
            ? Math.min(rows, COPULA_SAMPLE) * columns * COPULA_SAMPLED
            : 0;
    return BASE + rows * columns * bytesPerCell(engine) + sampled;
  }

  /** Cells, rows times columns, that a fit has room for in so many bytes of heap, at least. */
  public static long cells(String engine, long heap) {
    long each = bytesPerCell(engine);
    long sampled = engine.equals("gaussianCopula") ? COPULA_SAMPLED : 0;
    return each == 0 ? 0 : Math.max(0, heap - BASE) / (each + sampled);
  }

  /** Bytes of heap for a shard, whatever the number of rows it writes. */
  public static long generate(long rows, int columns) {
    long buffered = Partitioning.partRows(rows) * columns * BUFFERED;
    return BASE + Math.min(MOST_BUFFERED, buffered) + CHUNK_ROWS * columns * DRAWN;
  }

  /**
   * Bytes of heap for an evaluation.
   *
   * @param rows rows of all tables together
   */
  public static long evaluate(long rows, int columns) {
    return BASE + rows * columns * EVALUATION;
  }

  /** Bytes of heap in a container of so many bytes. */
  public static long heap(long container) {
    return (long) (container * HEAP_SHARE);
  }

  /** Bytes of a container whose heap has so many, in whole MiB. */
  public static long container(long heap) {
    return (long) Math.ceil(heap / HEAP_SHARE / MIB) * MIB;
  }

  /** Bytes as a Kubernetes quantity, in whole MiB. */
  public static String quantity(long bytes) {
    return (bytes + MIB - 1) / MIB + "Mi";
  }
}
