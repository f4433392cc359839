package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tells clients which groups, versions and resources are served. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private final TypeRegistry types;

  Discovery(TypeRegistry types) {
    this.types = types;
  }

  ObjectNode paths() {
    ObjectNode answer = Json.object();
    ArrayNode paths = answer.putArray("paths");
    List.of("/api", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version")
        .forEach(paths::add);
    return answer;
  }

  ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "32")
        .put("gitVersion", "v1.32.0+local")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "none")
        .put("compiler", "javac")
        .put("platform", "java/" + Runtime.version().feature());
  }

  ObjectNode coreVersions() {
    ObjectNode answer = Json.object().put("kind", "APIVersions");
    answer.putArray("versions").add("v1");
    answer.putArray("serverAddressByClientCIDRs");
    return answer;
  }

  ObjectNode groups() {
    ObjectNode answer = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = answer.putArray("groups");
    versions().forEach((name, versions) -> groups.add(describe(name, versions)));
    return answer;
  }

  ObjectNode group(String name) {
    TreeSet<String> versions = versions().get(name);
    if (versions == null) {
      throw ApiError.noSuchPath();
    }
    return describe(name, versions).put("kind", "APIGroup").put("apiVersion", "v1");
  }

  private Map<String, TreeSet<String>> versions() {
    Map<String, TreeSet<String>> groups = types.versionsByGroup();
    groups.remove("");
    groups.put(AccessReviews.GROUP, new TreeSet<>(List.of("v1")));
    return groups;
  }

  private static ObjectNode describe(String name, TreeSet<String> versions) {
    ObjectNode group = Json.object().put("name", name);
    ArrayNode list = group.putArray("versions");
    versions.forEach(v -> list.addObject().put("groupVersion", name + "/" + v).put("version", v));
    group.set("preferredVersion", list.get(0).deepCopy());
    return group;
  }

  ObjectNode resources(String group, String version) {
    List<ResourceType> served = types.of(group, version);
    boolean reviews = group.equals(AccessReviews.GROUP) && version.equals("v1");
    if (served.isEmpty() && !reviews) {
      throw ApiError.noSuchPath();
    }
    ObjectNode answer =
        Json.object()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = answer.putArray("resources");
    served.forEach(t -> add(t, resources));
    if (reviews) {
      AccessReviews.KINDS.forEach(
          (plural, kind) -> entry(resources, plural, kind, false).putArray("verbs").add("create"));
    }
    return answer;
  }

  private static void add(ResourceType type, ArrayNode resources) {
    ObjectNode entry = entry(resources, type.plural(), type.kind(), type.namespaced());
    entry.put("singularName", type.singular());
    ArrayNode verbs = entry.putArray("verbs");
    VERBS.forEach(verbs::add);
    if (!type.shortNames().isEmpty()) {
      type.shortNames().forEach(entry.putArray("shortNames")::add);
    }
    if (!type.categories().isEmpty()) {
      type.categories().forEach(entry.putArray("categories")::add);
    }
    if (type.statusSubresource()) {
      entry(resources, type.plural() + "/status", type.kind(), type.namespaced())
          .putArray("verbs")
          .add("get")
          .add("patch")
          .add("update");
    }
    if (type.is("pods")) {
      entry(resources, "pods/log", type.kind(), true).putArray("verbs").add("get");
    }
  }

  private static ObjectNode entry(
      ArrayNode resources, String name, String kind, boolean namespaced) {
    return resources
        .addObject()
        .put("name", name)
        .put("singularName", "")
        .put("namespaced", namespaced)
        .put("kind", kind);
  }
}
