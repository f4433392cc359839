package dev.syntheticdata.worker.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whole numbers by row, in pieces of {@value #PIECE} rows, each with as few bytes for a row (0, 1,
 * 2, 4 or 8) as the numbers in it need. Rows are appended, and read at any place.
 */
final class PackedLongs {

  /** Stands for no value; takes no more room than any other number. */
  static final long MISSING = Long.MIN_VALUE;

  private static final int BITS = 16;
  private static final int PIECE = 1 << BITS;
  private static final int WITHIN = PIECE - 1;
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final List<Piece> full = new ArrayList<>();
  private Piece[] pieces = {};
  private long[] open = new long[64];
  private int opened;
  private int rows;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A run of rows: each number less the base. Where some are missing, the number 0 says so.
   *
   * @param base what to add to each
   * @param missing whether 0 stands for a missing value
   * @param width bytes of a number; 0 where all are equal
   */
  private record Piece(long base, boolean missing, int width, byte[] bytes) {

    long get(int at) {
      long above =
          switch (width) {
            case 0 -> 0;
            case 1 -> bytes[at] & 0xFF;
            case 2 -> (short) SHORTS.get(bytes, at << 1) & 0xFFFF;
            case 4 -> (int) INTS.get(bytes, at << 2) & 0xFFFFFFFFL;
            default -> (long) LONGS.get(bytes, at << 3);
          };
      return missing && above == 0 ? MISSING : base + above;
    }

    static Piece of(long[] values, int size) {
      long least = Long.MAX_VALUE;
      long greatest = Long.MIN_VALUE;
      boolean missing = false;
      for (int i = 0; i < size; i++) {
        if (values[i] == MISSING) {
          missing = true;
        } else {
          least = Math.min(least, values[i]);
          greatest = Math.max(greatest, values[i]);
        }
      }
      if (least > greatest) {
        return new Piece(0, true, 0, new byte[0]);
      }
      // The differences are taken modulo 2^64, and added so again.
      long base = missing ? least - 1 : least;
      int width = width(greatest - base);
      var bytes = new byte[size * width];
      for (int i = 0; i < size && width > 0; i++) {
        put(bytes, i, width, values[i] == MISSING ? 0 : values[i] - base);
      }
      return new Piece(base, missing, width, bytes);
    }

    private static int width(long range) {
      if (range == 0) {
        return 0;
      }
      if (range >>> Byte.SIZE == 0) {
        return 1;
      }
      if (range >>> Short.SIZE == 0) {
        return 2;
      }
      return range >>> Integer.SIZE == 0 ? 4 : 8;
    }

    private static void put(byte[] bytes, int at, int width, long value) {
      switch (width) {
        case 1 -> bytes[at] = (byte) value;
        case 2 -> SHORTS.set(bytes, at << 1, (short) value);
        case 4 -> INTS.set(bytes, at << 2, (int) value);
        default -> LONGS.set(bytes, at << 3, value);
      }
    }
  }

  /** Appends a number, or {@link #MISSING}. */
  void add(long value) {
    if (opened == open.length) {
      open = Arrays.copyOf(open, 2 * opened);
    }
    open[opened++] = value;
    rows++;
    if (opened == PIECE) {
      close();
    }
  }

  private void close() {
    full.add(Piece.of(open, opened));
    opened = 0;
  }

  /** Packs the last rows too: no more are appended. */
  PackedLongs done() {
    if (opened > 0) {
      close();
    }
    open = new long[0];
    pieces = full.toArray(Piece[]::new);
    return this;
  }

  /** The number of rows. */
  int size() {
    return rows;
  }

  /** The number of a row, or {@link #MISSING}. */
  long get(int row) {
    int piece = row >>> BITS;
    if (piece < pieces.length) {
      return pieces[piece].get(row & WITHIN);
    }
    return piece < full.size() ? full.get(piece).get(row & WITHIN) : open[row & WITHIN];
  }

  /** The rows at these positions, in this order. */
  PackedLongs select(int[] positions) {
    var selected = new PackedLongs();
    for (int row : positions) {
      selected.add(get(row));
    }
    return selected.done();
  }

  /** Bytes that the numbers take. */
  long bytes() {
    return full.stream().mapToLong(piece -> piece.bytes().length).sum() + 8L * open.length;
  }
}
