package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.ApiCall;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an authorizer is asked about a request, read from its path as a Kubernetes API server does.
 *
 * @param verb get, list, watch, create, update, patch, delete or deletecollection
 * @param group the API group, empty for the core group
 * @param resource plural of the kind, with {@code /<subresource>} where there is one
 * @param namespace the namespace, empty at the cluster scope
 * @param name name of the object, empty where the path names none
 */
record AccessRequest(String verb, String group, String resource, String namespace, String name) {

  private static final Pattern ONE_NAME = Pattern.compile("(?:^|,)metadata\\.name==?([^,]+)");

  /** The question; empty for paths that are no resources, such as discovery. */
  static Optional<AccessRequest> of(ApiCall call) {
    var parts = Arrays.stream(call.path().split("/")).filter(part -> !part.isEmpty()).toList();
    boolean core = !parts.isEmpty() && parts.get(0).equals("api");
    boolean grouped = !parts.isEmpty() && parts.get(0).equals("apis");
    if (!core && !grouped || parts.size() < (core ? 3 : 4)) {
      return Optional.empty();
    }
    var rest = parts.subList(core ? 2 : 3, parts.size());
    var namespace = "";
    if (rest.get(0).equals("namespaces") && rest.size() > 1) {
      namespace = rest.get(1);
      if (rest.size() > 2 && !List.of("status", "finalize").contains(rest.get(2))) {
        rest = rest.subList(2, rest.size());
      }
    }
    var name = rest.size() > 1 ? rest.get(1) : selectedName(call);
    var resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0);
    return Optional.of(
        new AccessRequest(
            verb(call, rest.size() > 1), core ? "" : parts.get(1), resource, namespace, name));
  }

  private static String verb(ApiCall call, boolean named) {
    return switch (call.method()) {
      case "GET", "HEAD" -> named ? "get" : call.isWatch() ? "watch" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> throw new IllegalArgumentException("no verb for " + call.method());
    };
  }

  /** A list or watch of exactly one object counts as asked for by its name. */
  private static String selectedName(ApiCall call) {
    Matcher matcher = ONE_NAME.matcher(call.query().getOrDefault("fieldSelector", ""));
    return matcher.find() ? matcher.group(1) : "";
  }

  /** The message of a server that refuses it. */
  String refusal(String user) {
    return resource
        + (name.isEmpty() ? "" : " \"" + name + "\"")
        + " is forbidden: User \""
        + user
        + "\" cannot "
        + verb
        + " resource \""
        + resource
        + "\" in API group \""
        + group
        + "\" "
        + (namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + '"');
  }
}
