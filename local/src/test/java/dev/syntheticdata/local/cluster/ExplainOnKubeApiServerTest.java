package dev.syntheticdata.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.Kubectl;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kubectl explain} explains every field of the API. */
@ExtendWith(OnControlPlane.class)
class ExplainOnKubeApiServerTest {

  /** A field, and the first line of what is said of it. */
  private static final Pattern FIELD =
      Pattern.compile("(?m)^  (\\S+)\\t<[^>]+>.*\\n(?:  enum: .*\\n)?    (\\S.*)$");

  /** Fields of every Kubernetes object, which Kubernetes explains. */
  private static final Set<String> KUBERNETES = Set.of("apiVersion", "kind", "metadata");

  private static Kubectl kubectl;

  @BeforeAll
  static void connect(ControlPlane plane) throws IOException {
    kubectl = plane.kubectl();
  }

  static Stream<String> kinds() throws IOException {
    return definitions().keySet().stream();
  }

  private static Map<String, JsonNode> definitions() throws IOException {
    var found = new LinkedHashMap<String, JsonNode>();
    try (var files = Files.list(ControlPlane.CRDS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dev.yaml")).sorted().toList()) {
        var crd = Json.parseYaml(Files.readAllBytes(file)).get(0);
        found.put(
            crd.at("/spec/names/plural").asText(),
            crd.at("/spec/versions/0/schema/openAPIV3Schema"));
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFieldIsExplained(String plural) throws IOException {
    var groups = new LinkedHashMap<String, Map<String, String>>();
    collect(plural, definitions().get(plural), groups);
    assertThat(groups).hasSizeGreaterThan(15);

    groups.entrySet().parallelStream().forEach(group -> check(group.getKey(), group.getValue()));
  }

  /** Each field that has fields, with these and their descriptions. */
  private static void collect(
      String path, JsonNode schema, Map<String, Map<String, String>> groups) {
    var object = schema.has("items") ? schema.get("items") : schema;
    if (!object.has("properties")) {
      return;
    }
    var fields = new LinkedHashMap<String, String>();
    object
        .get("properties")
        .properties()
        .forEach(
            field -> {
              if (!(groups.isEmpty() && KUBERNETES.contains(field.getKey()))) {
                fields.put(field.getKey(), field.getValue().path("description").asText());
              }
            });
    groups.put(path, fields);
    fields
        .keySet()
        .forEach(name -> collect(path + "." + name, object.get("properties").get(name), groups));
  }

  private static void check(String path, Map<String, String> fields) {
    var explained = new LinkedHashMap<String, String>();
    var matcher = FIELD.matcher(kubectl.run("explain", path));
    while (matcher.find()) {
      explained.put(matcher.group(1), matcher.group(2).strip());
    }
    if (!path.contains(".")) {
      explained.keySet().removeAll(KUBERNETES);
    }
    assertThat(explained).as(path).containsOnlyKeys(fields.keySet().toArray(String[]::new));
    explained.forEach(
        (name, line) ->
            assertThat(fields.get(name)).as(path + "." + name).isNotBlank().startsWith(line));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noFieldIsWithoutADescription(String plural) {
    assertThat(kubectl.run("explain", plural, "--recursive")).doesNotContain("no description");
  }
}
