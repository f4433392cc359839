package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.lifecycle.Deletion;
import dev.syntheticdata.local.apiserver.lifecycle.Deletion.Propagation;
import dev.syntheticdata.local.apiserver.lifecycle.ObjectWriter;
import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.patch.JsonPatches;
import dev.syntheticdata.local.apiserver.patch.MergePatch;
import dev.syntheticdata.local.apiserver.patch.StrategicMergePatch;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** POST, PUT, PATCH and DELETE. */
public final class WriteEndpoints {
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
  private static final String APPLY_PATCH = "application/apply-patch+yaml";

  private final ObjectStore store;
  private final ObjectWriter writer;
  private final Deletion deletion;

  /** Writes through the writer and deletes through the deletion. */
  public WriteEndpoints(ObjectStore store, ObjectWriter writer, Deletion deletion) {
    this.store = store;
    this.writer = writer;
    this.deletion = deletion;
  }

  Response create(Request request, Target target) {
    if (target.type().namespaced() && target.namespace() == null) {
      throw ApiError.badRequest("an empty namespace may not be set during creation");
    }
    return Response.of(writer.create(target, request.object(), request.writeOptions()));
  }

  Response update(Request request, Target target) {
    return Response.of(writer.update(target, request.object(), request.writeOptions()));
  }

  Response patch(Request request, Target target) {
    String contentType = request.contentType().split(";", 2)[0].trim();
    boolean custom = target.type().isCustom();
    return switch (contentType) {
      case JSON_PATCH -> change(request, target, live -> JsonPatches.apply(live, body(request)));
      case MERGE_PATCH -> change(request, target, live -> MergePatch.apply(live, body(request)));
      case APPLY_PATCH -> apply(request, target);
      case STRATEGIC_PATCH -> {
        if (custom) {
          throw unsupported(true);
        }
        ObjectNode patch = request.object();
        yield change(
            request,
            target,
            live -> StrategicMergePatch.apply(target.type().schema(), (ObjectNode) live, patch));
      }
      default -> throw unsupported(custom);
    };
  }

  private static ApiError unsupported(boolean custom) {
    List<String> patches = List.of(JSON_PATCH, MERGE_PATCH, APPLY_PATCH);
    return ApiError.unsupportedMediaType(
        custom ? patches : List.of(JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH));
  }

  private static JsonNode body(Request request) {
    JsonNode body = request.tree();
    if (body == null) {
      throw ApiError.badRequest("the body of a patch must not be empty");
    }
    return body;
  }

  private Response change(Request request, Target target, UnaryOperator<JsonNode> change) {
    return Response.of(
        writer.patch(
            target,
            live -> {
              if (change.apply(live) instanceof ObjectNode changed) {
                return changed;
              }
              throw ApiError.badRequest("the patched document must be an object");
            },
            request.writeOptions()));
  }

  private Response apply(Request request, Target target) {
    if (request.query("fieldManager").isEmpty()) {
      throw ApiError.invalid(
          "meta.k8s.io",
          "PatchOptions",
          "",
          List.of(FieldError.required("fieldManager", "is required for apply patch")));
    }
    return Response.of(
        writer.apply(target, request.object(), request.flag("force"), request.writeOptions()));
  }

  Response delete(Request request, Target target) {
    Deletion.Deleted deleted = deletion.delete(target, options(request));
    if (deleted.gone() && !target.type().is("pods")) {
      return Response.json(Router.success(target, Meta.uid(deleted.object())));
    }
    return Response.json(deleted.object());
  }

  Response deleteCollection(Request request, Target target) {
    Predicate<JsonNode> selected = Selection.of(request, target);
    Deletion.Options options = options(request);
    ObjectNode list =
        Json.object()
            .put("kind", target.type().kind() + "List")
            .put("apiVersion", target.type().apiVersion());
    store.transaction(
        () -> {
          var listing = store.list(target.type().resource(), target.namespace());
          list.putObject("metadata").put("resourceVersion", Long.toString(listing.revision()));
          var items = list.putArray("items");
          for (ObjectNode object : listing.objects()) {
            Target each = new Target(target.type(), Meta.namespace(object), Meta.name(object), "");
            // The collector may have removed it already, together with another one.
            if (selected.test(object) && store.get(each.key()) != null) {
              items.add(deletion.delete(each, options).object());
            }
          }
          return null;
        });
    return Response.json(list);
  }

  private static Deletion.Options options(Request request) {
    JsonNode body = request.tree();
    JsonNode given = body == null ? Json.object() : body;
    String policy = given.path("propagationPolicy").asText(request.query("propagationPolicy"));
    if (policy.isEmpty()) {
      boolean orphan = given.path("orphanDependents").asBoolean(false);
      policy = orphan ? "Orphan" : "Background";
    }
    JsonNode preconditions = given.path("preconditions");
    boolean dryRun = request.dryRun() || Request.dryRun(given.path("dryRun").path(0).asText(""));
    return new Deletion.Options(
        propagation(policy),
        preconditions.path("uid").asText(""),
        preconditions.path("resourceVersion").asText(""),
        dryRun);
  }

  private static Propagation propagation(String policy) {
    try {
      return Propagation.valueOf(policy);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(
          "propagationPolicy: Unsupported value: \""
              + policy
              + "\": use Background, Foreground or Orphan");
    }
  }
}
