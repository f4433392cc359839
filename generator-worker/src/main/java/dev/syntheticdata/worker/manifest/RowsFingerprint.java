package dev.syntheticdata.worker.manifest;

import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.Table;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A digest of rows as a multiset: the sum of the rows' SHA-256 modulo 2^256, with their number,
 * under SHA-256 again. It depends neither on the order of rows, nor on how they are cut into files,
 * nor on a file's encoding, so a consumer can check rows that were re-encoded. It finds accidents
 * and ordinary changes; against someone who searches for another multiset with the same sum, the
 * objects' own digests in the manifest are the proof. Not thread-safe.
 */
public final class RowsFingerprint {

  private final long[] sum = new long[4];
  private long rows;

  /** Adds the rows of a table. */
  public RowsFingerprint add(Table table) {
    var hasher = new RowHasher(table);
    for (int row = 0; row < table.rows(); row++) {
      add(ByteBuffer.wrap(hasher.hash(row)));
    }
    rows += table.rows();
    return this;
  }

  private void add(ByteBuffer hash) {
    long carry = 0;
    for (int i = 3; i >= 0; i--) {
      long word = hash.getLong(8 * i);
      long first = sum[i] + word;
      long overflow = Long.compareUnsigned(first, word) < 0 ? 1 : 0;
      long second = first + carry;
      overflow += Long.compareUnsigned(second, first) < 0 ? 1 : 0;
      sum[i] = second;
      carry = overflow;
    }
  }

  /** The digest in hexadecimal. */
  public String digest() {
    var bytes = ByteBuffer.allocate(5 * Long.BYTES);
    for (long word : sum) {
      bytes.putLong(word);
    }
    bytes.putLong(rows);
    return HexFormat.of().formatHex(RowHasher.newSha256().digest(bytes.array()));
  }
}
