package dev.syntheticdata.local.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Strategic merge patch: as a merge patch, but lists whose schema has the patch strategy {@code
 * merge} merge by element, and directives ({@code $patch}, {@code $retainKeys}, {@code
 * $setElementOrder/f}, {@code $deleteFromPrimitiveList/f}) steer it.
 */
public final class StrategicMergePatch {
  private static final String PATCH = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE = "$deleteFromPrimitiveList/";

  private StrategicMergePatch() {}

  /** The patched object; neither argument is changed. */
  public static ObjectNode apply(JsonNode schema, ObjectNode target, ObjectNode patch) {
    ObjectNode result = target.deepCopy();
    merge(schema, result, patch);
    return result;
  }

  private static void merge(JsonNode schema, ObjectNode target, ObjectNode patch) {
    String directive = patch.path(PATCH).asText("merge");
    if (directive.equals("replace") || directive.equals("delete")) {
      target.removeAll();
      if (directive.equals("replace")) {
        target.setAll(patch.deepCopy());
        target.remove(PATCH);
      }
      return;
    }
    if (patch.has(RETAIN)) {
      List<String> kept = new ArrayList<>();
      patch.get(RETAIN).forEach(k -> kept.add(k.asText()));
      target.retain(kept);
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      mergeField(schema, target, change.getKey(), change.getValue());
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      if (change.getKey().startsWith(ORDER)) {
        String field = change.getKey().substring(ORDER.length());
        order(Schemas.field(schema, field), target, field, change.getValue());
      }
    }
  }

  private static void mergeField(JsonNode schema, ObjectNode target, String name, JsonNode change) {
    if (name.startsWith(DELETE)) {
      deleteScalars(target.get(name.substring(DELETE.length())), change);
    } else if (name.startsWith("$")) {
      return;
    } else if (change.isNull()) {
      target.remove(name);
    } else if (change instanceof ObjectNode object) {
      merge(Schemas.field(schema, name), Json.child(target, name), object);
    } else if (change instanceof ArrayNode list && mergesLists(Schemas.field(schema, name))) {
      ArrayNode present =
          target.get(name) instanceof ArrayNode existing ? existing : target.putArray(name);
      mergeList(Schemas.field(schema, name), name, present, list);
    } else {
      target.set(name, change.deepCopy());
    }
  }

  private static boolean mergesLists(JsonNode schema) {
    return schema != null && "merge".equals(schema.path("x-kubernetes-patch-strategy").asText());
  }

  private static void mergeList(JsonNode schema, String name, ArrayNode target, ArrayNode patch) {
    String key = schema.path("x-kubernetes-patch-merge-key").asText("");
    for (JsonNode element : patch) {
      if (key.isEmpty()) {
        if (indexOf(target, element) < 0) {
          target.add(element.deepCopy());
        }
        continue;
      }
      String directive = element.path(PATCH).asText("");
      if (directive.equals("replace") && element.size() == 1) {
        target.removeAll();
        continue;
      }
      if (!element.has(key)) {
        throw ApiError.badRequest(
            "map: " + element + " does not contain declared merge key: " + key + " of " + name);
      }
      int index = indexOfKey(target, key, element.get(key));
      if (directive.equals("delete")) {
        if (index >= 0) {
          target.remove(index);
        }
      } else {
        ObjectNode present = index < 0 ? target.addObject() : (ObjectNode) target.get(index);
        merge(Schemas.items(schema), present, (ObjectNode) element);
      }
    }
  }

  private static void deleteScalars(JsonNode target, JsonNode deleted) {
    if (target instanceof ArrayNode list) {
      deleted.forEach(
          d -> {
            for (int i = indexOf(list, d); i >= 0; i = indexOf(list, d)) {
              list.remove(i);
            }
          });
    }
  }

  /** Elements that the patch does not name keep their order and come last. */
  private static void order(JsonNode schema, ObjectNode target, String field, JsonNode wanted) {
    if (!(target.get(field) instanceof ArrayNode list) || schema == null) {
      return;
    }
    String key = schema.path("x-kubernetes-patch-merge-key").asText("");
    List<JsonNode> ordered = new ArrayList<>();
    for (JsonNode element : wanted) {
      int index = key.isEmpty() ? indexOf(list, element) : indexOfKey(list, key, element.get(key));
      if (index >= 0) {
        ordered.add(list.remove(index));
      }
    }
    list.forEach(ordered::add);
    list.removeAll();
    list.addAll(ordered);
  }

  private static int indexOf(ArrayNode list, JsonNode element) {
    for (int i = 0; i < list.size(); i++) {
      if (Json.same(list.get(i), element)) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOfKey(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (Json.same(list.get(i).get(key), value)) {
        return i;
      }
    }
    return -1;
  }
}
