package dev.syntheticdata.worker.evaluation.privacy;

/**
 * The categories of rows as bytes, eight to a word, so that eight are compared at once. Only for
 * codes that a byte holds; others are compared one by one.
 */
final class PackedCodes {

  private static final int MISSING = 255;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final GowerSpace space;
  private final int words;
  private final long[] rows;

  private PackedCodes(GowerSpace space, int words, long[] rows) {
    this.space = space;
    this.words = words;
    this.rows = rows;
  }

  /** Those of rows one after another; null where a byte does not hold a code. */
  static PackedCodes of(GowerSpace space, double[] values) {
    int words = (space.categories() + Long.BYTES - 1) / Long.BYTES;
    int count = values.length / space.width();
    var packed = new PackedCodes(space, words, new long[Math.multiplyExact(count, words)]);
    for (int row = 0; row < count; row++) {
      if (!packed.pack(values, row * space.width(), packed.rows, row * words)) {
        return null;
      }
    }
    return packed;
  }

  /** Room for a query. */
  long[] query() {
    return new long[words];
  }

  /** Packs a query; false where a byte does not hold one of its codes. */
  boolean pack(double[] values, int at, long[] query) {
    return pack(values, at, query, 0);
  }

  private boolean pack(double[] values, int at, long[] to, int first) {
    for (int word = 0; word < words; word++) {
      long bytes = 0;
      int end = Math.min(space.categories(), (word + 1) * Long.BYTES);
      for (int column = word * Long.BYTES; column < end; column++) {
        double value = values[at + column];
        boolean missing = space.isMissing(column, value);
        int code = missing ? MISSING : (int) value;
        if (!missing && (code != value || code < 0 || code >= MISSING)) {
          return false;
        }
        bytes |= (long) code << (column % Long.BYTES * Byte.SIZE);
      }
      to[first + word] = bytes;
    }
    return true;
  }

  /** Words that leave of a row only some columns. */
  long[] mask(int[] columns) {
    long[] mask = query();
    for (int column : columns) {
      if (column < space.categories()) {
        mask[column / Long.BYTES] |= 0xFFL << (column % Long.BYTES * Byte.SIZE);
      }
    }
    return mask;
  }

  /** In how many columns of a mask a row differs from a query. */
  int different(int row, long[] query, long[] mask) {
    int different = 0;
    for (int word = 0; word < words; word++) {
      long bits = (query[word] ^ rows[row * words + word]) & mask[word];
      // The high bit of each byte that is not 0.
      different += Long.bitCount(((bits & LOW_BITS) + LOW_BITS | bits) & HIGH_BITS);
    }
    return different;
  }
}
