package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Reads Parquet files column by column as text, in the same forms CSV has: ISO dates and times,
 * plain decimals, {@code true} and {@code false}. Text columns are marked as text, so that digits
 * in them stay labels. Nested and repeated columns are refused.
 */
final class ParquetSource {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** What a Parquet file begins and ends with. */
  private static final String MARK = "PAR1";

  private final Path path;
  private final String file;
  private final ReadProgress progress;

  /**
   * @param path the file
   * @param name what it is called in messages
   */
  ParquetSource(Path path, String name) {
    this(path, name, new ReadProgress(0, percent -> {}));
  }

  /**
   * @param path the file
   * @param name what it is called in messages
   * @param progress counts the bytes that were read
   */
  ParquetSource(Path path, String name, ReadProgress progress) {
    this.path = path;
    this.file = name;
    this.progress = progress;
  }

  /** Appends the file's rows to columns made by an earlier file, or to new ones for null. */
  List<RawColumn> readInto(List<RawColumn> columns) throws IOException {
    return reading(reader -> read(reader, columns));
  }

  /** The names of its columns. */
  List<String> columns() throws IOException {
    return reading(reader -> newColumns(schema(reader)).stream().map(RawColumn::name).toList());
  }

  private static MessageType schema(ParquetFileReader reader) {
    return reader.getFooter().getFileMetaData().getSchema();
  }

  /** What is done with an open file. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ParquetFileReader reader) throws IOException;
  }

  private <T> T reading(Reading<T> reading) throws IOException {
    requireMark();
    var options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PureJavaCodecs())
            .build();
    try (var reader = ParquetFileReader.open(new LocalInputFile(path), options)) {
      return reading.of(reader);
    } catch (UnsupportedOperationException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    } catch (InvalidInputException e) {
      throw e;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library's messages name its own types and no remedy; they stay with the cause.
      throw broken("its content is damaged", e);
    }
  }

  /** Parquet's reader has no words of its own for a file that is none. */
  private void requireMark() throws IOException {
    try (var channel = FileChannel.open(path)) {
      var mark = ByteBuffer.allocate(MARK.length());
      long at = channel.size() - mark.capacity();
      boolean whole = at >= 0 && channel.read(mark, at) == mark.capacity();
      if (!whole || !MARK.equals(new String(mark.array(), StandardCharsets.US_ASCII))) {
        throw broken(
            "it does not end in " + MARK + ", so it is cut off or has another format", null);
      }
    }
  }

  private InvalidInputException broken(String why, Throwable cause) {
    return new InvalidInputException(
        "%s: not a readable Parquet file (%s); write it again, or upload it again"
            .formatted(file, why),
        cause);
  }

  private List<RawColumn> read(ParquetFileReader reader, List<RawColumn> columns)
      throws IOException {
    MessageType schema = schema(reader);
    columns = columns == null ? newColumns(schema) : sameColumns(schema, columns);
    String createdBy = reader.getFooter().getFileMetaData().getCreatedBy();
    double cells = (double) reader.getRecordCount() * columns.size();
    long size = Files.size(path);
    long counted = 0;
    long cellsRead = 0;
    for (PageReadStore group; (group = reader.readNextRowGroup()) != null; ) {
      long rows = group.getRowCount();
      var store = new ColumnReadStoreImpl(group, new NoConverter(), schema, createdBy);
      for (int i = 0; i < columns.size(); i++) {
        var descriptor = schema.getColumns().get(i);
        readColumn(store.getColumnReader(descriptor), descriptor, rows, columns.get(i));
        cellsRead += rows;
        long bytes = (long) (size * (cellsRead / cells));
        progress.add(bytes - counted);
        counted = bytes;
      }
    }
    progress.add(size - counted);
    return columns;
  }

  private List<RawColumn> newColumns(MessageType schema) {
    var columns = new ArrayList<RawColumn>();
    for (var field : schema.getFields()) {
      if (!field.isPrimitive()
          || field.isRepetition(org.apache.parquet.schema.Type.Repetition.REPEATED)) {
        throw new InvalidInputException(
            "%s: column '%s' is nested or repeated; flatten it before use"
                .formatted(file, field.getName()));
      }
      var type = field.asPrimitiveType();
      ParquetTypes.remedy(type)
          .ifPresent(
              remedy -> {
                throw new InvalidInputException(
                    "%s: column '%s': %s".formatted(file, field.getName(), remedy));
              });
      columns.add(new RawColumn(field.getName(), origin(type), ParquetTypes.text(type)));
    }
    if (columns.isEmpty()) {
      throw new InvalidInputException(file + ": the table has no columns");
    }
    return columns;
  }

