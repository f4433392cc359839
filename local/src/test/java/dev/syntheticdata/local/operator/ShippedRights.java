package dev.syntheticdata.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.StreamSupport;

/**
 * Enforces on one user agent what a rendered chart grants to the operator's service account, and
 * notes what was asked for. Others may do all.
 */
final class ShippedRights implements RequestFilter {

  /**
   * A rule of a role.
   *
   * @param namespace where it holds; empty for everywhere
   */
  private record Rule(
      String namespace,
      List<String> groups,
      List<String> resources,
      List<String> names,
      List<String> verbs) {

    boolean allows(AccessRequest request) {
      return (namespace.isEmpty() || namespace.equals(request.namespace()))
          && covers(groups, request.group())
          && covers(resources, request.resource())
          && covers(verbs, request.verb())
          && (names.isEmpty() || names.contains(request.name()));
    }

    private static boolean covers(List<String> granted, String asked) {
      return granted.contains("*") || granted.contains(asked);
    }

    private Set<String> permissions() {
      var result = new TreeSet<String>();
      for (var group : groups) {
        for (var resource : resources) {
          verbs.forEach(verb -> result.add(permission(verb, group, resource)));
        }
      }
      return result;
    }
  }

  /** What every service account may do, by the cluster role system:basic-user. */
  private static final Rule BASIC_USER =
      new Rule(
          "",
          List.of("authorization.k8s.io"),
          List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews"),
          List.of(),
          List.of("create"));

  private final String agent;
  private final String user;
  private final List<Rule> rules;
  private final Set<String> used = new ConcurrentSkipListSet<>();
  private final Set<String> denied = new ConcurrentSkipListSet<>();

  private ShippedRights(String agent, String user, List<Rule> rules) {
    this.agent = agent;
    this.user = user;
    this.rules = rules;
  }

  /**
   * Reads what bindings grant to the service account of a rendered chart.
   *
   * @param agent the user agent that stands for the service account
   */
  static ShippedRights of(Path manifests, String agent) throws IOException {
    var objects = Json.parseYaml(Files.readAllBytes(manifests));
    var account = only(objects, "ServiceAccount", null).path("metadata");
    var rules = new ArrayList<Rule>();
    for (JsonNode binding : objects) {
      var kind = binding.path("kind").asText();
      if (kind.endsWith("RoleBinding") && binds(binding, account)) {
        var role = binding.path("roleRef");
        var namespace =
            kind.equals("RoleBinding") ? binding.path("metadata").path("namespace").asText() : "";
        only(objects, role.path("kind").asText(), role.path("name").asText())
            .path("rules")
            .forEach(rule -> rules.add(rule(namespace, rule)));
      }
    }
    var user =
        "system:serviceaccount:"
            + account.path("namespace").asText()
            + ":"
            + account.path("name").asText();
    return new ShippedRights(agent, user, List.copyOf(rules));
  }

  private static boolean binds(JsonNode binding, JsonNode account) {
    return StreamSupport.stream(binding.path("subjects").spliterator(), false)
        .anyMatch(
            subject ->
                subject.path("kind").asText().equals("ServiceAccount")
                    && subject.path("name").equals(account.path("name"))
                    && subject.path("namespace").equals(account.path("namespace")));
  }

  private static JsonNode only(List<? extends JsonNode> objects, String kind, String name) {
    var found =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals(kind))
            .filter(
                object ->
                    name == null || object.path("metadata").path("name").asText().equals(name))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " objects " + kind + " " + name + ", not 1");
    }
    return found.get(0);
  }

  private static Rule rule(String namespace, JsonNode rule) {
    return new Rule(
        namespace,
        words(rule, "apiGroups"),
        words(rule, "resources"),
        words(rule, "resourceNames"),
        words(rule, "verbs"));
  }

  private static List<String> words(JsonNode rule, String field) {
    return StreamSupport.stream(rule.path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Override
  public Verdict before(ApiCall call) {
    if (!call.userAgent().equals(agent)) {
      return new Proceed();
    }
    var asked = AccessRequest.of(call);
    if (asked.isEmpty() || BASIC_USER.allows(asked.get())) {
      // Discovery is open to every service account.
      return new Proceed();
    }
    var request = asked.get();
    if (rules.stream().anyMatch(rule -> rule.allows(request))) {
      used.add(permission(request.verb(), request.group(), request.resource()));
      return new Proceed();
    }
    var refusal = request.refusal(user);
    denied.add(refusal);
    return new Refuse(403, "Forbidden", refusal);
  }

  private static String permission(String verb, String group, String resource) {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }

  /** Refusals, by what the server said. */
  Set<String> denied() {
    return denied;
  }

  /** Permissions that were made use of, as {@code <verb> <resource>.<group>}. */
  Set<String> used() {
    return used;
  }

  /** Permissions that are granted, whether used or not. */
  Set<String> granted() {
    var result = new TreeSet<String>();
    rules.forEach(rule -> result.addAll(rule.permissions()));
    return result;
  }
}
