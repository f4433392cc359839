package dev.syntheticdata.worker.engine;

import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.engine.EngineSchema;
import dev.syntheticdata.worker.failure.EngineException;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.ParquetCheck;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.table.ValueText;
import dev.syntheticdata.worker.table.WholeNumbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tables as engines see them: in ISO 8601 and with the words true and false, whatever the source
 * writes, so that an engine needs to know one form only.
 */
public final class EngineTables {

  private static final String DATE = "uuuu-MM-dd";
  private static final String TIME = "HH:mm:ss.SSS";
  private static final String DATE_TIME = DATE + "'T'" + TIME;
  private static final String ANY_TIME = "HH:mm:ss" + ValueText.ANY_FRACTION;
  private static final String ANY_DATE_TIME = DATE + "['T'][' ']" + ANY_TIME;
  private static final String OFFSET = "XXX";
  private static final List<String> WORDS = List.of("false", "true");

  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d*");

  private EngineTables() {}

  /**
   * The schema of a source as that of an engine's rows: a column of free text may be left without
   * values, as the built-in engines leave it. Identifiers are numbers or strings: an engine makes
   * new ones, and its schema tells it of no other type that these must have.
   */
  public static TableSchema schema(TableSchema source) {
    return map(
        source,
        column ->
            switch (column.type()) {
              case TEXT -> column.withNullable(true);
              case IDENTIFIER -> isTold(column) ? column : column.withParquet(null);
              default -> column;
            });
  }

  /** Names of identifiers that are strings in {@link #schema}, whatever they are in the source. */
  public static List<String> strings(TableSchema source) {
    return source.columns().stream()
        .filter(column -> column.type() == ColumnType.IDENTIFIER && !isTold(column))
        .map(ColumnSchema::name)
        .toList();
  }

  private static boolean isTold(ColumnSchema identifiers) {
    return identifiers.holdsTexts()
        // Fractions alone have one whole number, which names nothing.
        || identifiers.range().filter(range -> range.count() > 1).isPresent();
  }

  /** The schema as an engine reads it. */
  public static EngineSchema document(TableSchema schema) {
    return new EngineSchema(schema.columns().stream().map(EngineTables::document).toList());
  }

  private static EngineSchema.Column document(ColumnSchema column) {
    return new EngineSchema.Column(
        column.name(),
        type(column.type()),
        column.nullable(),
        column.type() == ColumnType.DECIMAL ? column.scale() : null,
        column.type() == ColumnType.DATE_TIME ? isZoned(column) : null,
        column.type() == ColumnType.CATEGORICAL ? column.categories() : null,
        range(column).map(WholeNumbers::least).orElse(null),
        range(column).map(WholeNumbers::greatest).orElse(null));
  }

  /** The whole numbers that values must be, where they must be some. */
  private static Optional<WholeNumbers> range(ColumnSchema column) {
    return column.type() == ColumnType.INTEGER || column.type() == ColumnType.IDENTIFIER
        ? column.range()
        : Optional.empty();
  }

  /** Writes rows for an engine. */
  public static void write(Path file, Table table) throws IOException {
    var schema = map(table.schema(), c -> iso(c, DATE_TIME, TIME));
    TableWriter.write(file, new Table(schema, table.columns()));
  }

  /** The name of a file of that format, without its ending. */
  public static String fileName(String name, Format format) {
    return switch (format) {
      case CSV -> name + ".csv";
      case PARQUET -> name + ".parquet";
    };
  }

  /**
   * Reads the rows that an engine wrote.
   *
   * @param directory where
   * @param name what it is called in messages
   * @param schema the columns they must have
   * @param rows how many they must be
   * @param untyped whether identifiers need not be numbers where those of the source are: they are
   *     strings, then
   * @throws EngineException if they are anything else
   */
  public static Table read(
      Path directory, String name, TableSchema schema, long rows, boolean untyped) {
    requireTables(EngineFiles.in(directory, name), name);
    Table read;
    try {
      read = TableReader.readAs(directory, name, map(schema, c -> iso(c, ANY_DATE_TIME, ANY_TIME)));
    } catch (InvalidInputException e) {
      throw new EngineException(
          "the engine's rows are not as its schema.json asks: " + e.getMessage(), e);
    }
    if (read.rows() != rows) {
      throw new EngineException(
          "%s: the engine wrote %,d rows, and output.rows of task.json asks for %,d"
              .formatted(name, read.rows(), rows));
    }
    var described = new ArrayList<ColumnSchema>();
    var columns = new ArrayList<Column>();
    for (int i = 0; i < schema.size(); i++) {
      var values = read.columns().get(i);
      var asked = schema.columns().get(i);
      requireLabels(name, asked, read.schema().columns().get(i));
      var column = typed(name, asked, values, untyped);
      requirePresent(name, column, values);
      described.add(column);
      columns.add(rounded(column, values));
    }
    return new Table(new TableSchema(described), columns);
  }

