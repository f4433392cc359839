package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Reads the tables that options name, and tells so: at every tenth of one that takes a while.
 *
 * @param console where to tell
 */
record TableFiles(PrintWriter console) {

  /** Bytes from which a table's tenths are told: some seconds of reading. */
  private static final long BIG = 32 << 20;

  /** Reads a table and infers its schema. */
  Table read(String option, Path path, SchemaHints hints) {
    String place = OptionFiles.place(option, path);
    return TableReader.read(path, place, hints, telling(place, path));
  }

  /** Reads a table of a schema. */
  Table readAs(String option, Path path, TableSchema schema) {
    String place = OptionFiles.place(option, path);
    return TableReader.readAs(path, place, schema, telling(place, path));
  }

  private IntConsumer telling(String place, Path path) {
    long size = size(path);
    console.printf(Locale.ROOT, "reading %s, %.1f MiB%n", place, (double) size / (1 << 20));
    console.flush();
    return percent -> {
      if (size >= BIG && percent < 100) {
        console.printf(Locale.ROOT, "reading %s, %d %%%n", place, percent);
        console.flush();
      }
    };
  }

  private static long size(Path path) {
    try {
      long size = 0;
      for (Path file : TableReader.files(path)) {
        size += Files.size(file);
      }
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be read", e);
    }
  }
}
