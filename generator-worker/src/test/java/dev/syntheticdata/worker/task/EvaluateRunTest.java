package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.Copy;
import dev.syntheticdata.worker.report.EvaluationSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an evaluation writes beside the rows it has judged, and which rows it does not judge. */
class EvaluateRunTest extends EvaluateRuns {

  private static final Gate COVERAGE = new Gate(Metric.RANGE_COVERAGE, null, 0.1, null, null);

  @Test
  void whatDividesPeopleIntoGroupsIsKnownOfThemAndNotGuessed() {
    fit =
        tasks.fit(
            "in/people.csv",
            "gen/v1",
            ColumnDeclaration.of("group", null, ColumnRole.PROTECTED),
            ColumnDeclaration.of("age", null, ColumnRole.QUASI_IDENTIFIER),
            ColumnDeclaration.of("score", null, ColumnRole.SENSITIVE));

    var disclosure = EvaluateRun.disclosure(task());

    assertThat(disclosure.quasiIdentifiers()).containsExactlyInAnyOrder("age", "group");
    assertThat(disclosure.sensitive()).containsExactly("score");
  }

  @Test
  void whatAPrivateFitProvesStandsInCardAndLineage() {
    fit =
        Copy.of(fit)
            .with(
                "engine",
                new Engine(null, null, null, new Engine.PrivateMarginals(20.0, 1e-5, null)))
            .with("output", s3.location("private/v1"))
            .make();
    fitted = tasks.run(fit).fit();
    tasks.runAllShards(
        tasks.generate("private/v1", fitted.modelDigest(), ROWS, Format.CSV, 2, "private-ds/v1"));
    var evaluate =
        Copy.of(task(SHAPES))
            .with("model", s3.location("private/v1"))
            .with("output", s3.location("private-ds/v1"))
            .with("pointer", null)
            .make();

    var result = run(evaluate);

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    var objects = s3.objects("private-ds/v1/");
    assertThat(objects.get("private-ds/v1/README.md"))
        .asString(StandardCharsets.UTF_8)
        .contains("epsilon 20 and delta 0.00001, for one row added or removed")
        .contains("It does not cover: names of columns");
    assertThat(objects.get("private-ds/v1/report.html"))
        .asString(StandardCharsets.UTF_8)
        .contains("ε = 20, δ = 0.00001", "What this does not cover", "is proven of the model");
    assertThat(objects.get("private-ds/v1/evaluation.json"))
        .asString(StandardCharsets.UTF_8)
        .contains("\"dp\"", "\"neighbours\" : \"ADD_OR_REMOVE\"", "DISCRETE_GAUSSIAN");
    assertThat(objects.get("private-ds/v1/lineage.json"))
        .asString(StandardCharsets.UTF_8)
        .contains("privacy.epsilon", "privacy.neighbours", "add-remove");
  }

  private EvaluateTask conditioned(RowConditions conditions, String output) {
    tasks.runAllShards(
        Tasks.with(
            tasks.generate("gen/v1", fitted.modelDigest(), ROWS, Format.CSV, 2, output),
            conditions));
    return Copy.of(task(SHAPES))
        .with("output", s3.location(output))
        .with("conditions", conditions)
        .with("pointer", null)
        .make();
  }

  @Test
  void rowsUnderConditionsAreComparedWithTheRealRowsThatSatisfyThem() throws IOException {
    var asked =
        new RowConditions(
            null,
            List.of(new RowConditions.RebalancedColumn("group", Map.of("c", 0.8))),
            List.of(new RowConditions.RowFilter("age", null, "40", null)));

    var result = run(conditioned(asked, "rich/v1"));

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    // Against the source as it is, 80 % of a label that a third of the rows has would be far off.
    assertThat(metric(result, Metric.COLUMN_SHAPES).value()).isGreaterThan(0.85);
    var objects = s3.objects("rich/v1/");
    var document = new ObjectMapper().readTree(objects.get("rich/v1/evaluation.json"));
    EvaluationSchema.requireKept(document.toString());
    assertThat(document.at("/rows/train").asLong()).isBetween(200L, fitted.trainRows() - 100);
    assertThat(document.get("notes").toString())
        .contains("that satisfy what is fixed and filtered", "in the shares asked for");
    assertThat(objects.get("rich/v1/README.md"))
        .asString(StandardCharsets.UTF_8)
        .contains("## Conditions", "must not be read as the population")
        .contains("Every row has age at least 40", "c has 80 %", "none is repeated");
    assertThat(objects.get("rich/v1/report.html"))
        .asString(StandardCharsets.UTF_8)
        .contains("Every row has age at least 40", "do not stand for the population");
    assertThat(objects.get("rich/v1/lineage.json"))
        .asString(StandardCharsets.UTF_8)
        .contains("\"conditions\"", "\\\"minimum\\\":\\\"40\\\"");
  }

