package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.worker.report.EvaluationSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on local files, as the README shows it. */
class EvaluateCommandTest extends Commands {

  private static final String SOURCE = "../examples/flchain/flchain.csv";

  @BeforeEach
  void fitAndGenerate() {
    run("fit", "--source", SOURCE, "--target", "death", "--seed", "1", "--out", path("model"));
    generate("out", "--rows", "2000");
  }

  private int evaluate(String... more) {
    var args = new java.util.ArrayList<>(java.util.List.of("evaluate", "--real", SOURCE));
    args.addAll(java.util.List.of("--synthetic", path("out"), "--out", path("eval")));
    args.addAll(java.util.List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void groupsAndAnEarlierEvaluationAreComparedWith() {
    evaluate("--holdout", path("model/holdout.csv"), "--protected", "sex");
    assertThat(out.toString())
        .containsPattern("fairness.representation +[01]\\.\\d{3} \\(")
        .contains("no earlier evaluation is given");

    int exit = evaluate("--previous", path("eval/profile.json"));

    assertThat(exit).isZero();
    assertThat(out.toString()).containsPattern("drift.previous-psi +0\\.000");
  }

  @Test
  void aPreviousProfileThatIsNoneIsNamed() {
    int exit = evaluate("--previous", path("model/schema.json"));

    assertThat(exit).isEqualTo(10);
    assertThat(err.toString()).contains("schema.json: cannot be read; give the profile.json");
  }

  @Test
  void itPrintsTheMetricsAndWritesTheEvidence() {
    int exit = evaluate("--holdout", path("model/holdout.csv"), "--target", "sex");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .containsPattern(
            "fidelity.column-shapes +0\\.9\\d\\d \\(0\\.9\\d\\d to 0\\.9\\d\\d\\) +0\\.9\\d\\d")
        .containsPattern("utility.tstr-auc\\[sex\\] +0\\.\\d{3} \\(0\\.\\d{3} to 0\\.\\d{3}\\)")
        .contains(path("eval/report.html"));
    assertThat(err.toString()).containsPattern("(?m)^ 1 of \\d+  sdmetrics quality$");
    assertThat(directory.resolve("eval"))
        .isDirectoryContaining("glob:**evaluation.json")
        .isDirectoryContaining("glob:**report.html")
        .isDirectoryContaining("glob:**README.md");
  }

  @Test
  void theHoldoutIsTakenOutOfTheSource() throws IOException {
    evaluate("--holdout", path("model/holdout.csv"));

    long held = Files.readAllLines(directory.resolve("model/holdout.csv")).size() - 1;
    long all = Files.readAllLines(Path.of(SOURCE)).size() - 1;
    assertThat(out.toString())
        .contains(
            "Compared 2,000 synthetic rows with %,d real rows, %,d held out."
                .formatted(all - held, held));
  }

  @Test
  void withoutHoldoutItSaysWhatIsMissing() {
    assertThat(evaluate()).isZero();
    assertThat(out.toString()).containsPattern("privacy.dcr-share +not computed: needs real rows");
  }

  @Test
  void theRecordedSchemaCanBeUsed() {
    assertThat(evaluate("--schema", path("model/schema.json"))).isZero();
  }

  private String gates(String text) throws IOException {
    return Files.writeString(directory.resolve("gates.yaml"), text).toString();
  }

  @Test
  void gatesThatPassLetAPipelineGoOn() throws IOException {
    var file = gates("- {metric: fidelity.column-shapes, min: 0.8}\n");

    assertThat(evaluate("--gates", file)).isZero();
    assertThat(out.toString())
        .contains("gate     fidelity.column-shapes at least 0.8 (required): passed");
    assertThat(directory.resolve("eval/evaluation.json"))
        .content(StandardCharsets.UTF_8)
        .contains("\"PASSED\"");
  }

  @Test
  void aRequiredGateThatFailsStopsAPipelineAndLeavesTheEvidence() throws IOException {
    var file =
        gates(
            """
            kind: SyntheticDataset
            spec:
              gates:
                - metric: fidelity.column-shapes
                  min: 0.9999
                - metric: privacy.dcr-share
                  max: 0.6
                  severity: Advisory
            """);

    assertThat(evaluate("--gates", file)).isEqualTo(3);
    assertThat(out.toString())
        .containsPattern("column-shapes at least 0.9999 \\(required\\): failed, 0\\.\\d+ is below")
        .contains("privacy.dcr-share at most 0.6 (advisory): not computed");
    assertThat(directory.resolve("eval/report.html")).isNotEmptyFile();
  }

  /** The mean of eleven columns hides one that is lost. */
  @Test
  void aColumnThatIsLostFailsItsOwnGateWhereTheMeanOfAllPasses() throws IOException {
    var rows = Files.readAllLines(Path.of(SOURCE));
    var constant = new StringBuilder(rows.get(0)).append('\n');
    rows.stream()
        .skip(1)
        .forEach(row -> constant.append(row.replaceFirst("^\\d+", "60")).append('\n'));
    var synthetic = Files.writeString(directory.resolve("constant.csv"), constant).toString();
    var file =
        gates(
            """
            - {metric: fidelity.column-shapes, min: 0.9}
            - {metric: fidelity.column-shapes, column: sex, min: 0.95}
            - {metric: fidelity.column-shapes, column: age, min: 0.95}
            - {metric: coverage.category-coverage, column: age, min: 0, severity: Advisory}
            """);

    int exit =
        run(
            "evaluate",
            "--real",
            SOURCE,
            "--synthetic",
            synthetic,
            "--metrics",
            "fidelity.column-shapes,coverage.category-coverage",
            "--gates",
            file,
            "--out",
            path("eval"));

    assertThat(exit).isEqualTo(3);
    assertThat(out.toString())
        .contains("gate     fidelity.column-shapes at least 0.9 (required): passed")
        .contains("gate     fidelity.column-shapes[column sex] at least 0.95 (required): passed")
        .containsPattern(
            "gate +fidelity.column-shapes\\[column age\\] at least 0.95 \\(required\\): failed, 0\\.[0-5]")
        .containsPattern(
            "gate +coverage.category-coverage\\[column age\\] .*: not computed, .*column age.*INTEGER");
    var document = Files.readString(directory.resolve("eval/evaluation.json"));
    EvaluationSchema.requireKept(document);
    assertThat(new ObjectMapper().readTree(document).get("gates").findValuesAsText("column"))
        .containsExactly("sex", "age", "age");
  }

  @Test
  void metricsThatAreNamedAreComputedAlone() throws IOException {
    evaluate("--holdout", path("model/holdout.csv"));
    var all = results();
    int exit =
        evaluate(
            "--holdout", path("model/holdout.csv"), "--metrics", "coverage,fidelity.detection-auc");

    var some = results();
    assertThat(exit).isZero();
    assertThat(some.fieldNames())
        .toIterable()
        .contains("fidelity.detection-auc", "coverage.combination-coverage-2way")
        .allMatch(id -> id.startsWith("coverage.") || id.equals("fidelity.detection-auc"));
    some.fields().forEachRemaining(e -> assertThat(e.getValue()).isEqualTo(all.get(e.getKey())));
    assertThat(err.toString()).contains("1 of 8  detection");
    assertThat(directory.resolve("eval/report.html")).isNotEmptyFile();
  }

  /** Results in evaluation.json by the id of their metric. */
  private ObjectNode results() throws IOException {
    var byId = new ObjectMapper().createObjectNode();
    var document = Files.readString(directory.resolve("eval/evaluation.json"));
    EvaluationSchema.requireKept(document);
    new ObjectMapper()
        .readTree(document)
        .get("metrics")
        .forEach(result -> byId.set(result.get("id").asText(), result));
    return byId;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beauty | --metrics beauty: there is no metric 'beauty' | fidelity, utility, privacy",
        "drift.all | --metrics drift.all: there is no metric 'drift.all' | drift.previous-psi",
        "coverage | --gates asks for fidelity.column-shapes, which --metrics leaves out | name them",
      })
  void aChoiceOfMetricsThatCannotServeIsRefusedBeforeTheWork(
      String metrics, String what, String hint) throws IOException {
    var file = gates("- {metric: fidelity.column-shapes, min: 0.8}\n");

    assertThat(evaluate("--metrics", metrics, "--gates", file)).isEqualTo(10);
    assertThat(err.toString()).contains(what, hint);
    assertThat(directory.resolve("eval")).doesNotExist();
  }

  @Test
  void coverageOfWhatIsDeclaredIsMeasuredAndEntitiesAreCounted() throws IOException {
    var declared = directory.resolve("declared.json");
    Files.writeString(
        declared,
        """
        {"columns": [{"name": "sex", "categories": ["F", "M", "X"]},
                     {"name": "age", "minimum": "50", "maximum": "109"}]}
        """);

    int code =
        evaluate(
            "--holdout",
            path("model/holdout.csv"),
            "--declared",
            declared.toString(),
            "--by",
            "sample.yr");

    assertThat(code).isZero();
    // Of thirty combinations ten have a sex that nobody has.
    assertThat(out.toString())
        .containsPattern("coverage.scenario-coverage-2way +0\\.[56]\\d\\d")
        .contains("privacy.membership-auc                   not computed: needs 100 real rows")
        .contains("sample.yr takes no part: names whom a row is about");
  }

  @Test
  void theStandardGatesAreThoseOfTheExample() {
    int standard =
        evaluate(
            "--holdout", path("model/holdout.csv"), "--target", "death", "--gates", "standard");
    String said = out.toString();
    int example =
        evaluate(
            "--holdout",
            path("model/holdout.csv"),
            "--target",
            "death",
            "--gates",
            "../examples/standard-gates.yaml");

    assertThat(standard).isEqualTo(example);
    assertThat(said).contains("gate     privacy.membership-auc lower end at most 0.55 (required)");
    assertThat(out.toString()).endsWith(said.substring(said.indexOf("gate ")));
  }

  @Test
  void anAdvisoryGateIsOnlyShown() throws IOException {
    var file = gates("- {metric: fidelity.column-shapes, min: 0.9999, severity: Advisory}\n");

    assertThat(evaluate("--gates", file)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'- {metric: fidelity.columns, min: 0.9}' | gate 1: | fidelity.column-shapes",
        "'- {metric: fidelity.column-shapes}' | gate 1 | needs a min, a max or a margin",
        "'- {metric: fidelity.column-shapes, minimum: 1}' | gate 1: | minimum",
        "'- {metric: fidelity.column-shapes, min: 2, max: 1}' | gate 1 | min must not be greater",
        "'- {metric: fidelity.column-shapes, margin: -1}' | gate 1 | margin must not be negative",
        "'- {metric: privacy.k-anonymity, min: 5, statistic: IntervalLow}' | gate 1 | has no interval",
        "'- {metric: privacy.dcr-share, max: 1, statistic: Median}' | gate 1: | IntervalLow",
        "'gates: []' | holds no gates | spec.gates",
        "'{[' | gates.yaml | not YAML or JSON",
      })
  void gatesThatAreNotWellFormedAreRefusedBeforeTheWork(String text, String place, String why)
      throws IOException {
    assertThat(evaluate("--gates", gates(text))).isEqualTo(10);
    assertThat(err.toString()).contains(place, why);
    assertThat(directory.resolve("eval")).doesNotExist();
  }

  @Test
  void aTargetThatIsNoColumnNamesTheColumns() {
    assertThat(evaluate("--target", "dead")).isEqualTo(10);
    assertThat(err.toString())
        .contains("--target dead: there is no such column", "age, sex, sample.yr, kappa");
  }

  @Test
  void aSyntheticTableOfOtherColumnsIsRefused() throws IOException {
    Files.writeString(directory.resolve("other.csv"), "age,height\n50,180\n");

    int exit =
        run("evaluate", "--real", SOURCE, "--synthetic", path("other.csv"), "--out", path("eval"));

    assertThat(exit).isEqualTo(10);
    assertThat(err.toString()).contains("other.csv", "'sex'");
  }

  @Test
  void theSameRowsTwiceAreNoBaseline() {
    assertThat(evaluate("--holdout", SOURCE)).isEqualTo(10);
    assertThat(err.toString()).contains("--real and --holdout have the same rows");
  }

  @Test
  void aMissingOptionIsAUsageError() {
    assertThat(run("evaluate", "--real", SOURCE)).isEqualTo(2);
    assertThat(err.toString()).contains("--synthetic");
  }
}
