package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.table.RowHasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;

/** Bytes in memory, up to a bound. */
final class BoundedBytes extends OutputStream {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final long most;

  BoundedBytes(long most) {
    this.most = most;
  }

  /** There were more bytes than the bound. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (bytes.size() + (long) length > most) {
      throw new Exceeded();
    }
    bytes.write(from, offset, length);
  }

  /** The digest of the bytes, in hexadecimal. */
  String sha256() {
    var sha256 = RowHasher.newSha256();
    sha256.update(bytes.toByteArray());
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** The bytes between others, all of them within the bound. */
  byte[] between(byte[] head, byte[] tail) throws IOException {
    if ((long) head.length + bytes.size() + tail.length > most) {
      throw new Exceeded();
    }
    var whole = new ByteArrayOutputStream(head.length + bytes.size() + tail.length);
    whole.write(head);
    bytes.writeTo(whole);
    whole.write(tail);
    return whole.toByteArray();
  }
}
