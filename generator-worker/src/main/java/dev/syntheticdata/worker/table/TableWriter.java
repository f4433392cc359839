package dev.syntheticdata.worker.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a table to a file, a chunk of rows at a time. The same rows give the same bytes, however
 * they are cut into chunks.
 */
public sealed interface TableWriter extends Closeable permits CsvTableWriter, ParquetTableWriter {

  /** Appends rows; their schema is the one the writer was opened with. */
  void write(Table rows) throws IOException;

  /** Opens a new file; an existing one is replaced. A CSV file named *.gz is compressed. */
  static TableWriter open(Path file, FileFormat format, TableSchema schema) throws IOException {
    return switch (format) {
      case CSV -> new CsvTableWriter(file, schema);
      case PARQUET -> new ParquetTableWriter(file, schema);
    };
  }

  /** Writes a whole table to a file, in the format its name tells. */
  static void write(Path file, Table table) throws IOException {
    try (var writer = open(file, FileFormat.of(file), table.schema())) {
      writer.write(table);
    }
  }
}
