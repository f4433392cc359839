package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes the fields that a structural schema does not know. */
public final class Pruning {
  private static final Set<String> TYPE_META = Set.of("apiVersion", "kind", "metadata");

  private Pruning() {}

  /** Changes {@code value} in place and returns the paths of what was removed. */
  public static List<String> apply(JsonNode schema, JsonNode value) {
    List<String> removed = new ArrayList<>();
    prune(schema, value, "", removed);
    return removed;
  }

  private static void prune(JsonNode schema, JsonNode value, String path, List<String> removed) {
    if (schema == null) {
      return;
    }
    if (value instanceof ObjectNode object) {
      boolean keepAll = keepsUnknown(schema);
      boolean embedded = schema.path("x-kubernetes-embedded-resource").asBoolean(false);
      for (String name : fieldNames(object)) {
        String child = Schemas.child(path, name);
        JsonNode field = Schemas.field(schema, name);
        if (field != null) {
          prune(field, object.get(name), child, removed);
        } else if (!keepAll && !(embedded && TYPE_META.contains(name))) {
          object.remove(name);
          removed.add(child);
        }
      }
    } else if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        prune(Schemas.items(schema), list.get(i), path + "[" + i + "]", removed);
      }
    }
  }

  private static boolean keepsUnknown(JsonNode schema) {
    return Schemas.preservesUnknown(schema)
        || schema.path("additionalProperties").asBoolean(false)
        || Schemas.isIntOrString(schema);
  }

  private static List<String> fieldNames(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
