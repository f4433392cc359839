package dev.syntheticdata.worker.table;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Many distinct texts with their codes, 0, 1, 2, … in the order they came. A text takes its UTF-8
 * bytes and some 20 more, a fifth of what a map of strings takes.
 */
final class TextDictionary extends AbstractList<String> implements RandomAccess {

  private static final int CHUNK = 1 << 20;
  private static final int FREE = -1;

  private final List<byte[]> chunks = new ArrayList<>();
  private int used;

  /** Where each text begins: the chunk, and the place in it. */
  private long[] starts = new long[1024];

  private int[] lengths = new int[1024];
  private int[] hashes = new int[1024];
  private int[] table = newTable(4096);
  private int size;

  private static int[] newTable(int slots) {
    var table = new int[slots];
    Arrays.fill(table, FREE);
    return table;
  }

  /** The code of a text, which is new where it was not there. */
  int code(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int hash = spread(text.hashCode());
    int slot = hash & (table.length - 1);
    while (table[slot] != FREE) {
      int code = table[slot];
      if (hashes[code] == hash && isAt(code, bytes)) {
        return code;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = size;
    append(bytes, hash);
    if (2 * size > table.length) {
      rehash();
    }
    return size - 1;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private boolean isAt(int code, byte[] bytes) {
    int from = (int) starts[code];
    return lengths[code] == bytes.length
        && Arrays.equals(
            chunks.get((int) (starts[code] >>> Integer.SIZE)),
            from,
            from + bytes.length,
            bytes,
            0,
            bytes.length);
  }

  private void append(byte[] bytes, int hash) {
    if (chunks.isEmpty() || bytes.length > CHUNK - used) {
      chunks.add(new byte[Math.max(CHUNK, bytes.length)]);
      used = 0;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, grown(size));
      lengths = Arrays.copyOf(lengths, grown(size));
      hashes = Arrays.copyOf(hashes, grown(size));
    }
    int chunk = chunks.size() - 1;
    System.arraycopy(bytes, 0, chunks.get(chunk), used, bytes.length);
    starts[size] = (long) chunk << Integer.SIZE | used;
    lengths[size] = bytes.length;
    hashes[size] = hash;
    used += bytes.length;
    size++;
  }

  private static int grown(int size) {
    return size + (size >> 1);
  }

  private void rehash() {
    table = newTable(2 * table.length);
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & (table.length - 1);
      while (table[slot] != FREE) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = code;
    }
  }

  /** Forgets what only {@link #code} needs. */
  void done() {
    table = new int[0];
    hashes = new int[0];
  }

  @Override
  public String get(int code) {
    return new String(
        chunks.get((int) (starts[code] >>> Integer.SIZE)),
        (int) starts[code],
        lengths[code],
        StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return size;
  }

  /** Bytes that the texts and their codes take. */
  long bytes() {
    return chunks.stream().mapToLong(chunk -> chunk.length).sum()
        + 8L * starts.length
        + 4L * (lengths.length + hashes.length + table.length);
  }
}