  @Test
  void withFewRealRowsThatSatisfyTheConditionsNothingIsComputed() {
    var asked =
        new RowConditions(
            null, null, List.of(new RowConditions.RowFilter("age", null, "20", "24")));

    var result = run(conditioned(asked, "few/v1"));

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(metric(result, Metric.COLUMN_SHAPES).reason())
        .startsWith("TooFewRows: ")
        .contains("real rows satisfy the conditions, and at least 100 are needed");
    assertThat(result.evaluate().metrics()).allMatch(m -> m.value() == null);
  }

  @Test
  void theManifestSealsEveryObjectWithItsDigest() {
    var result = evaluate(SHAPES);

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    var manifest = TaskJson.read(text("manifest.json"), Manifest.class);
    assertThat(manifest.objects())
        .extracting(ObjectDigest::path)
        .containsExactly(
            "README.md",
            "croissant.json",
            "data/part-00000.csv",
            "evaluation.json",
            "lineage.json",
            "profile.json",
            "report.html");
    var objects = s3.objects("ds/v1/");
    assertThat(manifest.objects())
        .allSatisfy(
            object ->
                assertThat(Digests.sha256(objects.get("ds/v1/" + object.path())))
                    .isEqualTo(object.sha256()));
    assertThat(result.evaluate().manifestDigest())
        .isEqualTo(Digests.sha256(objects.get("ds/v1/manifest.json")));
    assertThat(result.evaluate().evaluationDigest())
        .isEqualTo(Digests.sha256(objects.get("ds/v1/evaluation.json")));
  }

  @Test
  void gatedMetricsAreReportedFirst() {
    var result = evaluate(PRIVACY, COVERAGE);

    assertThat(result.evaluate().metrics().subList(0, 2))
        .extracting(MetricResult::metric)
        .containsExactly(Metric.DCR_SHARE, Metric.RANGE_COVERAGE);
    assertThat(result.evaluate().metrics()).allMatch(m -> m.value() != null || m.reason() != null);
  }

  @Test
  void theEndsOfIntervalsThatGatesAreOnAreReported() throws IOException {
    var surely =
        new Gate(Metric.COLUMN_SHAPES, 0.5, null, null, null, null, Gate.Statistic.INTERVAL_LOW);

    var result = evaluate(surely, PRIVACY);

    var shapes = metric(result, Metric.COLUMN_SHAPES);
    assertThat(shapes.intervalLow()).isLessThan(shapes.value());
    assertThat(shapes.intervalHigh()).isNull();
    assertThat(metric(result, Metric.DCR_SHARE).intervalLow()).isNull();
    var judged = evaluation().at("/gates/0");
    assertThat(judged.get("statistic").asText()).isEqualTo("IntervalLow");
    assertThat(judged.get("value").asDouble()).isEqualTo(shapes.intervalLow());
    assertThat(GateVerdicts.of(List.of(surely), result.evaluate().metrics()).get(0).verdict())
        .isEqualTo(GateResult.Verdict.PASSED);
    assertThat(text("README.md")).contains("lower end at least 0.5");
    assertThat(text("report.html")).contains("lower end at least 0.5");
  }

