package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The health that Argo CD shows, by the script it is given. */
class ArgoHealthTest {

  private static final Path EXAMPLE = Path.of("../examples/gitops/argocd");
  private static final String KEY = "resource.customizations.health.syntheticdata.dev_";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Ready, status: "True", reason: Succeeded}                            | Healthy
          {type: Ready, status: "False", reason: Suspended}                           | Suspended
          {type: Ready, status: "False", reason: GeneratorNotReady}                   | Progressing
          {type: Fresh, status: "True", reason: Current}                              | Progressing
          {type: Ready, status: "Unknown"}, {type: Reconciling, status: "True"}       | Progressing
          {type: Ready, status: "False"}, {type: Stalled, status: "True"}             | Degraded
          {type: Stalled, status: "True"}, {type: Ready, status: "False"}             | Degraded
          {type: Ready, status: "True"}, {type: Stalled, status: "False"}             | Healthy
          """)
  void healthFollowsTheConditions(String conditions, String health) throws IOException {
    var resource = "{metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [%s]}}";
    assertThat(run(resource.formatted(conditions)).get("status").tojstring()).isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing is said yet   | {metadata: {generation: 1}}
          there is no condition | {metadata: {generation: 1}, status: {observedGeneration: 1}}
          the spec is newer     | {metadata: {generation: 2}, status: {observedGeneration: 1, conditions: [{type: Ready, status: "True"}]}}
          """)
  void itProgressesWhile(String what, String resource) throws IOException {
    assertThat(run(resource).get("status").tojstring()).as(what).isEqualTo("Progressing");
    assertThat(run(resource).get("message").tojstring()).isEqualTo("Waiting for the operator");
  }

  @Test
  void theMessageIsThatOfTheConditionThatDecides() throws IOException {
    var resource =
        """
        {metadata: {generation: 1}, status: {observedGeneration: 1, conditions: [
          {type: Ready, status: "False", message: no}, {type: Stalled, status: "True", message: why}]}}
        """;
    assertThat(run(resource).get("message").tojstring()).isEqualTo("why");
  }

  @Test
  void everyKindHasTheScript() throws IOException {
    var data = Chart.read(EXAMPLE.resolve("argocd-cm.yaml")).path("data");
    var script = Files.readString(EXAMPLE.resolve("health.lua"));
    assertThat(data.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                KEY + "Generator",
                KEY + "GeneratorVersion",
                KEY + "SyntheticDataset",
                KEY + "SyntheticDatasetVersion"));
    assertThat(data).allSatisfy(value -> assertThat(value.asText()).isEqualTo(script));
  }

  /** The script's result for a resource, which is YAML. */
  private static LuaValue run(String resource) throws IOException {
    var globals = JsePlatform.standardGlobals();
    globals.set("obj", lua(Chart.parse(resource).get(0)));
    return globals.load(Files.readString(EXAMPLE.resolve("health.lua")), "health.lua").call();
  }

  private static LuaValue lua(JsonNode node) {
    if (node.isObject()) {
      var table = new LuaTable();
      node.properties().forEach(e -> table.set(e.getKey(), lua(e.getValue())));
      return table;
    }
    if (node.isArray()) {
      var table = new LuaTable();
      for (int i = 0; i < node.size(); i++) {
        table.set(i + 1, lua(node.get(i)));
      }
      return table;
    }
    return node.isNumber() ? LuaValue.valueOf(node.asDouble()) : LuaValue.valueOf(node.asText());
  }
}