  private List<RawColumn> sameColumns(MessageType schema, List<RawColumn> columns) {
    var names = schema.getFields().stream().map(f -> f.getName()).toList();
    if (!columns.stream().map(RawColumn::name).toList().equals(names)) {
      throw new InvalidInputException(
          file + ": the columns " + names + " differ from those of the files before it");
    }
    var types = newColumns(schema).stream().map(RawColumn::parquet).toList();
    for (int i = 0; i < types.size(); i++) {
      columns.get(i).alsoOf(types.get(i));
    }
    return columns;
  }

  private static RawColumn.Origin origin(PrimitiveType type) {
    boolean bytes =
        switch (type.getPrimitiveTypeName()) {
          case BINARY, FIXED_LEN_BYTE_ARRAY -> true;
          default -> false;
        };
    boolean decimal = type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    return bytes && !decimal ? RawColumn.Origin.TEXT : RawColumn.Origin.TYPED;
  }

  private static void readColumn(
      ColumnReader in, ColumnDescriptor descriptor, long rows, RawColumn out) {
    Function<ColumnReader, String> text = textOf(descriptor.getPrimitiveType());
    int defined = descriptor.getMaxDefinitionLevel();
    for (long left = rows; left > 0; left--) {
      out.add(in.getCurrentDefinitionLevel() == defined ? text.apply(in) : null);
      in.consume();
    }
  }

  private static Function<ColumnReader, String> textOf(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimalText(type, decimal.getScale());
    }
    if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
      return in -> dateTime(millis(in.getLong(), stamp.getUnit()), stamp.isAdjustedToUTC());
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      boolean asInt = time.getUnit() == TimeUnit.MILLIS;
      return in ->
          LocalTime.ofNanoOfDay(
                  millis(asInt ? in.getInteger() : in.getLong(), time.getUnit()) * 1_000_000)
              .format(TIME);
    }
    if (logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
      return in -> LocalDate.ofEpochDay(in.getInteger()).toString();
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> in -> Boolean.toString(in.getBoolean());
      case INT32 ->
          isUnsigned(logical)
              ? in -> Integer.toUnsignedString(in.getInteger())
              : in -> Integer.toString(in.getInteger());
      case INT64 ->
          isUnsigned(logical)
              ? in -> Long.toUnsignedString(in.getLong())
              : in -> Long.toString(in.getLong());
      case FLOAT -> in -> plain(in.getFloat(), Float.toString(in.getFloat()));
      case DOUBLE -> in -> plain(in.getDouble(), Double.toString(in.getDouble()));
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          ParquetTypes.isUuid(type)
              ? in -> uuid(in.getBinary().toByteBuffer())
              : in -> utf8(type, in.getBinary());
      case INT96 -> throw new IllegalStateException("refused before");
    };
  }

  private static boolean isUnsigned(LogicalTypeAnnotation logical) {
    return logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
  }

  private static String uuid(ByteBuffer bytes) {
    int at = bytes.position();
    return new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES)).toString();
  }

  /** A text; bytes that say nothing of themselves are one if they are UTF-8. */
  private static String utf8(PrimitiveType type, Binary value) {
    if (type.getLogicalTypeAnnotation() != null) {
      return value.toStringUsingUTF8();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "column '%s' holds bytes that are no text; write it as STRING, or leave it out"
              .formatted(type.getName()),
          e);
    }
  }

  private static Function<ColumnReader, String> decimalText(PrimitiveType type, int scale) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> in -> BigDecimal.valueOf(in.getInteger(), scale).toPlainString();
      case INT64 -> in -> BigDecimal.valueOf(in.getLong(), scale).toPlainString();
      default ->
          in -> new BigDecimal(new BigInteger(in.getBinary().getBytes()), scale).toPlainString();
    };
  }

  private static String plain(double value, String shortest) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return null;
    }
    var decimal = new BigDecimal(shortest).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0).toPlainString() : decimal.toPlainString();
  }

  private static long millis(long value, TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> value;
      case MICROS -> Math.floorDiv(value, 1_000L);
      case NANOS -> Math.floorDiv(value, 1_000_000L);
    };
  }

  private static String dateTime(long millis, boolean utc) {
    var time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return time.format(DATE_TIME) + (utc ? "Z" : "");
  }

  /** The reader's values are pulled, so nothing is ever pushed into a converter. */
  private static final class NoConverter extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
