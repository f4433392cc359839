package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Flux makes of a resource by the expressions of the example, asked in Flux's order. */
class FluxHealthTest {

  private static final Path EXAMPLE = Path.of("../examples/gitops/flux/kustomizations.yaml");
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("metadata", SimpleType.DYN)
          .addVar("spec", SimpleType.DYN)
          .addVar("status", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Ready, status: "True", reason: Succeeded}                                      | current
          {type: Ready, status: "False", reason: Suspended}                                     | current
          {type: Ready, status: "False", reason: X}, {type: Stalled, status: "True", reason: X} | failed
          {type: Ready, status: "Unknown", reason: Progressing}, {type: Reconciling, status: "True", reason: Progressing} | inProgress
          {type: Fresh, status: "True", reason: Current}                                        | none
          """)
  void healthFollowsTheConditions(String conditions, String health) throws Exception {
    var resource =
        "{metadata: {generation: 2}, spec: {}, status: {observedGeneration: 2, conditions: [%s]}}";
    for (var expressions : expressions()) {
      assertThat(health(expressions, resource.formatted(conditions))).isEqualTo(health);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing is said yet   | {metadata: {generation: 1}, spec: {}, status: {}}
          there is no condition | {metadata: {generation: 1}, spec: {}, status: {observedGeneration: 1}}
          the spec is newer     | {metadata: {generation: 2}, spec: {}, status: {observedGeneration: 1, conditions: [{type: Ready, status: "True"}]}}
          """)
  void itIsInProgressWhile(String what, String resource) throws Exception {
    for (var expressions : expressions()) {
      assertThat(health(expressions, resource)).as(what).isEqualTo("inProgress");
    }
  }

  @Test
  void bothKindsThatPeopleWriteHaveExpressions() throws IOException {
    assertThat(expressions())
        .extracting(e -> e.path("apiVersion").asText() + " " + e.path("kind").asText())
        .containsExactly(
            "syntheticdata.dev/v1alpha1 Generator", "syntheticdata.dev/v1alpha1 SyntheticDataset");
  }

  @Test
  void everyPathOfTheExampleExists() throws IOException {
    assertThat(Chart.parse(Files.readString(EXAMPLE)))
        .extracting(kustomization -> kustomization.at("/spec/path").asText())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Path.of("..").resolve(path)).isDirectory());
  }

  private static List<JsonNode> expressions() throws IOException {
    var found =
        Chart.parse(Files.readString(EXAMPLE)).stream()
            .flatMap(k -> k.at("/spec/healthCheckExprs").valueStream())
            .toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  private static String health(JsonNode expressions, String resource) throws Exception {
    for (var name : List.of("inProgress", "failed", "current")) {
      if (holds(expressions.path(name).asText(), resource)) {
        return name;
      }
    }
    return "none";
  }

  private static boolean holds(String expression, String resource)
      throws CelValidationException, CelEvaluationException {
    var compiled = COMPILER.compile(expression).getAst();
    @SuppressWarnings("unchecked")
    Map<String, Object> object =
        new ObjectMapper().convertValue(Chart.parse(resource).get(0), Map.class);
    return (Boolean) RUNTIME.createProgram(compiled).eval(object);
  }
}
