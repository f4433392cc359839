package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * How large a table is, before it is read: for Parquet as its footers say; for CSV from how long
 * the lines at the beginning of a file are.
 *
 * @param rows rows, about
 * @param columns columns
 */
public record SourceSize(long rows, int columns) {

  private static final int SAMPLE = 1 << 20;

  /**
   * The size of a file, or of all table files of a directory; empty where it cannot be told, which
   * reading it will explain.
   */
  public static Optional<SourceSize> of(Path fileOrDirectory) {
    try {
      long rows = 0;
      int columns = 0;
      for (Path file : TableReader.files(fileOrDirectory)) {
        var size =
            switch (FileFormat.of(file)) {
              case CSV -> csv(file);
              case PARQUET -> parquet(file);
            };
        rows += size.rows();
        columns = size.columns();
      }
      return Optional.of(new SourceSize(rows, columns));
    } catch (IOException | UncheckedIOException | InvalidInputException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // Parquet's reader has no exception of its own for a file that is none.
      return Optional.empty();
    }
  }

  private static SourceSize parquet(Path file) throws IOException {
    var options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (var reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      int columns = reader.getFooter().getFileMetaData().getSchema().getFieldCount();
      return new SourceSize(reader.getRecordCount(), columns);
    }
  }

  private static SourceSize csv(Path file) throws IOException {
    try (var raw = new Counted(new BufferedInputStream(Files.newInputStream(file), 1 << 13));
        var in = isGzip(file) ? new GZIPInputStream(raw, 1 << 13) : raw) {
      byte[] sample = in.readNBytes(SAMPLE);
      int columns = 1;
      int header = 0;
      while (header < sample.length && sample[header] != '\n') {
        columns += sample[header] == ',' ? 1 : 0;
        header++;
      }
      long lines = 0;
      boolean quoted = false;
      for (int i = header + 1; i < sample.length; i++) {
        quoted = quoted != (sample[i] == '"');
        lines += sample[i] == '\n' && !quoted ? 1 : 0;
      }
      boolean whole = sample.length < SAMPLE;
      double share = whole ? 1 : (double) raw.count / Files.size(file);
      return new SourceSize(Math.round(lines / share), columns);
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  /** Counts the bytes that were read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
