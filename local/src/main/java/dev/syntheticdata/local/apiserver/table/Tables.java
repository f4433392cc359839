package dev.syntheticdata.local.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.PrinterColumn;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Answers of kind {@code Table}, from which kubectl prints. */
public final class Tables {
  private final Clock clock;

  /** Ages are relative to the clock. */
  public Tables(Clock clock) {
    this.clock = clock;
  }

  /**
   * A table with a row for each object.
   *
   * @param listMeta metadata of the list: resource version and continuation
   * @param includeObject {@code None}, {@code Metadata} or {@code Object}
   */
  public ObjectNode of(
      ResourceType type, List<ObjectNode> objects, ObjectNode listMeta, String includeObject) {
    List<Column> columns = columns(type);
    ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.set("metadata", listMeta);
    ArrayNode heads = table.putArray("columnDefinitions");
    for (Column column : columns) {
      PrinterColumn head = column.head();
      heads
          .addObject()
          .put("name", head.name())
          .put("type", head.type())
          .put("format", head.format())
          .put("description", head.description())
          .put("priority", head.priority());
    }
    ArrayNode rows = table.putArray("rows");
    Instant now = clock.instant();
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(c -> cells.add(c.cell().apply(object, now)));
      switch (includeObject) {
        case "None" -> {}
        case "Object" -> row.set("object", object);
        default -> row.set("object", metadataOnly(object));
      }
    }
    return table;
  }

  private static List<Column> columns(ResourceType type) {
    if (!type.isCustom()) {
      return BuiltinColumns.of(type);
    }
    List<Column> columns = new ArrayList<>(List.of(Column.name()));
    type.columns().forEach(c -> columns.add(Column.declared(c)));
    return columns;
  }

  /** The object reduced to its metadata. */
  public static ObjectNode metadataOnly(JsonNode object) {
    ObjectNode reduced =
        Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    reduced.set("metadata", object.get("metadata"));
    return reduced;
  }
}
