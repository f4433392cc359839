package dev.syntheticdata.local.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an update changes.
 *
 * @param changed fields that are new or have another value
 * @param removed fields that are gone
 */
record FieldDiff(FieldSet changed, FieldSet removed) {

  static FieldDiff between(JsonNode schema, JsonNode before, JsonNode after) {
    List<List<String>> changed = new ArrayList<>();
    List<List<String>> removed = new ArrayList<>();
    compare(schema, before, after, List.of(), changed, removed);
    return new FieldDiff(FieldSet.of(changed), FieldSet.of(removed));
  }

  private static void compare(
      JsonNode schema,
      JsonNode before,
      JsonNode after,
      List<String> path,
      List<List<String>> changed,
      List<List<String>> removed) {
    boolean parts =
        FieldWalk.decomposes(schema, before)
            && FieldWalk.decomposes(schema, after)
            && before.isObject() == after.isObject();
    if (!parts) {
      if (!Json.same(before, after)) {
        FieldWalk.collect(schema, after, path, true, changed);
        changed.add(path);
      }
      return;
    }
    Map<String, JsonNode> old = FieldWalk.parts(schema, before, path);
    Map<String, JsonNode> now = FieldWalk.parts(schema, after, path);
    for (Map.Entry<String, JsonNode> part : now.entrySet()) {
      List<String> child = FieldSet.append(path, part.getKey());
      JsonNode partSchema = FieldWalk.partSchema(schema, part.getKey());
      JsonNode previous = old.get(part.getKey());
      if (previous == null) {
        FieldWalk.collect(partSchema, part.getValue(), child, true, changed);
        if (!child.equals(List.of("f:metadata"))) {
          changed.add(child);
        }
      } else {
        compare(partSchema, previous, part.getValue(), child, changed, removed);
      }
    }
    for (Map.Entry<String, JsonNode> part : old.entrySet()) {
      if (!now.containsKey(part.getKey())) {
        List<String> child = FieldSet.append(path, part.getKey());
        FieldWalk.collect(
            FieldWalk.partSchema(schema, part.getKey()), part.getValue(), child, true, removed);
        removed.add(child);
      }
    }
  }
}
