package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Checks values against the OpenAPI part of a structural schema, with the messages of the
 * Kubernetes API server. Rules in CEL are checked by {@link CelRules}.
 */
public final class SchemaValidation {
  private final List<FieldError> errors = new ArrayList<>();

  private SchemaValidation() {}

  /** All errors, in the order of the schema; empty when the value is valid. */
  public static List<FieldError> check(JsonNode schema, JsonNode value) {
    SchemaValidation validation = new SchemaValidation();
    validation.check(schema, value, "");
    return validation.errors;
  }

  private void check(JsonNode schema, JsonNode value, String path) {
    if (schema == null || value.isNull() && schema.path("nullable").asBoolean(false)) {
      return;
    }
    if (!hasDeclaredType(schema, value, path)) {
      if (Schemas.isIntOrString(schema)) {
        checkCombinations(schema, value, path);
      }
      return;
    }
    checkEnum(schema, value, path);
    if (value.isNumber()) {
      checkNumber(schema, value, path);
    } else if (value.isTextual()) {
      checkText(schema, value, path);
    } else if (value.isObject()) {
      checkObject(schema, value, path);
    } else if (value.isArray()) {
      checkList(schema, value, path);
    }
    checkCombinations(schema, value, path);
  }

  private boolean hasDeclaredType(JsonNode schema, JsonNode value, String path) {
    if (Schemas.isIntOrString(schema)) {
      if (value.isTextual() || value.isIntegralNumber()) {
        return true;
      }
      errors.add(FieldError.wrongType(path, typeOf(value), "integer,string"));
      return false;
    }
    String wanted = schema.path("type").asText("");
    boolean fits =
        switch (wanted) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> isInteger(value);
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          default -> true;
        };
    if (!fits) {
      errors.add(FieldError.wrongType(path, typeOf(value), wanted));
      if (wanted.equals("integer") && value.isNumber()) {
        errors.add(outOfRange(path));
      }
    }
    return fits;
  }

  /** The API server's second complaint about a number that is no integer. */
  private static FieldError outOfRange(String path) {
    return FieldError.invalidText(
        FieldError.NO_FIELD,
        "\"\"",
        "Checked value must be of type integer (default format) in " + path);
  }

  /** As in Kubernetes, an integer has 64 bits; 2.0 is one. */
  private static boolean isInteger(JsonNode value) {
    return value.canConvertToExactIntegral() && value.canConvertToLong();
  }

  static String typeOf(JsonNode value) {
    if (value.isNumber()) {
      return isInteger(value) ? "integer" : "number";
    }
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      default -> "null";
    };
  }

  private void checkEnum(JsonNode schema, JsonNode value, String path) {
    JsonNode allowed = schema.get("enum");
    if (allowed == null) {
      return;
    }
    if (StreamSupport.stream(allowed.spliterator(), false).noneMatch(a -> a.equals(value))) {
      List<String> values =
          StreamSupport.stream(allowed.spliterator(), false).map(JsonNode::asText).toList();
      errors.add(FieldError.notSupported(path, value, values));
    }
  }

  private void checkNumber(JsonNode schema, JsonNode value, String path) {
    double number = value.doubleValue();
    if (schema.has("minimum")) {
      double bound = schema.get("minimum").doubleValue();
      boolean exclusive = schema.path("exclusiveMinimum").asBoolean(false);
      if (number < bound || exclusive && number == bound) {
        String relation = exclusive ? "greater than " : "greater than or equal to ";
        invalid(path, value, "should be " + relation + plain(schema.get("minimum")));
      }
    }
    if (schema.has("maximum")) {
      double bound = schema.get("maximum").doubleValue();
      boolean exclusive = schema.path("exclusiveMaximum").asBoolean(false);
      if (number > bound || exclusive && number == bound) {
        String relation = exclusive ? "less than " : "less than or equal to ";
        invalid(path, value, "should be " + relation + plain(schema.get("maximum")));
      }
    }
    if (schema.has("multipleOf") && number % schema.get("multipleOf").doubleValue() != 0) {
      invalid(path, value, "should be a multiple of " + plain(schema.get("multipleOf")));
    }
  }

  private static String plain(JsonNode number) {
    return isInteger(number) ? Long.toString(number.longValue()) : number.asText();
  }

  private void checkText(JsonNode schema, JsonNode value, String path) {
    String text = value.asText();
    long length = text.codePointCount(0, text.length());
    if (schema.has("maxLength") && length > schema.get("maxLength").asLong()) {
      errors.add(FieldError.tooLong(path, schema.get("maxLength").asLong()));
    }
    if (schema.has("minLength") && length < schema.get("minLength").asLong()) {
      invalid(
          path, value, "should be at least " + schema.get("minLength").asLong() + " chars long");
    }
    if (schema.has("pattern") && !Formats.find(schema.get("pattern").asText(), text)) {
      invalid(path, value, "should match '" + schema.get("pattern").asText() + "'");
    }
    String format = schema.path("format").asText("");
    if (!Formats.isValid(format, text)) {
      invalid(path, value, "must be of type " + format + ": " + value);
    }
  }

  private void checkObject(JsonNode schema, JsonNode value, String path) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        errors.add(FieldError.required(Schemas.child(path, required.asText()), ""));
      }
    }
    if (schema.has("maxProperties") && value.size() > schema.get("maxProperties").asInt()) {
      errors.add(FieldError.tooMany(path, value.size(), schema.get("maxProperties").asLong()));
    }
    if (schema.has("minProperties") && value.size() < schema.get("minProperties").asInt()) {
      invalid(
          path,
          value,
          "should have at least " + schema.get("minProperties").asInt() + " properties");
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode fieldSchema = Schemas.field(schema, field.getKey());
      if (fieldSchema != null) {
        check(fieldSchema, field.getValue(), Schemas.child(path, field.getKey()));
      }
    }
  }

  private void checkList(JsonNode schema, JsonNode value, String path) {
    if (schema.has("maxItems") && value.size() > schema.get("maxItems").asInt()) {
      errors.add(FieldError.tooMany(path, value.size(), schema.get("maxItems").asLong()));
    }
    if (schema.has("minItems") && value.size() < schema.get("minItems").asInt()) {
      // What is told to be invalid is the number of items.
      invalid(
          path,
          IntNode.valueOf(value.size()),
          "should have at least " + schema.get("minItems").asInt() + " items");
    }
    for (int i = 0; i < value.size(); i++) {
      JsonNode items = Schemas.items(schema);
      if (items != null) {
        check(items, value.get(i), path + "[" + i + "]");
      }
    }
    errors.addAll(ListUniqueness.check(schema, value, path));
  }

  private void checkCombinations(JsonNode schema, JsonNode value, String path) {
    for (JsonNode all : schema.path("allOf")) {
      check(all, value, path);
    }
    JsonNode any = schema.path("anyOf");
    if (!any.isEmpty() && matches(any, value) == 0) {
      combination(path, "must validate at least one schema (anyOf)");
      check(any.get(0), value, path);
    }
    JsonNode one = schema.path("oneOf");
    if (!one.isEmpty() && matches(one, value) != 1) {
      combination(path, "must validate one and only one schema (oneOf)");
    }
    if (schema.has("not") && check(schema.get("not"), value).isEmpty()) {
      combination(path, "must not validate the schema (not)");
    }
  }

  private void combination(String path, String complaint) {
    errors.add(FieldError.invalidText(FieldError.NO_FIELD, "\"\"", '"' + path + "\" " + complaint));
  }

  private static long matches(JsonNode alternatives, JsonNode value) {
    return StreamSupport.stream(alternatives.spliterator(), false)
        .filter(a -> check(a, value).isEmpty())
        .count();
  }

  private void invalid(String path, JsonNode value, String complaint) {
    errors.add(FieldError.invalid(path, value, path + " in body " + complaint));
  }
}
