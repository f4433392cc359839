package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import java.util.List;

/** Finds the endpoint for a path. */
public final class Router {
  private final TypeRegistry types;
  private final Discovery discovery;
  private final OpenApiDocuments openApi;
  private final ReadEndpoints reads;
  private final WriteEndpoints writes;
  private final WatchEndpoint watches;
  private final PodLogEndpoint logs;

  /** Routes to the given endpoints. */
  public Router(
      TypeRegistry types,
      ReadEndpoints reads,
      WriteEndpoints writes,
      WatchEndpoint watches,
      PodLogEndpoint logs) {
    this.types = types;
    this.discovery = new Discovery(types);
    this.openApi = new OpenApiDocuments(types);
    this.reads = reads;
    this.writes = writes;
    this.watches = watches;
    this.logs = logs;
  }

  Response route(Request request, String path) {
    List<String> parts = request.path();
    if (parts.isEmpty()) {
      return Response.json(discovery.paths());
    }
    return switch (parts.get(0)) {
      case "healthz", "livez", "readyz" -> Response.text("ok");
      case "version" -> Response.json(discovery.version());
      case "openapi" -> Response.json(openApi(parts));
      case "api", "apis" -> api(request, parts);
      default -> throw ApiError.noSuchPath();
    };
  }

  private ObjectNode openApi(List<String> parts) {
    if (parts.size() < 2 || !parts.get(1).equals("v3")) {
      throw ApiError.noSuchPath();
    }
    if (parts.size() == 2) {
      return openApi.index();
    }
    return switch (parts.get(2) + parts.size()) {
      case "api4" -> openApi.document("", parts.get(3));
      case "apis5" -> openApi.document(parts.get(3), parts.get(4));
      default -> throw ApiError.noSuchPath();
    };
  }

  private Response api(Request request, List<String> parts) {
    boolean core = parts.get(0).equals("api");
    if (parts.size() == 1) {
      return Response.json(core ? discovery.coreVersions() : discovery.groups());
    }
    String group = core ? "" : parts.get(1);
    if (!core && parts.size() == 2) {
      return Response.json(discovery.group(group));
    }
    int versionAt = core ? 1 : 2;
    String version = parts.get(versionAt);
    List<String> rest = parts.subList(versionAt + 1, parts.size());
    if (rest.isEmpty()) {
      return Response.json(discovery.resources(group, version));
    }
    if (group.equals(AccessReviews.GROUP)) {
      return AccessReviews.answer(request, rest.get(rest.size() - 1));
    }
    return resource(request, target(group, version, rest));
  }

  /** Reads {@code [namespaces/<ns>/]<plural>[/<name>[/<subresource>]]}. */
  private Target target(String group, String version, List<String> rest) {
    String namespace = null;
    List<String> own = rest;
    boolean scoped =
        rest.size() >= 3
            && rest.get(0).equals("namespaces")
            && types.find(group, version, rest.get(2)).filter(ResourceType::namespaced).isPresent();
    if (scoped) {
      namespace = rest.get(1);
      own = rest.subList(2, rest.size());
    }
    ResourceType type = types.find(group, version, own.get(0)).orElseThrow(ApiError::noSuchPath);
    if (own.size() > 3 || own.size() > 1 && type.namespaced() && namespace == null) {
      throw ApiError.noSuchPath();
    }
    return new Target(
        type, namespace, own.size() > 1 ? own.get(1) : null, own.size() > 2 ? own.get(2) : "");
  }

  private Response resource(Request request, Target target) {
    return switch (target.subresource()) {
      case "" -> target.name() == null ? collection(request, target) : object(request, target);
      case "status" -> {
        if (!target.type().statusSubresource()) {
          throw ApiError.noSuchPath();
        }
        yield object(request, target);
      }
      case "log" -> {
        if (!target.type().is("pods")) {
          throw ApiError.noSuchPath();
        }
        yield logs.read(request, target);
      }
      default -> throw ApiError.noSuchPath();
    };
  }

  private Response collection(Request request, Target target) {
    return switch (request.method()) {
      case "GET" ->
          request.flag("watch") ? watches.watch(request, target) : reads.list(request, target);
      case "POST" -> writes.create(request, target);
      case "DELETE" -> writes.deleteCollection(request, target);
      default -> throw ApiError.methodNotAllowed();
    };
  }

  private Response object(Request request, Target target) {
    return switch (request.method()) {
      case "GET" ->
          request.flag("watch") ? watches.watch(request, target) : reads.get(request, target);
      case "PUT" -> writes.update(request, target);
      case "PATCH" -> writes.patch(request, target);
      case "DELETE" -> {
        if (target.isStatus()) {
          throw ApiError.methodNotAllowed();
        }
        yield writes.delete(request, target);
      }
      default -> throw ApiError.methodNotAllowed();
    };
  }
}
