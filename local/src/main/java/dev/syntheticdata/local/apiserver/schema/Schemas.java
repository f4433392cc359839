package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Questions that several readers ask of a structural schema. A missing schema is null. */
public final class Schemas {
  private Schemas() {}

  /** The schema of a field, declared or through additionalProperties; null when unknown. */
  public static JsonNode field(JsonNode schema, String name) {
    if (schema == null) {
      return null;
    }
    JsonNode declared = schema.path("properties").get(name);
    return declared != null ? declared : additional(schema);
  }

  /** Whether the field is named in the schema, as opposed to being a key of a map. */
  public static boolean declares(JsonNode schema, String name) {
    return schema != null && schema.path("properties").has(name);
  }

  /** The schema of map values; null when the object is not a map. */
  public static JsonNode additional(JsonNode schema) {
    JsonNode additional = schema == null ? null : schema.get("additionalProperties");
    return additional != null && additional.isObject() ? additional : null;
  }

  /** The schema of list elements; null when unknown. */
  public static JsonNode items(JsonNode schema) {
    return schema == null ? null : schema.get("items");
  }

  /** Names of the fields that identify elements of an associative list; empty for other lists. */
  public static List<String> listMapKeys(JsonNode schema) {
    List<String> keys = new ArrayList<>();
    if (schema != null && "map".equals(schema.path("x-kubernetes-list-type").asText())) {
      schema.path("x-kubernetes-list-map-keys").forEach(k -> keys.add(k.asText()));
    }
    return keys;
  }

  public static boolean isSet(JsonNode schema) {
    return schema != null && "set".equals(schema.path("x-kubernetes-list-type").asText());
  }

  /** Whether an object is owned as a whole. */
  public static boolean isAtomicMap(JsonNode schema) {
    return schema != null && "atomic".equals(schema.path("x-kubernetes-map-type").asText());
  }

  public static boolean preservesUnknown(JsonNode schema) {
    return schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
  }

  public static boolean isIntOrString(JsonNode schema) {
    return schema.path("x-kubernetes-int-or-string").asBoolean(false);
  }

  /** Path of a field below another; the empty path is the object itself. */
  public static String child(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
