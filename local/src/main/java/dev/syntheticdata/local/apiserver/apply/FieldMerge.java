package dev.syntheticdata.local.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.schema.Schemas;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Puts applied fields into an object, and takes fields out of it. Changes its target in place. */
final class FieldMerge {
  private FieldMerge() {}

  /** Sets every field of the configuration; other fields of the target stay. */
  static void merge(JsonNode schema, ObjectNode target, JsonNode configuration) {
    for (Map.Entry<String, JsonNode> field : configuration.properties()) {
      String name = field.getKey();
      JsonNode wanted = field.getValue();
      JsonNode present = target.get(name);
      JsonNode fieldSchema = Schemas.field(schema, name);
      if (!FieldWalk.decomposes(fieldSchema, wanted)) {
        target.set(name, wanted.deepCopy());
      } else if (wanted.isObject()) {
        ObjectNode object =
            present instanceof ObjectNode existing ? existing : target.putObject(name);
        merge(fieldSchema, object, wanted);
      } else {
        ArrayNode list = present instanceof ArrayNode existing ? existing : target.putArray(name);
        mergeList(fieldSchema, list, wanted);
      }
    }
  }

  private static void mergeList(JsonNode schema, ArrayNode target, JsonNode wanted) {
    for (JsonNode element : wanted) {
      JsonNode present = find(schema, target, FieldWalk.elementName(schema, element));
      if (present == null) {
        target.add(element.deepCopy());
      } else if (present instanceof ObjectNode object) {
        merge(Schemas.items(schema), object, element);
      }
    }
  }

  /** Removes the field or list element at a path, if it is there. */
  static void remove(JsonNode schema, JsonNode object, List<String> path) {
    JsonNode node = object;
    JsonNode nodeSchema = schema;
    for (String element : path.subList(0, path.size() - 1)) {
      node = step(nodeSchema, node, element);
      nodeSchema = FieldWalk.partSchema(nodeSchema, element);
      if (node == null) {
        return;
      }
    }
    String last = path.get(path.size() - 1);
    if (node instanceof ObjectNode parent && last.startsWith("f:")) {
      parent.remove(last.substring(2));
    } else if (node instanceof ArrayNode list) {
      removeElement(nodeSchema, list, last);
    }
  }

  private static void removeElement(JsonNode schema, ArrayNode list, String name) {
    for (Iterator<JsonNode> elements = list.iterator(); elements.hasNext(); ) {
      if (FieldWalk.elementName(schema, elements.next()).equals(name)) {
        elements.remove();
      }
    }
  }

  private static JsonNode step(JsonNode schema, JsonNode node, String element) {
    return element.startsWith("f:") ? node.get(element.substring(2)) : find(schema, node, element);
  }

  private static JsonNode find(JsonNode schema, JsonNode list, String name) {
    for (JsonNode element : list) {
      if (FieldWalk.elementName(schema, element).equals(name)) {
        return element;
      }
    }
    return null;
  }
}
