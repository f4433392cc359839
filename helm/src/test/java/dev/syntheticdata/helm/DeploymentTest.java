package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the operator runs. */
class DeploymentTest {

  private static final Path OPERATOR_FLAGS =
      Path.of("../operator/src/main/java/dev/syntheticdata/operator/OperatorMain.java");

  /** Read by the logging, not by flags. */
  private static final Set<String> NOT_FLAGS = Set.of("LOG_FORMAT", "LOG_LEVEL");

  @Test
  void everySettingOfTheOperatorIsGiven() throws IOException {
    var variables = Pattern.compile("\\$\\{env:([A-Z_]+)").matcher(source());
    var read = new TreeSet<String>();
    while (variables.find()) {
      read.add(variables.group(1));
    }
    // What a container without POD_NAME has instead.
    read.remove("HOSTNAME");
    var given = new TreeSet<>(environment("").keySet());
    given.removeAll(NOT_FLAGS);
    assertThat(given).isEqualTo(read);
  }

  @Test
  void thePodIsRestricted() {
    var pod = pod("");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    var container = pod.at("/containers/0/securityContext");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
  }

  @Test
  void aSingleReplicaIsReplacedNotDoubled() {
    var deployment = Chart.object("", "Deployment");
    assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    assertThat(environment("")).containsEntry("LEADER_ELECTION", "false");
  }

  @Test
  void severalReplicasElectOne() {
    var deployment = Chart.object("replicaCount: 2", "Deployment");
    assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("RollingUpdate");
    assertThat(environment("replicaCount: 2")).containsEntry("LEADER_ELECTION", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                        | generator-worker:0.1.0-SNAPSHOT
          worker: {image: {tag: 1.2.3}}             | generator-worker:1.2.3
          worker: {image: {repository: r.io:5000/w}} | r.io:5000/w:0.1.0-SNAPSHOT
          """)
  void theWorkersImageIsNamedByItsTag(String values, String image) {
    assertThat(environment(values)).containsEntry("WORKER_IMAGE", image);
  }

  @Test
  void aDigestGoesBeforeATag() {
    var digest = "sha256:" + "a".repeat(64);
    assertThat(environment("worker: {image: {tag: 1.2.3, digest: '" + digest + "'}}"))
        .containsEntry("WORKER_IMAGE", "generator-worker@" + digest);
    assertThat(
            pod("image: {tag: 1.2.3, digest: '" + digest + "'}").at("/containers/0/image").asText())
        .isEqualTo("synthetic-data-operator@" + digest);
  }

  @Test
  void largeNumbersStayNumbers() {
    var environment =
        environment(
            """
            worker:
              ttlSeconds: 31536000
              resources: {requests: {memory: 1073741824}, limits: {cpu: 1.5, memory: null}}
            """);
    assertThat(environment)
        .containsEntry("JOB_TTL_SECONDS", "31536000")
        .containsEntry("WORKER_REQUESTS", "cpu=500m,memory=1073741824")
        .containsEntry("WORKER_LIMITS", "cpu=1.5");
  }

  @Test
  void theServiceFindsTheProbedPort() {
    assertThat(Chart.object("", "Service").at("/spec/ports/0/targetPort").asText())
        .isEqualTo(pod("").at("/containers/0/ports/0/name").asText())
        .isEqualTo(pod("").at("/containers/0/readinessProbe/httpGet/port").asText());
  }

  @Test
  void theServiceSelectsTheOperatorsPods() {
    var labels = Chart.object("", "Deployment").at("/spec/template/metadata/labels");
    var selector = Chart.object("", "Service").at("/spec/selector");
    assertThat(selector.properties())
        .isNotEmpty()
        .allSatisfy(e -> assertThat(labels.path(e.getKey())).isEqualTo(e.getValue()));
  }

  private static JsonNode pod(String values) {
    return Chart.object(values, "Deployment").at("/spec/template/spec");
  }

  private static TreeMap<String, String> environment(String values) {
    var environment = new TreeMap<String, String>();
    for (var variable : pod(values).at("/containers/0/env")) {
      environment.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return environment;
  }

  private static String source() throws IOException {
    return Files.readString(OPERATOR_FLAGS);
  }
}
