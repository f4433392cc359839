package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JSON Schema of evaluation.json in the documentation is that of the types. After a change that
 * is meant:
 *
 * <pre>
 * mvn -pl generator-worker -am test -Dtest=EvaluationSchemaTest -Dschemas.write -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class EvaluationSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WHOLE =
      EvaluationDocument.of(TestEvidence.evidence(TestEvidence.GATES)).toJson();

  @Test
  void theSchemaInTheDocumentationIsThatOfTheTypes() throws IOException {
    if (System.getProperty("schemas.write") != null) {
      Files.writeString(EvaluationSchema.FILE, EvaluationSchema.ofTypes());
    }
    assertThat(EvaluationSchema.FILE)
        .content(StandardCharsets.UTF_8)
        .isEqualTo(EvaluationSchema.ofTypes());
  }

  @Test
  void evaluationsKeepTheSchema() {
    var input =
        new EvaluationInput(
            TestEvidence.SYNTHETIC, null, TestEvidence.SYNTHETIC, List.of("died"), 1);
    var ofFiles =
        EvaluationDocument.of(
                new Evidence(
                    TestEvidence.files("files"), new Evaluator().evaluate(input), List.of()))
            .toJson();

    EvaluationSchema.requireKept(WHOLE);
    EvaluationSchema.requireKept(ofFiles);
    assertThat(TaskJson.read(WHOLE, EvaluationDocument.class).toJson()).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"seed\":1,\"metrics\":[{}]}", "[]"})
  void whatIsNoEvaluationDoesNotPassForOne(String other) {
    assertThat(EvaluationSchema.violations(other)).isNotEmpty();
  }

  @Test
  void everyMemberOfTheDocumentItselfIsRequired() throws IOException {
    var members = JSON.readTree(WHOLE).fieldNames();
    members.forEachRemaining(
        member ->
            assertThat(altered(document -> document.remove(member)))
                .as("without %s", member)
                .isNotEmpty());
  }

  @Test
  void aMetricHasItsNameAndAValueOrAReason() {
    assertThat(altered(document -> metric(document, "computed").remove("id"))).isNotEmpty();
    assertThat(altered(document -> metric(document, "computed").remove("value"))).isNotEmpty();
    assertThat(altered(document -> metric(document, "notComputed").remove("reason"))).isNotEmpty();
    assertThat(altered(document -> metric(document, "computed").put("id", "privacy.none")))
        .isNotEmpty();
    assertThat(altered(document -> metric(document, "computed").put("status", "done")))
        .isNotEmpty();
    assertThat(altered(document -> metric(document, "computed").put("valve", 1))).isNotEmpty();
  }

  @Test
  void anIntervalHasTwoEnds() {
    assertThat(altered(document -> metric(document, "computed").putArray("interval").add(0).add(1)))
        .isEmpty();
    assertThat(altered(document -> metric(document, "computed").putArray("interval").add(0)))
        .isNotEmpty();
    assertThat(
            altered(
                document -> metric(document, "computed").putArray("interval").add(0).add(1).add(2)))
        .isNotEmpty();
  }

  private static ObjectNode metric(ObjectNode document, String status) {
    for (JsonNode metric : document.get("metrics")) {
      if (metric.get("status").asText().equals(status)) {
        return (ObjectNode) metric;
      }
    }
    throw new AssertionError("there is no metric " + status);
  }

  /** What is wrong with the document after a change. */
  private static List<String> altered(Consumer<ObjectNode> change) {
    try {
      var document = (ObjectNode) JSON.readTree(WHOLE);
      change.accept(document);
      return EvaluationSchema.violations(document.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