  private static void requireTables(EngineFiles files, String name) {
    if (files.isEmpty()) {
      throw new EngineException(
          name + ": the engine wrote no rows; write a *.csv or *.parquet file");
    }
    files
        .entries()
        .forEach(
            (path, size) -> {
              if (size < 0 || path.contains("/") || !path.matches(".*\\.(csv|parquet)")) {
                throw new EngineException(
                    "%s: %s is no table; write *.csv or *.parquet files and nothing else"
                        .formatted(name, path));
              }
            });
  }

  private static void requireLabels(String name, ColumnSchema asked, ColumnSchema read) {
    if (read.categories().size() > asked.categories().size()) {
      throw new EngineException(
          "%s: the column '%s' has labels that are not among its categories in schema.json"
              .formatted(name, asked.name()));
    }
  }

  private static void requirePresent(String name, ColumnSchema asked, Column values) {
    if (!asked.nullable()) {
      for (int row = 0; row < values.size(); row++) {
        if (values.isMissing(row)) {
          throw new EngineException(
              "%s: the column '%s' has no value in row %d, and schema.json says that it is not nullable"
                  .formatted(name, asked.name(), row + 1));
        }
      }
    }
  }

  /**
   * The column in its type in the source, which values must fit, so that they can be written as it;
   * identifiers that need not fit it are texts.
   */
  private static ColumnSchema typed(
      String name, ColumnSchema asked, Column values, boolean untyped) {
    int row = unfit(asked, values);
    if (row >= 0 && untyped && asked.type() == ColumnType.IDENTIFIER) {
      return asked.withParquet(null);
    }
    if (row >= 0) {
      throw new EngineException(
          "%s: the value of the column '%s' in row %d is not of its type in the source, '%s'%s"
              .formatted(
                  name,
                  asked.name(),
                  row + 1,
                  asked.parquet(),
                  range(asked).isEmpty()
                      ? ""
                      : "; write a whole number from minimum to maximum of schema.json"));
    }
    return asked;
  }

  /** The first row whose value its type in the source does not hold; -1 where there is none. */
  private static int unfit(ColumnSchema asked, Column values) {
    if (asked.parquet() == null) {
      return -1;
    }
    var type = new ParquetCheck(asked);
    boolean whole = asked.type() == ColumnType.IDENTIFIER && asked.range().isPresent();
    for (int row = 0; row < values.size(); row++) {
      if (!values.isMissing(row)
          && (!type.holds(values, row)
              || (whole && !WHOLE.matcher(values.string(row)).matches()))) {
        return row;
      }
    }
    return -1;
  }

  private static Column rounded(ColumnSchema schema, Column column) {
    if (schema.type() == ColumnType.DECIMAL) {
      double[] numbers = column.numbers();
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = ValueText.round(numbers[row], schema.scale());
      }
    }
    return column;
  }

  private static ColumnSchema iso(ColumnSchema column, String dateTime, String time) {
    return switch (column.type()) {
      case DATE -> withFormat(column, DATE);
      case TIME -> withFormat(column, time);
      case DATE_TIME -> withFormat(column, isZoned(column) ? dateTime + OFFSET : dateTime);
      case BOOLEAN -> boolOf(column.withParquet(null));
      // Names of rows and entities are not learned, so they keep their type.
      case IDENTIFIER -> column;
      case INTEGER, DECIMAL, CATEGORICAL, TEXT -> column.withParquet(null);
    };
  }

  private static ColumnSchema boolOf(ColumnSchema column) {
    return column.categories().size() == 2 ? column.withCategories(WORDS) : column;
  }

  private static ColumnSchema withFormat(ColumnSchema column, String format) {
    return new ColumnSchema(
        column.name(),
        column.type(),
        column.nullable(),
        column.scale(),
        format,
        column.categories());
  }

  private static boolean isZoned(ColumnSchema column) {
    return column.format() != null && ValueText.hasOffset(column.format());
  }

  private static TableSchema map(TableSchema schema, Function<ColumnSchema, ColumnSchema> change) {
    return new TableSchema(schema.columns().stream().map(change).toList());
  }

  private static dev.syntheticdata.api.v1alpha1.ColumnType type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> dev.syntheticdata.api.v1alpha1.ColumnType.BOOLEAN;
      case CATEGORICAL -> dev.syntheticdata.api.v1alpha1.ColumnType.CATEGORICAL;
      case DATE -> dev.syntheticdata.api.v1alpha1.ColumnType.DATE;
      case DATE_TIME -> dev.syntheticdata.api.v1alpha1.ColumnType.DATE_TIME;
      case DECIMAL -> dev.syntheticdata.api.v1alpha1.ColumnType.DECIMAL;
      case IDENTIFIER -> dev.syntheticdata.api.v1alpha1.ColumnType.IDENTIFIER;
      case INTEGER -> dev.syntheticdata.api.v1alpha1.ColumnType.INTEGER;
      case TEXT -> dev.syntheticdata.api.v1alpha1.ColumnType.TEXT;
      case TIME -> dev.syntheticdata.api.v1alpha1.ColumnType.TIME;
    };
  }
}