  @Test
  void aGateOnAColumnHasTheColumnsValueEverywhere() throws IOException {
    var gates =
        List.of(
            new Gate(Metric.COLUMN_SHAPES, 0.5, null, null, null),
            column("age", Metric.COLUMN_SHAPES),
            column("score", Metric.COLUMN_SHAPES),
            column("nope", Metric.COLUMN_SHAPES));

    var result = evaluate(gates.toArray(Gate[]::new));

    assertThat(result.evaluate().metrics().subList(0, 4))
        .allMatch(m -> m.metric() == Metric.COLUMN_SHAPES)
        .extracting(MetricResult::column)
        .containsExactly(null, "age", "score", "nope");
    // What the operator decides by what it is told is what the documents say.
    var decided = GateVerdicts.of(gates, result.evaluate().metrics());
    assertThat(evaluation().get("gates"))
        .isEqualTo(new ObjectMapper().readTree(TaskJson.write(decided)));
    assertThat(decided)
        .extracting(GateResult::verdict)
        .endsWith(GateResult.Verdict.PASSED, GateResult.Verdict.NOT_COMPUTED);
    assertThat(decided.get(1).value()).isNotEqualTo(decided.get(2).value());
    assertThat(decided.get(3).message()).contains("no column nope", "name one of its columns");
    assertThat(text("README.md")).contains("| `fidelity.column-shapes`, column age |");
    assertThat(text("report.html")).contains("Column shapes, column age<small>");
    assertThat(text("lineage.json")).contains("\"fidelity.column-shapes[column age]\"");
  }

  private static Gate column(String name, Metric metric) {
    return new Gate(metric, 0.5, null, null, null, null, null, name);
  }

  @Test
  void gatesHaveTheirVerdictsInTheEvaluation() throws IOException {
    evaluate(SHAPES, COVERAGE);

    assertThat(evaluation().get("gates").findValuesAsText("verdict"))
        .containsExactly("Passed", "Failed");
    assertThat(text("report.html")).contains("Gates not passed");
    assertThat(text("README.md")).contains("Gates not passed");
  }

  @Test
  void whatTheGeneratorClaimsIsChecked() throws IOException {
    claims = List.of(Claim.MARGINALS, Claim.TEMPORAL_STRUCTURE);

    evaluate();

    assertThat(evaluation().get("claims").findValuesAsText("claim"))
        .containsExactly("Marginals", "TemporalStructure");
    assertThat(evaluation().get("claims").findValuesAsText("verdict"))
        .containsExactly("Kept", "NotComputed");
    assertThat(text("README.md")).contains("| Marginals | Kept | fidelity.column-shapes 0.");
    assertThat(text("report.html")).contains("What the generator claims to preserve");
  }

  @Test
  void runAgainItReportsAgain() {
    assertThat(evaluate(SHAPES)).isEqualTo(evaluate(SHAPES));
  }

  @Test
  void cutShortItEndsTheSameWhenItIsRunAgain() {
    evaluate(SHAPES);
    var whole = digests();
    try (var store = s3.open()) {
      for (String name :
          List.of(
              "README.md", "croissant.json", "lineage.json", "manifest.json", "evaluate.json")) {
        store.delete("ds/v1/" + name);
      }
    }

    var result = evaluate(SHAPES);

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(digests()).isEqualTo(whole);
  }

  private Map<String, String> digests() {
    return s3.objects("ds/v1/").entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> Digests.sha256(e.getValue())));
  }

  @Test
  void aShardThatDidNotEndIsNamed() {
    try (var store = s3.open()) {
      store.delete("ds/v1/generate-00001.json");
    }

    var result = evaluate(SHAPES);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("ds/v1/generate-00001.json");
  }

  @Test
  void aPartThatWasAlteredIsAConflict() {
    s3.put("ds/v1/data/part-00000.csv", "id,age,group,score\nP1,2,a,0.1\n");

    assertThat(evaluate(SHAPES).outcome()).isEqualTo(ExitCode.CONFLICT);
  }

  @Test
  void aPartThatIsNotWhatItsMetadataSaysIsAConflict() {
    s3.corrupt("ds/v1/data/part-00000.csv");

    var result = evaluate(SHAPES);

    assertThat(result.outcome()).isEqualTo(ExitCode.CONFLICT);
    assertThat(result.message()).contains("ds/v1/data/part-00000.csv", "sha256");
    assertThat(s3.objects("ds/v1/manifest")).isEmpty();
  }

  @Test
  void theEvidenceNamesNoRowOfTheSource() {
    evaluate(SHAPES);

    for (String name :
        List.of("evaluation.json", "report.html", "README.md", "croissant.json", "lineage.json")) {
      assertThat(text(name)).as(name).doesNotContain("P0");
    }
  }
}
