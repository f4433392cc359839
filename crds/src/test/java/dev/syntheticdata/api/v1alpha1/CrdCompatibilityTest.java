package dev.syntheticdata.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The CRDs can be applied over those that clusters have, which lie in {@code
 * src/test/resources/previous}: beside them stands how they are renewed.
 */
class CrdCompatibilityTest {

  private static final Path PREVIOUS = Path.of("src", "test", "resources", "previous");
  private static final String DATASETS = "syntheticdatasets.syntheticdata.dev.yaml";
  private static final String SPEC = "/spec/versions/0/schema/openAPIV3Schema/properties/spec";

  static Stream<String> previous() throws IOException {
    try (var files = Files.list(PREVIOUS)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".yaml"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("previous")
  void nothingThatWorksStopsWorking(String file) throws IOException {
    var wider = widerRules();
    assertThat(CrdCompatibility.breaks(read(PREVIOUS.resolve(file)), read(Path.of(file))))
        .as("see %s", PREVIOUS.resolve("README.md"))
        .filteredOn(finding -> wider.stream().noneMatch(finding::endsWith))
        .isEmpty();
  }

  @Test
  void everyWiderRuleIsNew() throws IOException {
    var findings = new ArrayList<String>();
    for (var file : previous().toList()) {
      findings.addAll(CrdCompatibility.breaks(read(PREVIOUS.resolve(file)), read(Path.of(file))));
    }
    assertThat(widerRules())
        .allMatch(rule -> findings.stream().anyMatch(f -> f.endsWith("new rule " + rule)));
  }

  /** Rules that were read, and found to accept what those before them did. */
  private static List<String> widerRules() throws IOException {
    try (var lines = Files.lines(PREVIOUS.resolve("wider-rules.txt"))) {
      return lines.filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  void allKindsAreCompared() throws IOException {
    assertThat(previous()).containsExactlyInAnyOrderElementsOf(CrdYaml.generate().keySet());
  }

  static Stream<Arguments> breaking() {
    return Stream.of(
        change("spec.suspend: removed", spec -> properties(spec).remove("suspend")),
        change(
            "spec.generatorRef.version: removed",
            spec -> properties(child(spec, "generatorRef")).remove("version")),
        change(
            "format enum: CSV removed",
            spec -> ((ArrayNode) child(spec, "format").get("enum")).remove(0)),
        change(
            "spec.intendedUse: restricted to [\"Fun\"]",
            spec -> child(spec, "intendedUse").putArray("enum").add("Fun")),
        change("spec.seed: newly required", spec -> ((ArrayNode) spec.get("required")).add("seed")),
        change(
            "spec.reviewer: newly required",
            spec -> {
              properties(spec).putObject("reviewer").put("type", "string");
              ((ArrayNode) spec.get("required")).add("reviewer");
            }),
        change(
            "spec.rows: minimum tightened from 1.0 to 10",
            spec -> child(spec, "rows").put("minimum", 10)),
        change("spec.gates: maxItems tightened", spec -> child(spec, "gates").put("maxItems", 1)),
        change(
            "spec.seed: maximum tightened from nothing to 5",
            spec -> child(spec, "seed").put("maximum", 5)),
        change(
            "spec.generatorRef.name: pattern changed",
            spec -> child(child(spec, "generatorRef"), "name").put("pattern", "^x$")),
        change(
            "spec.seed: type changed from \"integer\" to \"string\"",
            spec -> child(spec, "seed").put("type", "string")),
        change("spec: new rule self.rows > 2", spec -> rule(spec, "self.rows > 2")),
        change(
            "spec.suspend: default changed from false to true",
            spec -> child(spec, "suspend").put("default", true)),
        change(
            "spec.gates: x-kubernetes-list-type changed",
            spec -> child(spec, "gates").put("x-kubernetes-list-type", "set")));
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void aChangeThatBreaksIsFound(String told, Consumer<ObjectNode> change) throws IOException {
    assertThat(afterChange(change)).singleElement().asString().contains(told);
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        change(
            "an optional field",
            spec ->
                properties(spec).putObject("reviewer").put("type", "string").put("maxLength", 9)),
        change(
            "a required field with a default",
            spec -> {
              properties(spec).putObject("reviewer").put("type", "string").put("default", "none");
              ((ArrayNode) spec.get("required")).add("reviewer");
            }),
        change(
            "a further value", spec -> ((ArrayNode) child(spec, "format").get("enum")).add("ORC")),
        change("a wider bound", spec -> child(spec, "gates").put("maxItems", 100_000)),
        change("a bound less", spec -> child(spec, "rows").remove("minimum")),
        change("a rule less", spec -> spec.remove("x-kubernetes-validations")),
        change("nothing required", spec -> spec.remove("required")),
        change("other words", spec -> child(spec, "rows").put("description", "So many.")));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aChangeThatBreaksNothingIsLetPass(String what, Consumer<ObjectNode> change)
      throws IOException {
    assertThat(afterChange(change)).as(what).isEmpty();
  }

  @Test
  void aVersionThatIsNoLongerServedIsFound() throws IOException {
    var after = read(Path.of(DATASETS));
    ((ObjectNode) after.at("/spec/versions/0")).put("served", false);

    assertThat(CrdCompatibility.breaks(read(Path.of(DATASETS)), after))
        .containsExactly("v1alpha1: no longer served");
  }

  @Test
  void aFieldThatCanNoLongerBeSelectedIsFound() throws IOException {
    var after = read(Path.of(DATASETS));
    ((ArrayNode) after.at("/spec/versions/0/selectableFields")).remove(1);

    assertThat(CrdCompatibility.breaks(read(Path.of(DATASETS)), after))
        .containsExactly("v1alpha1 .spec.purpose: no longer selectable");
  }

  private static Arguments change(String told, Consumer<ObjectNode> change) {
    return Arguments.of(told, change);
  }

  private static List<String> afterChange(Consumer<ObjectNode> change) throws IOException {
    var after = read(Path.of(DATASETS));
    change.accept((ObjectNode) after.at(SPEC));
    return CrdCompatibility.breaks(read(Path.of(DATASETS)), after);
  }

  private static ObjectNode properties(ObjectNode schema) {
    return (ObjectNode) schema.get("properties");
  }

  private static ObjectNode child(ObjectNode schema, String name) {
    return (ObjectNode) properties(schema).get(name);
  }

  private static void rule(ObjectNode schema, String rule) {
    schema.withArray("x-kubernetes-validations").addObject().put("rule", rule);
  }

  private static JsonNode read(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), ObjectNode.class);
  }
}
