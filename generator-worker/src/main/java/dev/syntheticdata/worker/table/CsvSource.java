package dev.syntheticdata.worker.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads CSV files, plain or gzip, as text. RFC 4180, header required, strict UTF-8. */
final class CsvSource {

  private final Path path;
  private final String file;
  private final ReadProgress progress;

  /**
   * @param path the file
   * @param name what it is called in messages
   */
  CsvSource(Path path, String name) {
    this(path, name, new ReadProgress(0, percent -> {}));
  }

  /**
   * @param path the file
   * @param name what it is called in messages
   * @param progress counts the bytes that were read
   */
  CsvSource(Path path, String name, ReadProgress progress) {
    this.path = path;
    this.file = name;
    this.progress = progress;
  }

  /** Appends the file's rows to columns made by an earlier file, or to new ones for null. */
  List<RawColumn> readInto(List<RawColumn> columns) throws IOException {
    return reading(csv -> read(csv, columns));
  }

  /** The names in its header. */
  List<String> columns() throws IOException {
    return reading(csv -> header(csv.iterator()));
  }

  private <T> T reading(Function<CsvReader<CsvRecord>, T> reading) throws IOException {
    try (var in = open();
        var reader = new InputStreamReader(in, strictUtf8());
        var csv =
            CsvReader.builder()
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(false)
                .ofCsvRecord(reader)) {
      return reading.apply(csv);
    } catch (ZipException e) {
      throw unreadableGzip(e);
    } catch (java.io.EOFException e) {
      throw unreadableGzip(e);
    } catch (UncheckedIOException e) {
      throw translate(e, e.getCause());
    } catch (CsvParseException e) {
      throw translate(e, e.getCause());
    } catch (CharacterCodingException e) {
      throw translate(null, e);
    }
  }

  private List<RawColumn> read(CsvReader<CsvRecord> csv, List<RawColumn> columns) {
    var records = csv.iterator();
    var header = header(records);
    if (columns == null) {
      columns = header.stream().map(name -> new RawColumn(name, RawColumn.Origin.UNTYPED)).toList();
    } else if (!columns.stream().map(RawColumn::name).toList().equals(header)) {
      throw new InvalidInputException(
          file + ": the header " + header + " differs from that of the files before it");
    } else {
      columns.forEach(column -> column.alsoOf(null));
    }
    int width = columns.size();
    int before = columns.get(0).rows();
    while (records.hasNext()) {
      CsvRecord row = records.next();
      if (row.getFieldCount() != width) {
        if (isBlank(row, width)) {
          continue;
        }
        throw ragged(row, columns);
      }
      for (int i = 0; i < width; i++) {
        String field = row.getField(i);
        columns.get(i).addField(field);
      }
    }
    if (columns.get(0).rows() == before) {
      throw new InvalidInputException(
          file + ": there is a header but no row; check that the export wrote its data");
    }
    return columns;
  }

  /** A blank line is skipped, except in a table of one column, where it is a missing value. */
  private static boolean isBlank(CsvRecord row, int width) {
    return width > 1 && row.getFieldCount() == 1 && row.getField(0).isBlank();
  }

  private InvalidInputException ragged(CsvRecord row, List<RawColumn> columns) {
    int fields = row.getFieldCount();
    String at =
        fields < columns.size()
            ? "the first column without a value is '" + columns.get(fields).name() + "'"
            : "the last column is '" + columns.get(columns.size() - 1).name() + "'";
    return new InvalidInputException(
        "%s, line %d: %d fields where the header has %d; %s; check for a separator or line break"
                .formatted(file, row.getStartingLineNumber(), fields, columns.size(), at)
            + " inside a value that is not in quotes");
  }

  private List<String> header(Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw new InvalidInputException(
          file + ": the file is empty; expected a header line with the column names");
    }
    return header(records.next());
  }

  private List<String> header(CsvRecord record) {
    var names = new java.util.ArrayList<String>(record.getFields());
    if (names.get(0).startsWith("\uFEFF")) {
      names.set(0, names.get(0).substring(1));
    }
    if (names.size() == 1 && names.get(0).isBlank()) {
      throw new InvalidInputException(
          file + ", line 1: the header is empty; expected the column names");
    }
    if (names.size() == 1 && (names.get(0).indexOf(';') >= 0 || names.get(0).indexOf('\t') >= 0)) {
      throw new InvalidInputException(
          file
              + ", line 1: the header is one column with semicolons or tabs in its name; write the"
              + " file with commas as separators");
    }
    var seen = new HashMap<String, Integer>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        throw new InvalidInputException(
            "%s, line 1, column %d: the column name is empty; give every column a name"
                .formatted(file, i + 1));
      }
      Integer earlier = seen.put(name, i + 1);
      if (earlier != null) {
        throw new InvalidInputException(
            "%s, line 1, column %d: the name '%s' is that of column %d already; rename one of them"
                .formatted(file, i + 1, name, earlier));
      }
    }
    return List.copyOf(names);
  }

  private InputStream open() throws IOException {
    var raw = new BufferedInputStream(progress.counting(Files.newInputStream(path)), 1 << 16);
    if (!path.getFileName().toString().endsWith(".gz") && !startsAsGzip(raw)) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw unreadableGzip(e);
    }
  }

  /** Also where the name does not say so: uploads lose the ending of their name. */
  private static boolean startsAsGzip(InputStream in) throws IOException {
    in.mark(2);
    byte[] magic = in.readNBytes(2);
    in.reset();
    return magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
  }

  private InvalidInputException unreadableGzip(IOException e) {
    return new InvalidInputException(
        "%s: not a readable gzip file (%s); upload it again, or drop .gz from the name of a plain"
                .formatted(file, e.getMessage())
            + " file",
        e);
  }

  private static java.nio.charset.CharsetDecoder strictUtf8() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private RuntimeException translate(RuntimeException thrown, Throwable cause) throws IOException {
    if (cause instanceof CharacterCodingException) {
      return notUtf8();
    }
    if (cause instanceof ZipException || cause instanceof java.io.EOFException) {
      return unreadableGzip((IOException) cause);
    }
    if (thrown instanceof CsvParseException) {
      return new InvalidInputException(file + ": not readable as CSV: " + thrown.getMessage());
    }
    return thrown;
  }

  /** Scans the file again to say where the first bad byte lies. */
  private InvalidInputException notUtf8() throws IOException {
    long offset = 0;
    long line = 1;
    try (var in = open()) {
      var decoder = strictUtf8();
      var bytes = ByteBuffer.allocate(1 << 16);
      var chars = CharBuffer.allocate(1 << 16);
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        var result = decoder.decode(bytes, chars, end);
        for (int i = 0; i < bytes.position(); i++) {
          line += bytes.get(i) == '\n' ? 1 : 0;
        }
        offset += bytes.position();
        if (result.isError()) {
          break;
        }
        bytes.compact();
        chars.clear();
      }
    }
    return new InvalidInputException(
        "%s, line %d, byte offset %d: not UTF-8; convert the file, for example with"
                .formatted(file, line, offset)
            + " 'iconv -f LATIN1 -t UTF-8'");
  }
}
