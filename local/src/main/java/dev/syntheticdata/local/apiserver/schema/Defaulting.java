package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills fields that are absent with the defaults of a structural schema. Null in a field that is
 * not nullable counts as absent, and goes where there is no default.
 */
public final class Defaulting {
  private Defaulting() {}

  /** Changes {@code value} in place. */
  public static void apply(JsonNode schema, JsonNode value) {
    if (schema == null) {
      return;
    }
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        fill(object, property.getKey(), property.getValue());
      }
      JsonNode additional = Schemas.additional(schema);
      if (additional != null) {
        for (String key : keys(object)) {
          fill(object, key, additional);
        }
      }
    } else if (value instanceof ArrayNode list) {
      list.forEach(v -> apply(Schemas.items(schema), v));
    }
  }

  private static Set<String> keys(ObjectNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static void fill(ObjectNode object, String name, JsonNode schema) {
    JsonNode present = object.get(name);
    boolean absent =
        present == null || present.isNull() && !schema.path("nullable").asBoolean(false);
    if (absent && schema.has("default")) {
      object.set(name, schema.get("default").deepCopy());
    } else if (absent) {
      object.remove(name);
    }
    apply(schema, object.get(name));
  }
}
