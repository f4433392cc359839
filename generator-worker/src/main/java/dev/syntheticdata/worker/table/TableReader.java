package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Reads tables from CSV (plain or gzip) and Parquet files. Every error names the file and, where
 * there is one, the line and column, and says what to do; none shows a value.
 */
public final class TableReader {

  private TableReader() {}

  /**
   * Reads a file, or all table files of a directory in the order of their names, and infers the
   * schema from all rows ({@link SchemaInference}).
   *
   * @throws InvalidInputException if there is no such file or it is not a readable table
   */
  public static Table read(Path fileOrDirectory, SchemaHints hints) {
    return read(fileOrDirectory, fileOrDirectory.toString(), hints);
  }

  /**
   * The same, with another name for it in messages: where it came from, for a local copy.
   *
   * @throws InvalidInputException if there is no such file or it is not a readable table
   */
  public static Table read(Path fileOrDirectory, String name, SchemaHints hints) {
    return read(fileOrDirectory, name, hints, percent -> {});
  }

  /**
   * The same, telling how much is read.
   *
   * @param progress gets percents of the bytes, at every tenth
   * @throws InvalidInputException if there is no such file or it is not a readable table
   */
  public static Table read(
      Path fileOrDirectory, String name, SchemaHints hints, IntConsumer progress) {
    RawTable raw = readRaw(fileOrDirectory, name, progress);
    return parse(raw, SchemaInference.infer(raw, hints));
  }

  /**
   * Reads a file, or all table files of a directory in the order of their names, with a recorded
   * schema. Columns are matched by name and returned in the order of the schema; further columns
   * are an error. Labels that the schema does not know are appended to the categories in the
   * returned table's copy of the schema, so known labels keep their codes; likewise a column with
   * missing values is marked nullable there, and has the Parquet type that it has in the file.
   *
   * @throws InvalidInputException if a column is missing or unknown, or a value is not of its type
   */
  public static Table readAs(Path fileOrDirectory, TableSchema schema) {
    return readAs(fileOrDirectory, fileOrDirectory.toString(), schema);
  }

  /**
   * The same, with another name for it in messages: where it came from, for a local copy.
   *
   * @throws InvalidInputException if a column is missing or unknown, or a value is not of its type
   */
  public static Table readAs(Path fileOrDirectory, String name, TableSchema schema) {
    return readAs(fileOrDirectory, name, schema, percent -> {});
  }

  /**
   * The same, telling how much is read.
   *
   * @param progress gets percents of the bytes, at every tenth
   * @throws InvalidInputException if a column is missing or unknown, or a value is not of its type
   */
  public static Table readAs(
      Path fileOrDirectory, String name, TableSchema schema, IntConsumer progress) {
    RawTable raw = readRaw(fileOrDirectory, name, progress);
    var ordered = new ArrayList<RawColumn>();
    for (var column : schema.columns()) {
      int index = raw.names().indexOf(column.name());
      if (index < 0) {
        throw new InvalidInputException(
            "%s: the column '%s' of the recorded schema is not there; the columns are %s"
                .formatted(raw.source(), column.name(), ColumnNames.list(raw.names())));
      }
      ordered.add(raw.columns().get(index));
    }
    for (String column : raw.names()) {
      if (schema.indexOf(column) < 0) {
        throw new InvalidInputException(
            "%s: the column '%s' is not in the recorded schema; remove it, or fit again"
                .formatted(raw.source(), column));
      }
    }
    var inFile =
        IntStream.range(0, schema.size())
            .mapToObj(i -> SchemaInference.asWritten(ordered.get(i), schema.columns().get(i)))
            .toList();
    return parse(new RawTable(raw.source(), ordered), new TableSchema(inFile));
  }

  /**
   * The names of a table's columns, from the header of its first file.
   *
   * @param name what it is called in messages
   * @throws InvalidInputException if there is no such file or it is not a readable table
   */
  public static List<String> columns(Path fileOrDirectory, String name) {
    try {
      Path first = files(fileOrDirectory, name).get(0);
      return switch (FileFormat.of(first, label(fileOrDirectory, first, name))) {
        case CSV -> new CsvSource(first, label(fileOrDirectory, first, name)).columns();
        case PARQUET -> new ParquetSource(first, label(fileOrDirectory, first, name)).columns();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }

  private static String label(Path path, Path file, String name) {
    return file.equals(path) ? name : name + "/" + path.relativize(file);
  }

  private static Table parse(RawTable raw, TableSchema schema) {
    var schemas = new ArrayList<ColumnSchema>();
    var columns = new ArrayList<Column>();
    for (int i = 0; i < schema.size(); i++) {
      var parsed =
          new ColumnParser(raw.source(), raw.columns().get(i), schema.columns().get(i)).parse();
      schemas.add(parsed.schema());
      columns.add(parsed.column());
    }
    return new Table(new TableSchema(schemas), columns);
  }

  private static RawTable readRaw(Path path, String name, IntConsumer listener) {
    try {
      var files = files(path, name);
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      var progress = new ReadProgress(bytes, listener);
      List<RawColumn> columns = null;
      for (Path file : files) {
        String label = label(path, file, name);
        columns =
            switch (FileFormat.of(file, label)) {
              case CSV -> new CsvSource(file, label, progress).readInto(columns);
              case PARQUET -> new ParquetSource(file, label, progress).readInto(columns);
            };
      }
      if (columns.get(0).rows() == 0) {
        throw new InvalidInputException(
            name + ": there is no row; check that the export wrote its data");
      }
      columns.forEach(RawColumn::done);
      return new RawTable(name, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }

  /** A file, or all table files of a directory in the order of their names. */
  public static List<Path> files(Path path) throws IOException {
    return files(path, path.toString());
  }

  private static List<Path> files(Path path, String name) throws IOException {
    if (!Files.exists(path)) {
      throw new InvalidInputException(name + ": there is no such file; check the path");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var list = Files.list(path)) {
      var files = list.filter(TableReader::isTable).sorted().toList();
      if (!files.isEmpty()) {
        return files;
      }
    }
    Path data = path.resolve("data");
    if (Files.isDirectory(data)) {
      return files(data, name + "/data");
    }
    throw new InvalidInputException(
        name + ": the directory has no *.csv, *.csv.gz or *.parquet file; check the path");
  }

  private static boolean isTable(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".csv") || name.endsWith(".csv.gz") || name.endsWith(".parquet");
  }
}
