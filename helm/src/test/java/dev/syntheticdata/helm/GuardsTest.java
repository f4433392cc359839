package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What keeps the operator's pods apart, available, and known. */
class GuardsTest {

  private static final String CLOSED = "networkPolicy: {enabled: true}";

  @Test
  void noNetworkPolicyIsMadeUnasked() {
    assertThat(Chart.objects("", "NetworkPolicy")).isEmpty();
  }

  @Test
  void theNetworkPolicyHoldsForTheOperatorsPods() {
    assertThat(Chart.object(CLOSED, "NetworkPolicy").at("/spec/podSelector/matchLabels"))
        .isEqualTo(Chart.object("", "Deployment").at("/spec/selector/matchLabels"));
  }

  @Test
  void onlyThePortOfTheProbesIsOpen() {
    var policy = Chart.object(CLOSED, "NetworkPolicy");
    assertThat(texts(policy.at("/spec/policyTypes"))).containsExactly("Ingress", "Egress");
    assertThat(policy.at("/spec/ingress")).hasSize(1);
    assertThat(texts(policy.at("/spec/ingress/0/ports"), "port"))
        .containsExactly(portOfProbes())
        .containsExactly("management");
  }

  @Test
  void thePodsReachTheApiServerAndDnsAndNothingElse() {
    var egress = Chart.object(CLOSED, "NetworkPolicy").at("/spec/egress");
    assertThat(egress).hasSize(2);
    assertThat(texts(egress.at("/0/ports"), "port")).containsExactly("443", "6443");
    assertThat(texts(egress.at("/1/ports"), "port")).containsExactly("53", "53");
  }

  @Test
  void theApiServersAddressesCanBeNamed() {
    var values = "networkPolicy: {enabled: true, apiServer: {cidrs: [10.0.0.1/32, 'fd00::1/128']}}";
    var to = Chart.object(values, "NetworkPolicy").at("/spec/egress/0/to");
    assertThat(to)
        .extracting(peer -> peer.at("/ipBlock/cidr").asText())
        .containsExactly("10.0.0.1/32", "fd00::1/128");
  }

  @Test
  void severalReplicasAreNotEvictedAtOnce() {
    var budget = Chart.object("replicaCount: 2", "PodDisruptionBudget");
    assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.at("/spec/selector/matchLabels"))
        .isEqualTo(Chart.object("", "Deployment").at("/spec/selector/matchLabels"));
  }

  @Test
  void aSingleReplicaHoldsUpNoNode() {
    assertThat(Chart.objects("podDisruptionBudget: {enabled: true}", "PodDisruptionBudget"))
        .isEmpty();
  }

  @Test
  void theBudgetCanBeLeftOut() {
    assertThat(
            Chart.objects(
                "{replicaCount: 2, podDisruptionBudget: {enabled: false}}", "PodDisruptionBudget"))
        .isEmpty();
  }

  @Test
  void severalReplicasRatherRunOnDifferentNodes() {
    var spread =
        Chart.object("replicaCount: 2", "Deployment")
            .at("/spec/template/spec/topologySpreadConstraints/0");
    assertThat(spread.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
    assertThat(spread.path("whenUnsatisfiable").asText()).isEqualTo("ScheduleAnyway");
  }

  @Test
  void aServiceMonitorIsMadeWhenAskedForOnly() {
    assertThat(Chart.objects("", "ServiceMonitor")).isEmpty();
    assertThat(Chart.objects("serviceMonitor: {enabled: true}", "ServiceMonitor")).hasSize(1);
  }

  @Test
  void whereTheClusterDoesNotKnowTheKindAutoMakesNoServiceMonitor() {
    assertThat(Chart.objects("serviceMonitor: {enabled: auto}", "ServiceMonitor")).isEmpty();
  }

  @Test
  void theServiceMonitorFindsTheService() {
    var monitor = Chart.object("serviceMonitor: {enabled: true}", "ServiceMonitor");
    var service = Chart.object("", "Service");
    assertThat(monitor.at("/spec/selector/matchLabels").properties())
        .isNotEmpty()
        .isSubsetOf(service.at("/metadata/labels").properties());
    assertThat(monitor.at("/spec/endpoints/0/port")).isEqualTo(service.at("/spec/ports/0/name"));
    assertThat(monitor.at("/spec/namespaceSelector/matchNames/0"))
        .isEqualTo(service.at("/metadata/namespace"));
  }

  @Test
  void aServiceMonitorWithoutAServiceIsRefused() {
    Chart.assumeHelm();
    assertThatThrownBy(
            () -> Chart.render("{service: {enabled: false}, serviceMonitor: {enabled: true}}"))
        .hasMessageContaining("serviceMonitor.enabled")
        .hasMessageContaining("set service.enabled to true");
  }

  @Test
  void everythingCarriesTheCommonLabelsAndAnnotations() {
    var values =
        """
        replicaCount: 2
        networkPolicy: {enabled: true}
        serviceMonitor: {enabled: true}
        prometheusRule: {enabled: true}
        dashboard: {enabled: true}
        kubeStateMetrics: {enabled: true, serviceAccountName: ksm}
        service: {annotations: {own: "1"}}
        commonLabels: {team: data}
        commonAnnotations: {owner: platform}
        """;
    assertThat(Chart.objects(values))
        .isNotEmpty()
        .allSatisfy(
            object -> {
              assertThat(object.at("/metadata/labels/team").asText()).isEqualTo("data");
              assertThat(object.at("/metadata/annotations/owner").asText()).isEqualTo("platform");
            });
    assertThat(Chart.object(values, "Service").at("/metadata/annotations/own").asText())
        .isEqualTo("1");
  }

  @Test
  void anObjectsOwnAnnotationsGoBeforeTheCommonOnes() {
    var values = "{commonAnnotations: {owner: a}, serviceAccount: {annotations: {owner: b}}}";
    assertThat(Chart.object(values, "ServiceAccount").at("/metadata/annotations/owner").asText())
        .isEqualTo("b");
  }

  @Test
  void anObjectsOwnLabelsGoBeforeTheCommonOnesButNotBeforeWhatSelectorsAskFor() {
    var values =
        """
        commonLabels: {team: a, cost: "1"}
        podLabels: {team: b, app.kubernetes.io/name: c}
        """;
    var deployment = Chart.object(values, "Deployment");
    var labels = deployment.at("/spec/template/metadata/labels");
    assertThat(labels.path("team").asText()).isEqualTo("b");
    assertThat(labels.path("cost").asText()).isEqualTo("1");
    assertThat(deployment.at("/spec/selector/matchLabels").properties())
        .isSubsetOf(labels.properties());
  }

  private static String portOfProbes() {
    return Chart.object("", "Deployment")
        .at("/spec/template/spec/containers/0/readinessProbe/httpGet/port")
        .asText();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(node -> node.path(field).asText())
        .toList();
  }
}
