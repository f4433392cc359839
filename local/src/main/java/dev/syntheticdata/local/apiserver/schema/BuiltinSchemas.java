package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Structural schemas of the built-in kinds, expanded from the short notation that {@code
 * builtin-schemas.yaml} explains. Sub-schemas are shared between kinds and must not be changed.
 */
public final class BuiltinSchemas {
  private static final BuiltinSchemas LOADED = new BuiltinSchemas();

  private final JsonNode notation;
  private final Map<String, ObjectNode> expanded = new HashMap<>();

  private BuiltinSchemas() {
    try (InputStream in = BuiltinSchemas.class.getResourceAsStream("builtin-schemas.yaml")) {
      notation = Json.parseYaml(in.readAllBytes()).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of a whole object of the kind, with {@code apiVersion, kind, metadata}. */
  public static ObjectNode forKind(String kind) {
    synchronized (LOADED) {
      ObjectNode schema = Json.object().put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      putTypeMeta(properties);
      properties.set("metadata", objectMeta());
      ObjectNode own = LOADED.named(kind);
      properties.setAll((ObjectNode) own.get("properties"));
      if (own.has("required")) {
        schema.set("required", own.get("required"));
      }
      return schema;
    }
  }

  /** The schema of {@code metadata}, which every kind shares. */
  public static ObjectNode objectMeta() {
    synchronized (LOADED) {
      return LOADED.named("ObjectMeta");
    }
  }

  /** Adds {@code apiVersion} and {@code kind} to the properties of an object schema. */
  public static void putTypeMeta(ObjectNode properties) {
    properties
        .putObject("apiVersion")
        .put("type", "string")
        .put("description", "Group and version of the schema this object is written in.");
    properties
        .putObject("kind")
        .put("type", "string")
        .put("description", "The kind of resource this object is.");
  }

  private ObjectNode named(String name) {
    ObjectNode known = expanded.get(name);
    if (known != null) {
      return known;
    }
    ObjectNode schema = Json.object().put("type", "object");
    expanded.put(name, schema);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = Json.object().arrayNode();
    JsonNode fields = notation.get(name);
    if (fields == null) {
      throw new IllegalStateException("builtin-schemas.yaml has no entry " + name);
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      properties.set(field.getKey(), field(field.getKey(), field.getValue().asText(), required));
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private ObjectNode field(String name, String text, ArrayNode required) {
    String[] parts = text.split("\\s*\\|\\s(?=[A-Z])", 2);
    List<String> words = List.of(parts[0].trim().split("\\s+"));
    String type = words.get(0);
    if (type.endsWith("!")) {
      required.add(name);
      type = type.substring(0, type.length() - 1);
    }
    ObjectNode schema = type(type);
    if (parts.length == 2) {
      schema = schema.deepCopy().put("description", parts[1].trim());
    }
    for (String modifier : words.subList(1, words.size())) {
      schema = schema.deepCopy();
      modify(schema, modifier);
    }
    return schema;
  }

  private ObjectNode type(String type) {
    if (type.startsWith("[")) {
      ObjectNode list = Json.object().put("type", "array");
      list.set("items", type(type.substring(1, type.length() - 1)));
      return list;
    }
    if (type.startsWith("{")) {
      ObjectNode map = Json.object().put("type", "object");
      map.set("additionalProperties", type(type.substring(1, type.length() - 1)));
      return map;
    }
    return switch (type) {
      case "string", "integer", "number", "boolean" -> Json.object().put("type", type);
      case "time" -> Json.object().put("type", "string").put("format", "date-time");
      case "quantity" -> quantity();
      case "any" -> Json.object().put("x-kubernetes-preserve-unknown-fields", true);
      default -> named(type);
    };
  }

  /** An amount such as {@code 500m} or {@code 0.5}. */
  private static ObjectNode quantity() {
    ObjectNode quantity = Json.object().put("format", "quantity");
    ArrayNode types = quantity.putArray("anyOf");
    types.addObject().put("type", "string");
    types.addObject().put("type", "number");
    return quantity;
  }

  private static void modify(ObjectNode schema, String modifier) {
    String[] pair = modifier.split("=", 2);
    switch (pair[0]) {
      case "key" -> {
        schema.put("x-kubernetes-list-type", "map");
        ArrayNode keys = schema.putArray("x-kubernetes-list-map-keys");
        for (String key : pair[1].split(",")) {
          keys.add(key);
        }
        mergeKey(schema, keys.get(0).asText());
      }
      case "set" -> schema.put("x-kubernetes-list-type", "set");
      case "atomic" -> schema.put("x-kubernetes-map-type", "atomic");
      case "merge" -> mergeKey(schema, pair.length == 2 ? pair[1] : null);
      case "enum" -> {
        ArrayNode values = schema.putArray("enum");
        for (String value : pair[1].split("\\|")) {
          values.add(value);
        }
      }
      case "default" -> schema.set("default", Json.parse(pair[1]));
      case "min" -> schema.put("minimum", Long.parseLong(pair[1]));
      default -> throw new IllegalStateException("unknown modifier " + modifier);
    }
  }

  private static void mergeKey(ObjectNode schema, String key) {
    schema.put("x-kubernetes-patch-strategy", "merge");
    if (key != null) {
      schema.put("x-kubernetes-patch-merge-key", key);
    }
  }
}
