package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * OpenAPI v3: an index, and per group and version a document with what kubectl reads from it: the
 * schemas (for {@code explain}) and the query parameters that writes accept (for validation and
 * {@code diff}).
 */
final class OpenApiDocuments {
  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final List<String> WRITE_PARAMETERS =
      List.of("dryRun", "fieldManager", "fieldValidation");

  private final TypeRegistry types;

  OpenApiDocuments(TypeRegistry types) {
    this.types = types;
  }

  ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    types
        .versionsByGroup()
        .forEach(
            (group, versions) ->
                versions.forEach(
                    version -> {
                      String path =
                          group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
                      // Clients keep documents on disk by this URL, so it must change with them.
                      String hash = Integer.toHexString(types.of(group, version).hashCode());
                      paths
                          .putObject(path)
                          .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
                    }));
    return index;
  }

  ObjectNode document(String group, String version) {
    List<ResourceType> served = types.of(group, version);
    if (served.isEmpty()) {
      throw ApiError.noSuchPath();
    }
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.32.0+local");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (ResourceType type : served) {
      ObjectNode schema = type.schema().deepCopy();
      schema.putArray(GVK).add(gvk(type));
      schemas.set(schemaName(type), schema);
      addPaths(type, paths);
    }
    return document;
  }

  private static void addPaths(ResourceType type, ObjectNode paths) {
    String root = (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
    String collection =
        root + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
    ObjectNode list = paths.putObject(collection);
    operation(list, "get", "list", type);
    operation(list, "post", "post", type);
    ObjectNode item = paths.putObject(collection + "/{name}");
    for (String method : List.of("get", "put", "patch", "delete")) {
      operation(item, method, method, type);
    }
  }

  private static void operation(ObjectNode path, String method, String action, ResourceType type) {
    ObjectNode operation = path.putObject(method).put("x-kubernetes-action", action);
    operation.set(GVK, gvk(type));
    if (!method.equals("get")) {
      ArrayNode parameters = operation.putArray("parameters");
      WRITE_PARAMETERS.forEach(p -> parameter(parameters, p, "string"));
      if (method.equals("patch")) {
        parameter(parameters, "force", "boolean");
      }
    }
    operation
        .putObject("responses")
        .putObject("200")
        .put("description", "OK")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schemaName(type));
  }

  private static void parameter(ArrayNode parameters, String name, String type) {
    parameters
        .addObject()
        .put("name", name)
        .put("in", "query")
        .putObject("schema")
        .put("type", type);
  }

  private static JsonNode gvk(ResourceType type) {
    return Json.object()
        .put("group", type.group())
        .put("version", type.version())
        .put("kind", type.kind());
  }

  private static String schemaName(ResourceType type) {
    String group = type.group().isEmpty() ? "core.api.k8s.io" : type.group();
    List<String> parts = Arrays.asList(group.split("\\."));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + type.version() + "." + type.kind();
  }
}
