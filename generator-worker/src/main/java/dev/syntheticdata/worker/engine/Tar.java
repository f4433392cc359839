package dev.syntheticdata.worker.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Headers of the interchange format of POSIX.1-2001 ({@code pax}), as far as plain files and
 * directories need them. What does not tell of content, such as times and owners, is zero, so that
 * the same files give the same bytes.
 */
final class Tar {

  /** Length of a header, and what content is padded to. */
  static final int BLOCK = 512;

  static final char FILE = '0';
  static final char DIRECTORY = '5';
  static final char EXTENDED = 'x';

  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final long GREATEST_SIZE = (1L << 33) - 1;

  private Tar() {}

  /**
   * An entry's description.
   *
   * @param path its path, with slashes
   * @param type {@link #FILE}, {@link #DIRECTORY} or {@link #EXTENDED}
   * @param size bytes of its content
   */
  record Header(String path, char type, long size) {}

  /** Bytes that pad content of that size to whole blocks. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  /** The header, with an extended one before it where path or size are too long for one. */
  static byte[] header(Header header) {
    byte[] name = utf8(header.path());
    boolean longPath = name.length > NAME_LENGTH || name.length != header.path().length();
    boolean longSize = header.size() > GREATEST_SIZE;
    if (!longPath && !longSize) {
      return plain(name, header.type(), header.size());
    }
    String records =
        (longPath ? record("path", header.path()) : "")
            + (longSize ? record("size", Long.toString(header.size())) : "");
    byte[] content = utf8(records);
    byte[] extended = plain(utf8("pax-header"), EXTENDED, content.length);
    byte[] rest = plain(utf8("pax-entry"), header.type(), longSize ? 0 : header.size());
    int length = extended.length + content.length + padding(content.length);
    byte[] all = Arrays.copyOf(extended, length + rest.length);
    System.arraycopy(content, 0, all, extended.length, content.length);
    System.arraycopy(rest, 0, all, length, rest.length);
    return all;
  }

  private static byte[] plain(byte[] name, char type, long size) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, name.length);
    put(block, NAME_LENGTH, type == DIRECTORY ? "0000755\0" : "0000644\0");
    put(block, 108, "0000000\0");
    put(block, 116, "0000000\0");
    put(block, SIZE_AT, octal(size, SIZE_LENGTH - 1) + "\0");
    put(block, 136, "00000000000\0");
    put(block, CHECKSUM_AT, "        ");
    block[TYPE_AT] = (byte) type;
    put(block, 257, "ustar\00000");
    put(block, CHECKSUM_AT, octal(sum(block), CHECKSUM_LENGTH - 2) + "\0 ");
    return block;
  }

  /**
   * Reads a header.
   *
   * @return null for the block of zeros that ends an archive
   * @throws IOException if it is none
   */
  static Header parse(byte[] block) throws IOException {
    if (sum(block) == 0) {
      return null;
    }
    long recorded = number(block, CHECKSUM_AT, CHECKSUM_LENGTH);
    byte[] copy = block.clone();
    put(copy, CHECKSUM_AT, "        ");
    if (sum(copy) != recorded) {
      throw new IOException("a header's checksum does not fit");
    }
    int end = 0;
    while (end < NAME_LENGTH && block[end] != 0) {
      end++;
    }
    return new Header(
        new String(block, 0, end, StandardCharsets.UTF_8),
        (char) block[TYPE_AT],
        number(block, SIZE_AT, SIZE_LENGTH));
  }

  /** The header, as an extended one before it overrides it. */
  static Header override(Header header, Map<String, String> extended) {
    return new Header(
        extended.getOrDefault("path", header.path()),
        header.type(),
        extended.containsKey("size") ? Long.parseLong(extended.get("size")) : header.size());
  }

  /** The records of an extended header. */
  static Map<String, String> records(byte[] content) throws IOException {
    var records = new HashMap<String, String>();
    int at = 0;
    while (at < content.length) {
      int space = at;
      while (space < content.length && content[space] != ' ') {
        space++;
      }
      int length = Integer.parseInt(new String(content, at, space - at, StandardCharsets.US_ASCII));
      if (length <= space - at + 1 || at + length > content.length) {
        throw new IOException("an extended header is cut short");
      }
      var pair =
          new String(content, space + 1, at + length - space - 2, StandardCharsets.UTF_8)
              .split("=", 2);
      records.put(pair[0], pair.length == 2 ? pair[1] : "");
      at += length;
    }
    return records;
  }

  /** A record tells its own length in its first field. */
  private static String record(String key, String value) {
    int rest = utf8(" " + key + "=" + value + "\n").length;
    int length = rest + Integer.toString(rest).length();
    length = rest + Integer.toString(length).length();
    return length + " " + key + "=" + value + "\n";
  }

  private static long sum(byte[] block) {
    long sum = 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    return sum;
  }

  private static String octal(long value, int digits) {
    String text = Long.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  private static long number(byte[] block, int at, int length) throws IOException {
    String text =
        new String(block, at, length, StandardCharsets.US_ASCII).replace('\0', ' ').trim();
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text, 8);
    } catch (NumberFormatException e) {
      throw new IOException("a header's number cannot be read", e);
    }
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
