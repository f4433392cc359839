package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.store.WatchEvent;
import dev.syntheticdata.local.apiserver.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What one watch shows of the changes, and how. */
final class WatchFormat {
  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private final Tables tables;
  private final Request request;
  private final ResourceType type;
  private final Predicate<JsonNode> selected;

  WatchFormat(Tables tables, Request request, ResourceType type, Predicate<JsonNode> selected) {
    this.tables = tables;
    this.request = request;
    this.type = type;
    this.selected = selected;
  }

  /** The line for an object that was there when the watch began; null when not selected. */
  byte[] initial(ObjectNode object) {
    return selected.test(object) ? line("ADDED", render(object)) : null;
  }

  /**
   * The line for a change; null when the watch does not see it. An object that ceases to be
   * selected is shown as deleted, one that begins to be as added.
   */
  byte[] change(WatchEvent event) {
    boolean before = event.before() != null && selected.test(event.before());
    boolean after = event.after() != null && selected.test(event.after());
    if (!before && !after) {
      return null;
    }
    String kind = !before ? "ADDED" : after ? "MODIFIED" : "DELETED";
    return line(kind, render(event.last()));
  }

  /** The line that says how far the watch has come. */
  byte[] bookmark(long revision, boolean endOfInitialEvents) {
    ObjectNode object = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
    ObjectNode metadata = Meta.of(object).put("resourceVersion", Long.toString(revision));
    if (endOfInitialEvents) {
      metadata.putObject("annotations").put(INITIAL_EVENTS_END, "true");
    }
    return line("BOOKMARK", object);
  }

  byte[] error(ApiError error) {
    return line("ERROR", error.status());
  }

  private ObjectNode render(ObjectNode object) {
    if (request.wantsTable()) {
      ObjectNode meta = Json.object().put("resourceVersion", Meta.resourceVersion(object));
      return tables.of(type, List.of(object), meta, request.query("includeObject"));
    }
    return request.wantsMetadataOnly() ? Tables.metadataOnly(object) : object;
  }

  private static byte[] line(String kind, ObjectNode object) {
    ObjectNode event = Json.object().put("type", kind);
    event.set("object", object);
    // The client's watch over HTTP decodes each piece of bytes by itself: a character of several
    // bytes leaves zeros in its text, or is cut in two.
    byte[] json = Json.asciiBytes(event);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
