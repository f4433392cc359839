package dev.syntheticdata.worker.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Parquet types of columns. A recorded one is the text of Parquet's schema language without the
 * column's name: {@code required int32 (INTEGER(8,true))}.
 */
final class ParquetTypes {

  /** Of whole numbers without a type of their own. */
  static final String INTEGERS = "optional int64";

  private static final String NAME = "x";

  private ParquetTypes() {}

  /** The text that records a type. */
  static String text(PrimitiveType type) {
    String text = named(type, type.getRepetition(), NAME).toString();
    int name = text.indexOf(" " + NAME, text.indexOf(' ') + 1);
    return text.substring(0, name) + text.substring(name + 1 + NAME.length());
  }

  /** The type that a text records. */
  static PrimitiveType parse(String text) {
    String[] words = text.split(" ", 3);
    return MessageTypeParser.parseMessageType(
            "message m { %s %s %s %s; }"
                .formatted(words[0], words[1], NAME, words.length > 2 ? words[2] : ""))
        .getType(0)
        .asPrimitiveType();
  }

  /** The type in which a column is written: that of its source, or the usual one of its values. */
  static PrimitiveType of(ColumnSchema column) {
    if (column.parquet() == null) {
      return usual(column);
    }
    var type = parse(column.parquet());
    boolean required = type.isRepetition(Repetition.REQUIRED) && !column.nullable();
    return named(type, required ? Repetition.REQUIRED : Repetition.OPTIONAL, column.name());
  }

  /** A type that holds the values of two; null where they are not of the same. */
  static String both(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    String type = one.substring(one.indexOf(' '));
    return other.endsWith(type) && other.indexOf(' ') == other.length() - type.length()
        ? "optional" + type
        : null;
  }

  /** Whether a type is what the column is written in anyway. */
  static boolean isUsual(String type, ColumnSchema column) {
    return type == null || type.equals(text(usual(column)));
  }

  /**
   * The type where nothing is recorded: integers are INT64, decimals DOUBLE, booleans BOOLEAN,
   * dates DATE, times TIME(ms), date-times TIMESTAMP(ms), labels and texts STRING; all optional.
   */
  private static PrimitiveType usual(ColumnSchema column) {
    var type =
        switch (column.type()) {
          case INTEGER -> Types.optional(INT64);
          case DECIMAL -> Types.optional(DOUBLE);
          case BOOLEAN -> Types.optional(BOOLEAN);
          case DATE -> Types.optional(INT32).as(dateType());
          case TIME -> Types.optional(INT32).as(timeType(false, MILLIS));
          case DATE_TIME ->
              Types.optional(INT64).as(timestampType(ValueText.hasOffset(column.format()), MILLIS));
          case CATEGORICAL, IDENTIFIER, TEXT -> Types.optional(BINARY).as(stringType());
        };
    return type.named(column.name());
  }

  private static PrimitiveType named(PrimitiveType type, Repetition repetition, String name) {
    var named = Types.primitive(type.getPrimitiveTypeName(), repetition);
    if (type.getPrimitiveTypeName() == FIXED_LEN_BYTE_ARRAY) {
      named = named.length(type.getTypeLength());
    }
    return named.as(type.getLogicalTypeAnnotation()).named(name);
  }

  /** Whether values are texts, so that any text can be one. */
  static boolean isText(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    return type.getPrimitiveTypeName() == BINARY
        && (logical == null
            || logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation);
  }

  static boolean isUuid(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation;
  }

  /**
   * The whole numbers that a type holds, each exactly; empty where it is not one of numbers. Those
   * beyond 64 bits with a sign are left out.
   */
  static Optional<WholeNumbers> numbers(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      int digits = decimal.getPrecision() - decimal.getScale();
      long greatest = digits > 18 ? Long.MAX_VALUE : (long) Math.pow(10, digits) - 1;
      return Optional.of(new WholeNumbers(-greatest, greatest));
    }
    if (logical instanceof IntLogicalTypeAnnotation integer) {
      return Optional.of(numbers(integer.getBitWidth(), integer.isSigned()));
    }
    if (logical != null) {
      return Optional.empty();
    }
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> Optional.of(numbers(Integer.SIZE, true));
      case INT64 -> Optional.of(numbers(Long.SIZE, true));
      case FLOAT -> Optional.of(new WholeNumbers(-(1L << 24), 1L << 24));
      case DOUBLE -> Optional.of(new WholeNumbers(-(1L << 53), 1L << 53));
      default -> Optional.empty();
    };
  }

  private static WholeNumbers numbers(int bits, boolean signed) {
    if (bits == Long.SIZE) {
      return new WholeNumbers(signed ? Long.MIN_VALUE : 0, Long.MAX_VALUE);
    }
    return signed
        ? new WholeNumbers(-(1L << (bits - 1)), (1L << (bits - 1)) - 1)
        : new WholeNumbers(0, (1L << bits) - 1);
  }

  /** From the least to the greatest number that a type holds, of instants in milliseconds. */
  static Interval bounds(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      double greatest =
          BigDecimal.TEN
              .pow(decimal.getPrecision())
              .subtract(BigDecimal.ONE)
              .scaleByPowerOfTen(-decimal.getScale())
              .doubleValue();
      return new Interval(-greatest, greatest);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation stamp && stamp.getUnit() == NANOS) {
      long greatest = Long.MAX_VALUE / 1_000_000;
      return new Interval(-greatest, greatest);
    }
    if (!isInteger(type)) {
      return Interval.ALL;
    }
    return numbers(type)
        .map(numbers -> new Interval(numbers.least(), numbers.greatest()))
        .orElse(Interval.ALL);
  }

  /** Whether a type is one of whole numbers only. */
  static boolean isInteger(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    boolean plain =
        logical == null
            && (type.getPrimitiveTypeName() == INT32 || type.getPrimitiveTypeName() == INT64);
    return plain
        || logical instanceof IntLogicalTypeAnnotation
        || (logical instanceof DecimalLogicalTypeAnnotation decimal && decimal.getScale() == 0);
  }

  /** Whether values of a type can be read; otherwise what to do instead. */
  static Optional<String> remedy(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    var physical = type.getPrimitiveTypeName();
    if (physical == PrimitiveTypeName.INT96) {
      return Optional.of("INT96 timestamps are not supported; write them as TIMESTAMP");
    }
    boolean bytes = physical == BINARY || physical == FIXED_LEN_BYTE_ARRAY;
    if (!bytes || isReadable(logical)) {
      return Optional.empty();
    }
    return Optional.of(
        "values of the type %s are not supported; write them as %s, or leave the column out"
            .formatted(
                logical,
                logical instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation
                    ? "FLOAT"
                    : "STRING"));
  }

  private static boolean isReadable(LogicalTypeAnnotation logical) {
    return logical == null
        || logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation
        || logical instanceof DecimalLogicalTypeAnnotation
        || logical instanceof UUIDLogicalTypeAnnotation
        || logical instanceof UnknownLogicalTypeAnnotation;
  }
}
