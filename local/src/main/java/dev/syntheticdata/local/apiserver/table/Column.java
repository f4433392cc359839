package dev.syntheticdata.local.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.syntheticdata.local.apiserver.model.PrinterColumn;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param head name, type and priority
 * @param cell the value of an object at a time; null shows as empty
 */
record Column(PrinterColumn head, BiFunction<JsonNode, Instant, JsonNode> cell) {

  static Column name() {
    PrinterColumn head = new PrinterColumn("Name", "string", "name", "Name of the object.", "", 0);
    return new Column(head, (object, now) -> object.path("metadata").path("name"));
  }

  static Column age() {
    return date("Age", object -> object.path("metadata").path("creationTimestamp").asText(""));
  }

  static Column date(String name, Function<JsonNode, String> timestamp) {
    return new Column(
        head(name, "string", 0),
        (object, now) -> TextNode.valueOf(Ages.since(timestamp.apply(object), now)));
  }

  static Column text(String name, Function<JsonNode, String> value) {
    return new Column(
        head(name, "string", 0), (object, now) -> TextNode.valueOf(value.apply(object)));
  }

  /** A column that only {@code -o wide} shows. */
  static Column wide(String name, Function<JsonNode, String> value) {
    return new Column(
        head(name, "string", 1), (object, now) -> TextNode.valueOf(value.apply(object)));
  }

  static Column count(String name, Function<JsonNode, Integer> value) {
    return new Column(
        head(name, "integer", 0), (object, now) -> IntNode.valueOf(value.apply(object)));
  }

  /** A column that a CRD declares. */
  static Column declared(PrinterColumn head) {
    return new Column(
        head,
        (object, now) -> {
          JsonNode value = JsonPath.find(object, head.jsonPath());
          if (value == null) {
            return null;
          }
          return switch (head.type()) {
            case "date" -> TextNode.valueOf(Ages.since(value.asText(), now));
            case "integer", "number", "boolean" -> value;
            default ->
                TextNode.valueOf(value.isContainerNode() ? value.toString() : value.asText());
          };
        });
  }

  private static PrinterColumn head(String name, String type, int priority) {
    return new PrinterColumn(name, type, "", "", "", priority);
  }
}
