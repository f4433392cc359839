package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator, and people, may do in a cluster. */
class RightsTest {

  private static final String ALL_NAMESPACES = "{}";
  private static final String TWO_NAMESPACES = "watchNamespaces: [team-a, team-b]";
  private static final String REPLICATED = "replicaCount: 3";

  @ParameterizedTest
  @ValueSource(strings = {ALL_NAMESPACES, TWO_NAMESPACES, REPLICATED})
  void nobodyGetsSecrets(String values) {
    assertThat(rights(values)).isNotEmpty().noneMatch(right -> right.contains("secrets"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL_NAMESPACES, TWO_NAMESPACES, REPLICATED})
  void nothingIsGrantedByWildcard(String values) {
    assertThat(rights(values)).isNotEmpty().noneMatch(right -> right.contains("*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL_NAMESPACES, TWO_NAMESPACES, REPLICATED})
  void everyRuleSaysWhy(String values) {
    var lines = Chart.render(values).lines().map(String::strip).toList();
    var silent = new ArrayList<String>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("- apiGroups:") && !lines.get(i - 1).startsWith("#")) {
        silent.add(lines.get(i) + " " + lines.get(i + 1));
      }
    }
    assertThat(silent).isEmpty();
  }

  /** The list is what the operator's code calls; change both together. */
  @Test
  void theOperatorGetsWhatItsCodeCallsAndNothingElse() {
    assertThat(rights(role("ClusterRole", "sdo-synthetic-data-operator", ALL_NAMESPACES)))
        .containsExactlyInAnyOrder(
            "create batch/jobs",
            "create configmaps",
            "create events",
            "create syntheticdata.dev/generatorversions",
            "create syntheticdata.dev/syntheticdatasetversions",
            "delete batch/jobs",
            "delete syntheticdata.dev/generatorversions",
            "delete syntheticdata.dev/syntheticdatasetversions",
            "get batch/jobs",
            "get configmaps",
            "get syntheticdata.dev/generators",
            "get syntheticdata.dev/generatorversions",
            "get syntheticdata.dev/syntheticdatasets",
            "get syntheticdata.dev/syntheticdatasetversions",
            "list batch/jobs",
            "list pods",
            "list syntheticdata.dev/generators",
            "list syntheticdata.dev/generatorversions",
            "list syntheticdata.dev/syntheticdatasets",
            "list syntheticdata.dev/syntheticdatasetversions",
            "patch batch/jobs",
            "patch syntheticdata.dev/generators",
            "patch syntheticdata.dev/generators/status",
            "patch syntheticdata.dev/generatorversions/status",
            "patch syntheticdata.dev/syntheticdatasets",
            "patch syntheticdata.dev/syntheticdatasets/status",
            "patch syntheticdata.dev/syntheticdatasetversions/status",
            "update syntheticdata.dev/generators/finalizers",
            "update syntheticdata.dev/generatorversions/finalizers",
            "update syntheticdata.dev/syntheticdatasets/finalizers",
            "update syntheticdata.dev/syntheticdatasetversions/finalizers",
            "watch batch/jobs",
            "watch pods",
            "watch syntheticdata.dev/generators",
            "watch syntheticdata.dev/generatorversions",
            "watch syntheticdata.dev/syntheticdatasets",
            "watch syntheticdata.dev/syntheticdatasetversions");
  }

  @Test
  void watchedNamespacesGetTheSameRightsEach() {
    var everywhere = rights(role("ClusterRole", "sdo-synthetic-data-operator", ALL_NAMESPACES));
    var roles = Chart.objects(TWO_NAMESPACES, "Role");
    assertThat(roles)
        .extracting(role -> role.at("/metadata/namespace").asText())
        .containsExactly("team-a", "team-b");
    assertThat(roles).allSatisfy(role -> assertThat(rights(role)).isEqualTo(everywhere));
  }

  @Test
  void watchedNamespacesNeedNoClusterRoleForTheOperator() {
    assertThat(Chart.objects(TWO_NAMESPACES, "ClusterRoleBinding")).isEmpty();
    assertThat(Chart.objects(TWO_NAMESPACES, "ClusterRole"))
        .allSatisfy(
            role ->
                assertThat(rights(role)).allSatisfy(r -> assertThat(r).contains(" syntheticdata")));
  }

  @Test
  void somebodyWithRightsInNamespacesOnlyCanInstall() {
    assertThat(
            Chart.objects(
                TWO_NAMESPACES + "\ncrds: {install: false}\nrbac: {aggregateRoles: false}"))
        .extracting(object -> object.path("kind").asText())
        .doesNotContain("ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition");
  }

  @Test
  void everyRoleIsBoundToTheOperatorsServiceAccount() {
    var account = Chart.object(ALL_NAMESPACES, "ServiceAccount").at("/metadata/name").asText();
    for (var values : List.of(ALL_NAMESPACES, TWO_NAMESPACES, REPLICATED)) {
      var bindings = new ArrayList<>(Chart.objects(values, "RoleBinding"));
      bindings.addAll(Chart.objects(values, "ClusterRoleBinding"));
      assertThat(bindings)
          .isNotEmpty()
          .allSatisfy(
              binding -> {
                assertThat(binding.at("/subjects/0/name").asText()).isEqualTo(account);
                assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo(Chart.NAMESPACE);
              });
    }
  }

  @Test
  void aSingleReplicaHasNoRightOnLeases() {
    assertThat(rights(ALL_NAMESPACES)).noneMatch(right -> right.contains("leases"));
  }

  @Test
  void replicasShareOneLeaseInTheirOwnNamespace() {
    var role = Chart.object(REPLICATED, "Role");
    assertThat(role.at("/metadata/namespace").asText()).isEqualTo(Chart.NAMESPACE);
    assertThat(rights(role))
        .containsExactlyInAnyOrder(
            "create coordination.k8s.io/leases",
            "get coordination.k8s.io/leases synthetic-data-operator",
            "patch coordination.k8s.io/leases synthetic-data-operator",
            "update coordination.k8s.io/leases synthetic-data-operator");
  }

  @Test
  void peopleNeverWriteVersionsOrStatuses() {
    assertThat(rights(role("ClusterRole", "sdo-synthetic-data-operator-edit", ALL_NAMESPACES)))
        .isNotEmpty()
        .allSatisfy(right -> assertThat(right).matches("\\w+ \\S+/(generators|syntheticdatasets)"));
  }

  private static JsonNode role(String kind, String name, String values) {
    return Chart.objects(values, kind).stream()
        .filter(role -> role.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The rights of all roles. */
  private static Set<String> rights(String values) {
    var all = new TreeSet<String>();
    for (var object : Chart.objects(values)) {
      if (object.path("kind").asText().endsWith("Role")) {
        all.addAll(rights(object));
      }
    }
    return all;
  }

  /** The rights of a role, each like {@code "get batch/jobs"}, with the object's name if any. */
  private static Set<String> rights(JsonNode role) {
    var rights = new TreeSet<String>();
    for (var rule : role.path("rules")) {
      var names = texts(rule.path("resourceNames"));
      for (var group : texts(rule.path("apiGroups"))) {
        for (var resource : texts(rule.path("resources"))) {
          for (var verb : texts(rule.path("verbs"))) {
            var right = verb + " " + (group.isEmpty() ? "" : group + "/") + resource;
            if (names.isEmpty()) {
              rights.add(right);
            }
            names.forEach(name -> rights.add(right + " " + name));
          }
        }
      }
    }
    return rights;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
