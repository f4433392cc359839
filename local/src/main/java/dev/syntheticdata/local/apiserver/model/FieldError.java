package dev.syntheticdata.local.apiserver.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One thing wrong with one field, worded as the Kubernetes API server words it.
 *
 * @param reason the machine-readable cause, for example {@code FieldValueInvalid}
 * @param field the path of the field, for example {@code spec.columns[0].name}
 * @param message the text after the path, for example {@code Invalid value: 0: must be positive}
 */
public record FieldError(Reason reason, String field, String message) {

  /** The path of an error that belongs to no field. */
  public static final String NO_FIELD = "<nil>";

  /** Kinds of field errors: name on the wire and title in the text. */
  public enum Reason {
    FieldValueRequired("Required value"),
    FieldValueInvalid("Invalid value"),
    FieldValueTypeInvalid("Invalid value"),
    FieldValueNotSupported("Unsupported value"),
    FieldValueForbidden("Forbidden"),
    FieldValueDuplicate("Duplicate value"),
    FieldValueTooLong("Too long"),
    FieldValueTooMany("Too many");

    private final String title;

    Reason(String title) {
      this.title = title;
    }

    /** Whether rules that look at several fields make no sense while this error stands. */
    public boolean hidesRules() {
      return this == FieldValueRequired
          || this == FieldValueNotSupported
          || this == FieldValueTypeInvalid
          || this == FieldValueTooLong
          || this == FieldValueTooMany;
    }
  }

  /** The field must be there. */
  public static FieldError required(String field, String detail) {
    return new FieldError(
        Reason.FieldValueRequired, field, withDetail(Reason.FieldValueRequired.title, detail));
  }

  /** The field has a value that it must not have. */
  public static FieldError invalid(String field, JsonNode value, String detail) {
    return withValue(Reason.FieldValueInvalid, field, text(value), detail);
  }

  /** As {@link #invalid}, where the rendered value is given (rules name the type only). */
  public static FieldError invalidText(String field, String renderedValue, String detail) {
    return withValue(Reason.FieldValueInvalid, field, renderedValue, detail);
  }

  /** The field has the wrong JSON type. */
  public static FieldError wrongType(String field, String actual, String wanted) {
    String quoted = '"' + actual + '"';
    return withValue(
        Reason.FieldValueTypeInvalid,
        field,
        quoted,
        field + " in body must be of type " + wanted + ": " + quoted);
  }

  /** The field must have one of a few values. */
  public static FieldError notSupported(String field, JsonNode value, Collection<String> allowed) {
    String values = allowed.stream().map(v -> '"' + v + '"').collect(Collectors.joining(", "));
    return withValue(
        Reason.FieldValueNotSupported, field, text(value), "supported values: " + values);
  }

  /** The field must not be set, or not be changed. */
  public static FieldError forbidden(String field, String detail) {
    return new FieldError(
        Reason.FieldValueForbidden, field, withDetail(Reason.FieldValueForbidden.title, detail));
  }

  /** The value is already there. */
  public static FieldError duplicate(String field, JsonNode value) {
    return withValue(Reason.FieldValueDuplicate, field, text(value), "");
  }

  /** The text is longer than {@code max} characters. */
  public static FieldError tooLong(String field, long max) {
    return new FieldError(
        Reason.FieldValueTooLong, field, "Too long: may not be more than " + max + " bytes");
  }

  /** The list or map has more than {@code max} entries. */
  public static FieldError tooMany(String field, int actual, long max) {
    return new FieldError(
        Reason.FieldValueTooMany,
        field,
        "Too many: " + actual + ": must have at most " + max + " items");
  }

  /**
   * An error with any reason.
   *
   * @param renderedValue the value as text; null to leave it out, as for objects and lists
   */
  public static FieldError withValue(
      Reason reason, String field, String renderedValue, String detail) {
    String head = renderedValue == null ? reason.title : reason.title + ": " + renderedValue;
    return new FieldError(reason, field, withDetail(head, detail));
  }

  /** Path and text together, as in the message of a Status. */
  public String describe() {
    return field + ": " + message;
  }

  private static String withDetail(String head, String detail) {
    return detail.isEmpty() ? head : head + ": " + detail;
  }

  private static String text(JsonNode value) {
    return value == null ? "null" : value.toString();
  }
}
