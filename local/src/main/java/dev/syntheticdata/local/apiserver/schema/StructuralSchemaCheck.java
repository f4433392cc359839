package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks that a CRD's schema is structural, so that a CRD that is accepted here is accepted by a
 * cluster: every value has a type, lists say what they hold, keys of lists are there, defaults and
 * patterns are valid.
 */
public final class StructuralSchemaCheck {
  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean");
  private static final List<String> FORBIDDEN =
      List.of("$ref", "definitions", "dependencies", "patternProperties", "uniqueItems");

  private final List<FieldError> errors = new ArrayList<>();

  private StructuralSchemaCheck() {}

  /**
   * The errors of a schema.
   *
   * @param schema the schema of a whole object
   * @param path where it stands in the CRD
   */
  public static List<FieldError> check(JsonNode schema, String path) {
    StructuralSchemaCheck check = new StructuralSchemaCheck();
    if (!schema.path("type").asText("").equals("object")) {
      check.invalid(path + ".type", schema.get("type"), "must be object at the root");
    }
    check.walk(schema, path);
    return check.errors;
  }

  private void walk(JsonNode schema, String path) {
    checkType(schema, path);
    checkList(schema, path);
    checkDefault(schema, path);
    checkPattern(schema, path);
    for (String field : FORBIDDEN) {
      if (schema.has(field)) {
        errors.add(FieldError.forbidden(path + "." + field, "is not supported"));
      }
    }
    if (schema.has("properties") && schema.has("additionalProperties")) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties",
              "additionalProperties and properties are mutual exclusive"));
    }
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      walk(field.getValue(), path + ".properties[" + field.getKey() + "]");
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject()) {
        walk(schema.get(inner), path + "." + inner);
      }
    }
  }

  private void checkType(JsonNode schema, String path) {
    String type = schema.path("type").asText("");
    boolean open = Schemas.isIntOrString(schema) || Schemas.preservesUnknown(schema);
    if (type.isEmpty() && !open) {
      errors.add(FieldError.required(path + ".type", "must not be empty for specified fields"));
    } else if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(
          FieldError.notSupported(
              path + ".type", schema.get("type"), TYPES.stream().sorted().toList()));
    }
  }

  private void checkList(JsonNode schema, String path) {
    boolean list = schema.path("type").asText("").equals("array");
    if (list && !schema.path("items").isObject()) {
      errors.add(FieldError.required(path + ".items", "must be specified"));
    }
    if (schema.has("x-kubernetes-list-type") && !list) {
      invalid(path + ".type", schema.get("type"), "must be array if x-kubernetes-list-type is set");
    }
    boolean map = schema.path("x-kubernetes-list-type").asText("").equals("map");
    JsonNode keys = schema.path("x-kubernetes-list-map-keys");
    if (map && keys.isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".x-kubernetes-list-map-keys",
              "must not be empty if x-kubernetes-list-type is map"));
    }
    JsonNode items = schema.path("items");
    for (JsonNode key : keys) {
      checkKey(items, key, path);
    }
  }

  private void checkKey(JsonNode items, JsonNode key, String path) {
    JsonNode field = items.path("properties").path(key.asText());
    boolean required = false;
    for (JsonNode name : items.path("required")) {
      required |= name.equals(key);
    }
    if (field.isMissingNode()) {
      invalid(
          path + ".x-kubernetes-list-map-keys",
          key,
          "entries must all be names of item properties");
    } else if (!required && !field.has("default")) {
      errors.add(
          FieldError.required(
              path + ".items.properties[" + key.asText() + "].default",
              "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
                  + " required property"));
    }
  }

  private void checkDefault(JsonNode schema, String path) {
    if (!schema.has("default")) {
      return;
    }
    JsonNode value = schema.get("default").deepCopy();
    Defaulting.apply(schema, value);
    for (FieldError error : SchemaValidation.check(schema, value)) {
      invalid(path + ".default", schema.get("default"), error.message());
    }
  }

  private void checkPattern(JsonNode schema, String path) {
    if (!schema.has("pattern")) {
      return;
    }
    try {
      Pattern.compile(schema.get("pattern").asText());
    } catch (PatternSyntaxException e) {
      invalid(
          path + ".pattern",
          schema.get("pattern"),
          "must be a valid regular expression, but isn't: " + e.getDescription());
    }
  }

  private void invalid(String path, JsonNode value, String detail) {
    errors.add(FieldError.invalid(path, value, detail));
  }
}
