package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.Metric;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class EvaluationDocumentTest {

  private static final String JSON =
      EvaluationDocument.of(TestEvidence.evidence(TestEvidence.GATES)).toJson();

  private static JsonNode document() throws Exception {
    return new ObjectMapper().readTree(JSON);
  }

  private static JsonNode metric(String id) throws Exception {
    return StreamSupport.stream(document().get("metrics").spliterator(), false)
        .filter(m -> m.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itKeepsItsSchema() {
    EvaluationSchema.requireKept(JSON);
  }

  @Test
  void everyMetricIsListed() throws Exception {
    assertThat(document().get("metrics").findValuesAsText("id"))
        .containsAll(Arrays.stream(Metric.values()).map(Metric::id).toList());
  }

  @Test
  void aComputedMetricHasValueReferenceIntervalAndMeaning() throws Exception {
    var auc = metric("utility.tstr-auc");

    assertThat(auc.get("status").asText()).isEqualTo("computed");
    assertThat(auc.get("target").asText()).isEqualTo("died");
    assertThat(auc.get("reference").isNumber()).isTrue();
    assertThat(auc.get("interval")).hasSize(2);
    assertThat(auc.get("better").asText()).isEqualTo("higher");
    assertThat(auc.get("definition").asText()).startsWith("Train on synthetic");
  }

  @Test
  void aMetricThatWasNotComputedHasAReasonAndNoValue() throws Exception {
    var r2 = metric("utility.tstr-r2");

    assertThat(r2.get("status").asText()).isEqualTo("notComputed");
    assertThat(r2.get("reason").asText()).isEqualTo("NotApplicable");
    assertThat(r2.has("value")).isFalse();
  }

  @Test
  void gatesHaveVerdicts() throws Exception {
    assertThat(document().get("gates").findValuesAsText("verdict"))
        .containsExactly("Passed", "Failed", "NotComputed");
    assertThat(document().get("standing").asText()).isEqualTo("FAILED");
  }

  @Test
  void noNumberIsNotANumber() {
    assertThat(JSON).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void theSameEvidenceGivesTheSameBytes() {
    assertThat(EvaluationDocument.of(TestEvidence.evidence(TestEvidence.GATES)).toJson())
        .isEqualTo(JSON);
  }
}
