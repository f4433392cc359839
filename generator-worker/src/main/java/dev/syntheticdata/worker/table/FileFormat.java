package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.nio.file.Path;
import java.util.Locale;

/** The file formats tables are read from and written to. */
public enum FileFormat {
  /**
   * Comma-separated values with a header line, UTF-8; gzip-compressed where the name ends in .gz.
   */
  CSV("csv"),
  /** Apache Parquet, flat columns. */
  PARQUET("parquet");

  private final String extension;

  FileFormat(String extension) {
    this.extension = extension;
  }

  /** The ending of file names, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * The format a file's name tells.
   *
   * @throws InvalidInputException if the name ends in none of .csv, .csv.gz, .parquet
   */
  public static FileFormat of(Path file) {
    return of(file, file.toString());
  }

  /** The same, with another name for the file in messages. */
  static FileFormat of(Path file, String label) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      return CSV;
    }
    if (name.endsWith(".parquet")) {
      return PARQUET;
    }
    throw new InvalidInputException(
        label + ": cannot tell the format; name it *.csv, *.csv.gz or *.parquet");
  }
}
