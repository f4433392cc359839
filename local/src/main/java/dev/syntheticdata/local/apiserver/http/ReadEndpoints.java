package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.store.Listing;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import dev.syntheticdata.local.apiserver.table.Tables;
import java.util.List;
import java.util.function.Predicate;

/** GET of one object and of collections. */
public final class ReadEndpoints {
  private final ObjectStore store;
  private final Tables tables;

  /** Reads from the store. */
  public ReadEndpoints(ObjectStore store, Tables tables) {
    this.store = store;
    this.tables = tables;
  }

  Response get(Request request, Target target) {
    ObjectNode object = store.get(target.key());
    if (object == null) {
      throw ApiError.notFound(target.type(), target.name());
    }
    if (request.wantsTable()) {
      ObjectNode meta = Json.object().put("resourceVersion", Meta.resourceVersion(object));
      return Response.json(
          tables.of(target.type(), List.of(object), meta, request.query("includeObject")));
    }
    return Response.json(request.wantsMetadataOnly() ? Tables.metadataOnly(object) : object);
  }

  Response list(Request request, Target target) {
    Predicate<JsonNode> selected = Selection.of(request, target);
    Listing listing = store.list(target.type().resource(), target.namespace());
    List<ObjectNode> objects = listing.objects().stream().filter(selected).toList();
    long revision = listing.revision();
    if (!request.query("continue").isEmpty()) {
      Continuation from = Continuation.decode(request.query("continue"));
      revision = from.revision();
      objects =
          objects.stream().filter(o -> from.isBefore(Meta.namespace(o), Meta.name(o))).toList();
    }
    ObjectNode meta = Json.object().put("resourceVersion", Long.toString(revision));
    int limit = (int) request.number("limit", 0);
    if (limit > 0 && objects.size() > limit) {
      ObjectNode last = objects.get(limit - 1);
      meta.put(
          "continue", new Continuation(revision, Meta.namespace(last), Meta.name(last)).encode());
      if (!Selection.isNarrowed(request)) {
        meta.put("remainingItemCount", objects.size() - limit);
      }
      objects = objects.subList(0, limit);
    }
    return Response.json(render(request, target, objects, meta));
  }

  private ObjectNode render(
      Request request, Target target, List<ObjectNode> objects, ObjectNode meta) {
    if (request.wantsTable()) {
      return tables.of(target.type(), objects, meta, request.query("includeObject"));
    }
    boolean reduced = request.wantsMetadataOnly();
    ObjectNode list =
        Json.object()
            .put("kind", reduced ? "PartialObjectMetadataList" : target.type().kind() + "List")
            .put("apiVersion", reduced ? "meta.k8s.io/v1" : target.type().apiVersion());
    list.set("metadata", meta);
    var items = list.putArray("items");
    objects.forEach(o -> items.add(reduced ? Tables.metadataOnly(o) : o));
    return list;
  }
}
