package dev.syntheticdata.worker.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.worker.report.TestEvidence;
import io.openlineage.client.OpenLineageClientUtils;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageDocumentTest {

  private static final String JSON = document(TestEvidence.GATES);

  private static String document(List<Gate> gates) {
    return LineageDocument.of(
        new LineageInput(
            TestEvidence.task(gates),
            TestEvidence.SYNTHETIC.schema(),
            TestEvidence.evidence(gates),
            4,
            123_456,
            "e".repeat(64),
            Instant.parse("2026-08-02T01:12:00Z"),
            Instant.parse("2026-08-02T01:13:00Z")));
  }

  private static JsonNode events() throws Exception {
    return new ObjectMapper().readTree(JSON);
  }

  private static final int FIT = 1;
  private static final int GENERATE = 3;
  private static final int EVALUATE = 5;

  @Test
  void fitGenerateAndEvaluateEachStartAndComplete() throws Exception {
    assertThat(events().findValuesAsText("eventType"))
        .containsExactly("START", "COMPLETE", "START", "COMPLETE", "START", "COMPLETE");
    assertThat(events().get(FIT).at("/job/name").asText()).isEqualTo("research/patients-gen.fit");
    assertThat(events().get(GENERATE).at("/job/name").asText())
        .isEqualTo("research/patients.generate");
    assertThat(events().get(EVALUATE).at("/job/name").asText())
        .isEqualTo("research/patients.evaluate");
  }

  @Test
  void eachEventBearsTheTimeOfWhatItTells() throws Exception {
    assertThat(events().findValuesAsText("eventTime"))
        .containsExactly(
            "2026-08-01T09:00:00Z",
            "2026-08-01T09:00:07Z",
            "2026-08-02T01:10:10Z",
            "2026-08-02T01:11:00Z",
            "2026-08-02T01:12:00Z",
            "2026-08-02T01:13:00Z");
  }

  @Test
  void aRunIdFollowsFromTheVersionAndTheTask() throws Exception {
    var task = TestEvidence.task(List.of());

    assertThat(events().get(EVALUATE - 1).at("/run/runId").asText())
        .isEqualTo(events().get(EVALUATE).at("/run/runId").asText())
        .isEqualTo(TaskContext.runId(task.context().versionUid(), TaskName.EVALUATE).toString());
    assertThat(events().get(FIT).at("/run/runId").asText())
        .isEqualTo(TaskContext.runId(task.generator().uid(), TaskName.FIT).toString());
  }

  @Test
  void theRunsAreJoinedByTheirDatasets() throws Exception {
    assertThat(events().get(FIT).at("/inputs/0/namespace").asText()).isEqualTo("s3://hospital");
    assertThat(events().get(FIT).at("/inputs/0/name").asText()).isEqualTo("exports/patients.csv");
    assertThat(events().get(GENERATE).at("/inputs/0/name").asText())
        .isEqualTo(events().get(FIT).at("/outputs/0/name").asText())
        .isEqualTo("generators/research/patients-gen");
    assertThat(events().get(EVALUATE).at("/inputs/0/name").asText())
        .isEqualTo(events().get(GENERATE).at("/outputs/0/name").asText())
        .isEqualTo("datasets/research/patients");
  }

  @Test
  void theVersionIsAFacetSoThatTheNameStays() throws Exception {
    var facets = events().get(GENERATE).at("/outputs/0/facets");

    assertThat(facets.at("/version/datasetVersion").asText()).isEqualTo("v3");
    assertThat(facets.at("/lifecycleStateChange/lifecycleStateChange").asText())
        .isEqualTo("OVERWRITE");
    assertThat(facets.at("/symlinks/identifiers/1/name").asText())
        .isEqualTo("datasets/research/patients/v3/");
  }

  @Test
  void everyColumnComesFromTheSourcesColumnOfItsName() throws Exception {
    var age = events().get(GENERATE).at("/outputs/0/facets/columnLineage/fields/age/inputFields/0");

    assertThat(age.get("name").asText()).isEqualTo("exports/patients.csv");
    assertThat(age.get("field").asText()).isEqualTo("age");
    assertThat(age.at("/transformations/0/masking").asBoolean()).isTrue();
  }

  @Test
  void gatesAreTestsAndAssertionsOfTheCompletedEvaluation() throws Exception {
    var complete = events().get(EVALUATE);

    assertThat(complete.at("/run/facets/test/tests").findValuesAsText("status"))
        .containsExactly("pass", "fail", "fail");
    assertThat(complete.at("/inputs/0/inputFacets/dataQualityAssertions/assertions")).hasSize(3);
    assertThat(events().get(EVALUATE - 1).at("/run/facets/test").isMissingNode()).isTrue();
    assertThat(events().get(EVALUATE - 1).at("/inputs/0/inputFacets").isEmpty()).isTrue();
  }

  @Test
  void nothingOfTheSourceButItsPlaceAndDigestIsTold() throws Exception {
    assertThat(JSON).doesNotContain("dataQualityMetrics").doesNotContain("inputStatistics");
    assertThat(events().get(FIT).at("/inputs/0/facets").fieldNames())
        .toIterable()
        .containsExactly("version");
  }

  @Test
  void neitherSideOfARunIsEmpty() throws Exception {
    assertThat(events())
        .allSatisfy(
            event -> {
              assertThat(event.get("inputs")).isNotEmpty();
              assertThat(event.get("outputs")).isNotEmpty();
            });
  }

  @Test
  void theStandardsOwnTypesReadEveryEventBack() throws Exception {
    for (var event : events()) {
      var read = OpenLineageClientUtils.runEventFromJson(event.toString());

      assertThat(new ObjectMapper().readTree(OpenLineageClientUtils.toJson(read))).isEqualTo(event);
    }
  }

  @Test
  void everyEventKeepsTheRulesOfTheStandard() {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(LineageDocumentTest.class.getResourceAsStream("run-events.schema.json"));

    assertThat(
            schema.validate(
                JSON,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .isEmpty();
    assertThat(
            schema.validate(
                JSON.replace("\"runId\":\"", "\"runId\":\"x"),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .isNotEmpty();
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(document(TestEvidence.GATES)).isEqualTo(JSON);
  }

  @Test
  void withoutGatesThereIsNoTestFacet() {
    assertThat(document(List.of())).doesNotContain("\"tests\"").doesNotContain("assertions");
  }
}
