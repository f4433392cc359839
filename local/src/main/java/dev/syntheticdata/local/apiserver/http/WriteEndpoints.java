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
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.patch.JsonPatches;
import dev.syntheticdata.local.apiserver.patch.MergePatch;
import dev.syntheticdata.local.apiserver.patch.StrategicMergePatch;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
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
    Deletion.Options options = options(request, target.type());
    Deletion.Deleted deleted = deletion.delete(target, options);
    boolean object = !deleted.gone() || target.type().is(BuiltinTypes.PODS);
    return Response.json(
        200,
        object ? deleted.object() : success(target, Meta.uid(deleted.object())),
        warnings(request, target.type()));
  }

  private static ObjectNode success(Target target, String uid) {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details").put("name", target.name());
    if (!target.type().group().isEmpty()) {
      details.put("group", target.type().group());
    }
    details.put("kind", target.type().plural()).put("uid", uid);
    return status;
  }

  Response deleteCollection(Request request, Target target) {
    Predicate<JsonNode> selected = Selection.of(request, target);
    Deletion.Options options = options(request, target.type());
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
    return Response.json(200, list, warnings(request, target.type()));
  }

  private static Deletion.Options options(Request request, ResourceType type) {
    JsonNode given = deleteOptions(request);
    String policy = policy(request);
    JsonNode preconditions = given.path("preconditions");
    boolean dryRun = request.dryRun() || Request.dryRun(given.path("dryRun").path(0).asText(""));
    return new Deletion.Options(
        policy.isEmpty() ? defaultPropagation(type) : propagation(policy),
        preconditions.path("uid").asText(""),
        preconditions.path("resourceVersion").asText(""),
        dryRun);
  }

  private static JsonNode deleteOptions(Request request) {
    JsonNode body = request.tree();
    return body == null ? Json.object() : body;
  }

  /** The policy that the request names, or empty. */
  private static String policy(Request request) {
    JsonNode given = deleteOptions(request);
    String policy = given.path("propagationPolicy").asText(request.query("propagationPolicy"));
    return policy.isEmpty() && given.path("orphanDependents").asBoolean(false)
        ? Propagation.Orphan.name()
        : policy;
  }

  /** Background, but pods survive their Job: so it is in every cluster, for compatibility. */
  private static Propagation defaultPropagation(ResourceType type) {
    return type.is(BuiltinTypes.JOBS) ? Propagation.Orphan : Propagation.Background;
  }

  private static List<String> warnings(Request request, ResourceType type) {
    return type.is(BuiltinTypes.JOBS) && policy(request).isEmpty()
        ? List.of(
            "child pods are preserved by default when jobs are deleted; set"
                + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan"
                + " to suppress this warning")
        : List.of();
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
