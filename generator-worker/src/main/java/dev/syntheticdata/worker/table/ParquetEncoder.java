package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Writes the values of a column in its Parquet type. */
final class ParquetEncoder {

  /** Of a type without values. */
  private static final WholeNumbers NO_NUMBERS = new WholeNumbers(0, -1);

  private final ColumnSchema column;
  private final PrimitiveType type;
  private final ValueText text;
  private final Numbers numbers;
  private final Texts texts;

  /** Values of a few labels that are bytes in the file. */
  private final Binary[] labels;

  @FunctionalInterface
  private interface Numbers {
    void add(RecordConsumer out, double value);
  }

  @FunctionalInterface
  private interface Texts {
    void add(RecordConsumer out, String text);
  }

  ParquetEncoder(ColumnSchema column) {
    this.column = column;
    this.type = ParquetTypes.of(column);
    this.text = new ValueText(column);
    this.numbers = numbers();
    this.texts = texts();
    this.labels =
        ParquetTypes.isText(type)
            ? column.categories().stream().map(Binary::fromString).toArray(Binary[]::new)
            : null;
  }

  /** The field that is written. */
  PrimitiveType type() {
    return type;
  }

  /**
   * Appends a value that is not missing.
   *
   * @throws InvalidInputException if the type does not hold it
   */
  void write(RecordConsumer out, Column values, int row) {
    try {
      if (values.isNumbers() && numbers != null) {
        numbers.add(out, values.number(row));
      } else if (values.isCodes() && labels != null) {
        out.addBinary(labels[values.code(row)]);
      } else if (column.type() == ColumnType.BOOLEAN && isBoolean()) {
        out.addBoolean(values.code(row) == 1);
      } else {
        texts.add(out, text.print(values, row));
      }
    } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
      throw new InvalidInputException(
          "column '%s': a value does not fit in its type '%s', which is that of the source; write it"
                  .formatted(column.name(), column.parquet())
              + " in a wider type there, bound its values, or take CSV",
          e);
    }
  }

  private boolean isBoolean() {
    return type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN;
  }

  /** How numbers are written without a text between; null where they are not. */
  private Numbers numbers() {
    var logical = type.getLogicalTypeAnnotation();
    return switch (column.type()) {
      case DATE ->
          logical instanceof DateLogicalTypeAnnotation
              ? (out, value) -> out.addInteger((int) value)
              : null;
      case TIME ->
          logical instanceof TimeLogicalTypeAnnotation time
              ? (out, value) -> addTime(out, time.getUnit(), (long) value)
              : null;
      case DATE_TIME ->
          logical instanceof TimestampLogicalTypeAnnotation stamp
              ? (out, value) -> out.addLong(Math.multiplyExact((long) value, parts(stamp)))
              : null;
      case INTEGER, DECIMAL ->
          logical instanceof DecimalLogicalTypeAnnotation decimal
              ? (out, value) -> addDecimal(out, decimal, value)
              : plain();
      case BOOLEAN, CATEGORICAL, IDENTIFIER, TEXT -> null;
    };
  }

  private Numbers plain() {
    return switch (type.getPrimitiveTypeName()) {
      case FLOAT -> (out, value) -> out.addFloat((float) value);
      case DOUBLE -> RecordConsumer::addDouble;
      case INT32, INT64 -> {
        var range = ParquetTypes.numbers(type).orElse(null);
        yield range == null
            ? null
            : (out, value) -> addInteger(out, range, (long) Math.rint(value));
      }
      default -> null;
    };
  }

  private Texts texts() {
    var logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return (out, value) -> addDecimal(out, decimal, new BigDecimal(value));
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return (out, value) -> out.addInteger(Math.toIntExact(LocalDate.parse(value).toEpochDay()));
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return (out, value) ->
          addTime(out, time.getUnit(), LocalTime.parse(value).toNanoOfDay() / 1_000_000);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
      return (out, value) -> out.addLong(Math.multiplyExact(millis(value), parts(stamp)));
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> (out, value) -> out.addBoolean(isTrue(value));
      case FLOAT -> (out, value) -> out.addFloat(Float.parseFloat(value));
      case DOUBLE -> (out, value) -> out.addDouble(Double.parseDouble(value));
      case INT32, INT64 ->
          isUnsignedLong()
              ? (out, value) -> out.addLong(Long.parseUnsignedLong(value))
              : integers(ParquetTypes.numbers(type).orElse(NO_NUMBERS));
      case FIXED_LEN_BYTE_ARRAY ->
          ParquetTypes.isUuid(type)
              ? (out, value) -> out.addBinary(uuid(UuidText.parse(value)))
              : (out, value) -> out.addBinary(fixed(Binary.fromString(value)));
      default -> (out, value) -> out.addBinary(Binary.fromString(value));
    };
  }

  private Texts integers(WholeNumbers range) {
    return (out, value) -> addInteger(out, range, Long.parseLong(value));
  }

  private boolean isUnsignedLong() {
    return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
        && integer.getBitWidth() == Long.SIZE
        && !integer.isSigned();
  }

  private static boolean isTrue(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return text.equals("true");
  }

  private static long millis(String text) {
    return text.endsWith("Z")
        ? Instant.parse(text).toEpochMilli()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static Binary uuid(UUID uuid) {
    return Binary.fromConstantByteArray(
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array());
  }

  private Binary fixed(Binary bytes) {
    if (bytes.length() != type.getTypeLength()) {
      throw new IllegalArgumentException("not of the length");
    }
    return bytes;
  }

  private void addInteger(RecordConsumer out, WholeNumbers range, long value) {
    if (!range.has(value)) {
      throw new ArithmeticException("out of range");
    }
    if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32) {
      // The greater half of unsigned numbers has the bits of negative ones.
      out.addInteger((int) value);
    } else {
      out.addLong(value);
    }
  }

  /** Parts of a unit in a millisecond. */
  private static long parts(TimestampLogicalTypeAnnotation stamp) {
    return parts(stamp.getUnit());
  }

  private static long parts(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1;
      case MICROS -> 1_000;
      case NANOS -> 1_000_000;
    };
  }

  private static void addTime(RecordConsumer out, TimeUnit unit, long millis) {
    if (unit == TimeUnit.MILLIS) {
      out.addInteger((int) millis);
    } else {
      out.addLong(millis * parts(unit));
    }
  }

  private void addDecimal(RecordConsumer out, DecimalLogicalTypeAnnotation decimal, double value) {
    int scale = decimal.getScale();
    double scaled =
        scale < ValueText.POWERS.length
            ? Math.rint(value * ValueText.POWERS[scale])
            : ValueText.SURELY_SCALED;
    if (Math.abs(scaled) < ValueText.SURELY_SCALED) {
      addUnscaled(out, decimal, BigInteger.valueOf((long) scaled));
    } else {
      addDecimal(out, decimal, new BigDecimal(text.print(value)));
    }
  }

  private void addDecimal(
      RecordConsumer out, DecimalLogicalTypeAnnotation decimal, BigDecimal value) {
    var unscaled = value.setScale(decimal.getScale(), RoundingMode.HALF_EVEN).unscaledValue();
    addUnscaled(out, decimal, unscaled);
  }

  private void addUnscaled(
      RecordConsumer out, DecimalLogicalTypeAnnotation decimal, BigInteger unscaled) {
    if (new BigDecimal(unscaled).precision() > decimal.getPrecision()) {
      throw new ArithmeticException("more digits than the type has");
    }
    switch (type.getPrimitiveTypeName()) {
      case INT32 -> out.addInteger(unscaled.intValueExact());
      case INT64 -> out.addLong(unscaled.longValueExact());
      case FIXED_LEN_BYTE_ARRAY ->
          out.addBinary(Binary.fromConstantByteArray(filled(unscaled, type.getTypeLength())));
      default -> out.addBinary(Binary.fromConstantByteArray(unscaled.toByteArray()));
    }
  }

  /** The number in so many bytes, filled with its sign. */
  private static byte[] filled(BigInteger unscaled, int length) {
    byte[] least = unscaled.toByteArray();
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(least, 0, bytes, length - least.length, least.length);
    return bytes;
  }
}
