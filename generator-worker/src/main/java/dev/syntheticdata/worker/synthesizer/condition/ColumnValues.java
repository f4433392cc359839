package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.ValueText;
import java.util.List;

/** Values of a column, from the texts that stand in conditions. */
final class ColumnValues {

  private final ColumnSchema column;

  ColumnValues(ColumnSchema column) {
    this.column = column;
  }

  /** The value of a text. */
  ValueSet one(String text, String field) {
    return any(List.of(text == null ? "" : text), field);
  }

  /** The values of texts. */
  ValueSet any(List<String> texts, String field) {
    return ValueSet.of(texts.stream().mapToDouble(text -> value(text, field)).toArray());
  }

  /**
   * The values between two texts.
   *
   * @param minimum the least, or null for no bound
   * @param maximum likewise
   */
  ValueSet range(String minimum, String maximum, String field) {
    if (!column.type().isNumeric()) {
      throw new InvalidInputException(
          "%s: the values of column '%s' are labels, which have no order; list them in 'in'"
              .formatted(field, column.name()));
    }
    double from = minimum == null ? Double.NEGATIVE_INFINITY : number(minimum, field + ".minimum");
    double to = maximum == null ? Double.POSITIVE_INFINITY : number(maximum, field + ".maximum");
    if (from > to) {
      throw new InvalidInputException(
          "%s: minimum %s is greater than maximum %s; no row can be so"
              .formatted(field, minimum, maximum));
    }
    return ValueSet.between(from, to);
  }

  private double value(String text, String field) {
    if (column.type().isNumeric()) {
      return number(text, field);
    }
    int code = column.categories().indexOf(text);
    if (code < 0) {
      throw new InvalidInputException(
          // The same words for a label of few rows: they do not tell whether the source has it.
          "%s: column '%s' has no value '%s' that the model makes: no row it learned from was so, or so"
                  .formatted(field, column.name(), text)
              + " few that the value is protected; write it as the source does, or ask for another");
    }
    return code;
  }

  private double number(String text, String field) {
    boolean plain = column.type() == ColumnType.INTEGER || column.type() == ColumnType.DECIMAL;
    try {
      // A bound of whole numbers may be a fraction.
      double value =
          plain ? Double.parseDouble(text.strip()) : new ValueText(column).parseAny(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (RuntimeException e) {
      throw new InvalidInputException(notAValue(text, field), e);
    }
    throw new InvalidInputException(notAValue(text, field));
  }

  private String notAValue(String text, String field) {
    return "%s: '%s' is no value of column '%s', whose values are %s; write it as the source does"
        .formatted(field, text, column.name(), kind());
  }

  private String kind() {
    return switch (column.type()) {
      case INTEGER -> "whole numbers";
      case DECIMAL -> "decimals";
      case DATE -> "dates such as " + column.format();
      case DATE_TIME -> "dates and times such as " + column.format();
      case TIME -> "times such as " + column.format();
      default -> "labels";
    };
  }
}
