package dev.syntheticdata.local.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.schema.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a value decomposes into fields that can have different owners. Objects decompose into their
 * fields and lists with keys into their elements; atomic maps, plain lists and scalars do not
 * decompose. A missing schema (null) means: objects decompose, lists do not.
 */
final class FieldWalk {
  private static final Set<String> UNOWNED_ROOT = Set.of("apiVersion", "kind");
  private static final Set<String> UNOWNED_METADATA =
      Set.of(
          "name",
          "namespace",
          "generateName",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink");
  private static final List<String> METADATA = List.of("f:metadata");

  private FieldWalk() {}

  /** Whether the value is made of parts with owners of their own. */
  static boolean decomposes(JsonNode schema, JsonNode value) {
    if (value instanceof ObjectNode) {
      return !Schemas.isAtomicMap(schema);
    }
    return value instanceof ArrayNode
        && (!Schemas.listMapKeys(schema).isEmpty() || Schemas.isSet(schema));
  }

  /** The parts of a value that decomposes, by path element, in the order of the value. */
  static Map<String, JsonNode> parts(JsonNode schema, JsonNode value, List<String> path) {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (isOwnable(path, field.getKey())) {
          parts.put("f:" + field.getKey(), field.getValue());
        }
      }
      return parts;
    }
    for (JsonNode element : value) {
      parts.put(elementName(schema, element), element);
    }
    return parts;
  }

  /** The path element that names an element of a list with keys or of a set. */
  static String elementName(JsonNode listSchema, JsonNode element) {
    List<String> keys = Schemas.listMapKeys(listSchema);
    if (keys.isEmpty()) {
      return "v:" + element;
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (String key : keys) {
      JsonNode value = element.get(key);
      if (value == null) {
        value = listSchema.path("items").path("properties").path(key).get("default");
      }
      if (value != null) {
        sorted.put(key, value);
      }
    }
    ObjectNode identity = Json.object();
    sorted.forEach(identity::set);
    return "k:" + identity;
  }

  /** The schema of a part. */
  static JsonNode partSchema(JsonNode schema, String element) {
    return element.startsWith("f:")
        ? Schemas.field(schema, element.substring(2))
        : Schemas.items(schema);
  }

  /** The fields that a manager owns when it applies the whole value. */
  static FieldSet fieldsOf(JsonNode schema, JsonNode value) {
    List<List<String>> paths = new ArrayList<>();
    collect(schema, value, List.of(), false, paths);
    return FieldSet.of(paths);
  }

  /**
   * Collects the paths of a value and below it.
   *
   * @param containers whether objects and lists that decompose count themselves: what an update
   *     creates it owns with its containers, what an apply declares only by its leaves, list
   *     elements and map keys
   */
  static void collect(
      JsonNode schema,
      JsonNode value,
      List<String> path,
      boolean containers,
      List<List<String>> into) {
    if (!decomposes(schema, value)) {
      into.add(path);
      return;
    }
    for (Map.Entry<String, JsonNode> part : parts(schema, value, path).entrySet()) {
      String element = part.getKey();
      List<String> child = FieldSet.append(path, element);
      collect(partSchema(schema, element), part.getValue(), child, containers, into);
      boolean named = element.startsWith("f:") && Schemas.declares(schema, element.substring(2));
      boolean counts = containers || !named || part.getValue().isEmpty();
      if (counts && !child.equals(METADATA)) {
        into.add(child);
      }
    }
  }

  private static boolean isOwnable(List<String> path, String field) {
    if (path.isEmpty()) {
      return !UNOWNED_ROOT.contains(field);
    }
    return !path.equals(METADATA) || !UNOWNED_METADATA.contains(field);
  }
}
