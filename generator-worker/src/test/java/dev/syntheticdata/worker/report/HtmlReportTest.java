package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.MetricDefinition;
import dev.syntheticdata.worker.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static final String PAGE = HtmlReport.of(TestEvidence.evidence(TestEvidence.GATES));

  private static final String HOSTILE = "</td><script>alert('x')</script>\"'&\u202Ereversed";

  @Test
  void theVerdictComesFirst() {
    int gates = PAGE.indexOf("id=\"gates\"");
    assertThat(PAGE.indexOf("Gates not passed")).isBetween(0, gates);
    assertThat(gates).isLessThan(PAGE.indexOf("id=\"what\""));
    assertThat(PAGE.indexOf("id=\"what\"")).isLessThan(PAGE.indexOf("id=\"fidelity\""));
  }

  @Test
  void itSaysWhatItIsMadeFromHowAndForWhichPurpose() {
    assertThat(PAGE)
        .contains("research/patients", "patients-3", "ModelTesting", "Test the risk model")
        .contains("s3://hospital/exports/patients.csv", "gaussianCopula", "DPIA-17")
        .contains("Interactions of three columns are not kept.");
  }

  @Test
  void everyMetricIsThereWithItsMeaning() {
    for (var metric : Metric.values()) {
      assertThat(PAGE).contains(metric.id());
    }
  }

  @Test
  void itAsksNothingOfTheNetworkAndRunsNothing() {
    assertThat(PAGE)
        .contains("default-src 'none'")
        .doesNotContain("<script")
        .doesNotContain("src=")
        .doesNotContainPattern("href=\"[^#]")
        .doesNotContain("url(")
        .doesNotContain("@import");
  }

  @Test
  void itCanBeReadWithoutSeeingIt() {
    assertThat(
            Pattern.compile("<svg(?![^>]*(aria-label=\"[^\"]+\"|aria-hidden))")
                .matcher(PAGE)
                .find())
        .as("a picture without words")
        .isFalse();
    var links = Pattern.compile("href=\"#([^\"]+)\"").matcher(PAGE);
    int count = 0;
    for (; links.find(); count++) {
      assertThat(PAGE).contains("id=\"" + links.group(1) + "\"");
    }
    assertThat(count).isGreaterThanOrEqualTo(8);
    int level = 1;
    for (var heading = Pattern.compile("<h([1-6])").matcher(PAGE); heading.find(); ) {
      int next = Integer.parseInt(heading.group(1));
      assertThat(next).as("a heading after one of level %s", level).isLessThanOrEqualTo(level + 1);
      level = next;
    }
  }

  @Test
  void everySectionIsAmongTheContents() {
    var evidence = TestEvidence.evidence(TestEvidence.GATES);
    var claim = new ClaimResult(Claim.MARGINALS, ClaimResult.Verdict.KEPT, "0.99");
    var claiming =
        new Evidence(evidence.subject(), evidence.evaluation(), evidence.gates(), List.of(claim));

    assertThat(contents(HtmlReport.of(claiming))).isEqualTo(sections(HtmlReport.of(claiming)));
    assertThat(sections(HtmlReport.of(claiming))).contains("claims", "verify");
  }

  @Test
  void whatIsNotOnThePageIsNotAmongItsContents() {
    var files =
        HtmlReport.of(
            new Evidence(TestEvidence.files("files"), TestEvidence.evaluation(), List.of()));

    assertThat(contents(files)).isEqualTo(sections(files));
    assertThat(sections(files)).doesNotContain("claims", "verify");
  }

  private static List<String> contents(String page) {
    String list = page.substring(page.indexOf("<nav"), page.indexOf("</nav>"));
    return matches("href=\"#([^\"]+)\"", list);
  }

  /** The names of sections; of one without a name its tag. */
  private static List<String> sections(String page) {
    return matches("<h2(?: id=\"([^\"]+)\")?>", page);
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1) == null ? found.group() : found.group(1))
        .toList();
  }

  @Test
  void textStandsOutFromWhatIsBehindIt() throws IOException {
    for (var colours : ColourScheme.all()) {
      for (var text : List.of("ink", "soft", "link")) {
        for (var back : List.of("paper", "card")) {
          assertThat(colours.contrast(text, back)).as(text + " on " + back).isGreaterThan(4.5);
        }
      }
      for (var tag : List.of("good", "bad", "warn")) {
        assertThat(colours.contrast(tag, tag + "-back")).as(tag).isGreaterThan(4.5);
      }
    }
  }

  @Test
  void attacksAreShownBesideTheirControls() {
    var attack =
        TestEvidence.evaluation().attacks().stream()
            .filter(finding -> finding.metric() == Metric.SINGLING_OUT_RISK)
            .findFirst()
            .orElseThrow();

    assertThat(PAGE)
        .contains("Attacks beside their controls")
        .contains("%,d of %,d</td>".formatted(attack.successes(), attack.attacks()))
        .contains("%,d of %,d</td>".formatted(attack.controlSuccesses(), attack.controls()));
    assertThat(PAGE).contains("Drift by column");
  }

  @Test
  void dependenciesAreShownForBothTablesAndTheirDifference() {
    assertThat(PAGE)
        .contains("Dependencies in the real table", "Dependencies in the synthetic table")
        .contains("Synthetic minus real dependencies", "Two-way accuracy of column pairs");
  }

  @Test
  void theSameEvidenceGivesTheSameBytes() {
    assertThat(HtmlReport.of(TestEvidence.evidence(TestEvidence.GATES))).isEqualTo(PAGE);
  }

  private static Table hostileTable(int rows) {
    var labels = new String[rows];
    Arrays.setAll(labels, i -> i % 2 == 0 ? HOSTILE : "<img src=x onerror=alert(1)>");
    return table()
        .numbers("<b>" + HOSTILE, new Random(1).doubles(rows).toArray())
        .labels(HOSTILE, labels)
        .build();
  }

  /** Whose number is another than that of the metric further below. */
  @Test
  void theEndThatAGateHoldsIsNamedBesideItsNumber() {
    var evidence = TestEvidence.evidence(TestEvidence.GATES);
    var gate =
        new GateResult(
            Metric.DCR_SHARE,
            null,
            null,
            0.54,
            null,
            0.496,
            GateResult.Verdict.PASSED,
            null,
            null,
            null,
            Gate.Statistic.INTERVAL_LOW,
            null);

    assertThat(
            HtmlReport.of(new Evidence(evidence.subject(), evidence.evaluation(), List.of(gate))))
        .contains("<td class=\"n\">0.496<small>lower end</small></td>");
  }

  @Test
  void hostileNamesAndLabelsStayText() {
    var rows = hostileTable(200);
    var evaluation =
        new Evaluator().evaluate(new EvaluationInput(rows, rows, rows, List.of(HOSTILE), 1));
    var gate =
        new GateResult(
            Metric.TSTR_AUC,
            HOSTILE,
            0.5,
            null,
            null,
            null,
            GateResult.Verdict.NOT_COMPUTED,
            HOSTILE,
            null,
            null,
            null,
            HOSTILE);

    var page = HtmlReport.of(new Evidence(TestEvidence.files(HOSTILE), evaluation, List.of(gate)));

    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("<img")
        .doesNotContain("<b>&lt;")
        .doesNotContain("\u202E");
    assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)");
    assertThat(Pattern.compile("=\"[^\"]*<").matcher(page).find()).isFalse();
  }

  @Test
  void extremesOfTheSourceDoNotShow() {
    double[] values = new Random(1).doubles(500, 10, 20).toArray();
    values[3] = 987654.5;
    values[4] = -123456.25;
    var rows = table().numbers("income", values).build();
    var evaluation = new Evaluator().evaluate(new EvaluationInput(rows, rows, rows, List.of(), 1));
    var evidence = new Evidence(TestEvidence.files("t"), evaluation, List.of());

    assertThat(HtmlReport.of(evidence)).doesNotContain("987654").doesNotContain("123456");
    assertThat(EvaluationDocument.of(evidence).toJson())
        .doesNotContain("987654")
        .doesNotContain("123456");
  }

  @Test
  void aHundredColumnsOfAllKindsFitInThreeMegabytes() {
    var evaluation = ReportTables.mixed();
    assertThat(evaluation.columns()).hasSize(100);
    assertThat(evaluation.holdoutRows()).isPositive();
    assertThat(evaluation.groups()).isNotEmpty();

    var page = HtmlReport.of(new Evidence(TestEvidence.files("wide"), evaluation, List.of()));

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(500_000, 3_000_000);
    assertThat(page)
        .contains("The first 30 of %s;".formatted(Html.count(evaluation.drift().size())));
  }

  @Test
  void everyPictureOfColumnsHasATableBehindIt() {
    var evaluation = ReportTables.flchain();
    var page = HtmlReport.of(new Evidence(TestEvidence.files("t"), evaluation, List.of()));

    for (var column : evaluation.columns()) {
      if (column.histogram() != null) {
        assertThat(page).contains("<span class=\"unseen\"> of %s</span>".formatted(column.name()));
        assertThat(page)
            .contains(
                "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr></tbody>"
                    .formatted(
                        Html.percent(last(column.histogram().real())),
                        Html.percent(last(column.histogram().synthetic()))));
      }
    }
    assertThat(page).contains("Table of all %d pairs".formatted(evaluation.pairs().size()));
    var pair = evaluation.pairs().get(7);
    assertThat(page)
        .contains("<th scope=\"row\">%s and %s</th>".formatted(pair.first(), pair.second()));
  }

  private static Double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  @Test
  void bothKindsOfModelsHaveBars() {
    var page =
        HtmlReport.of(new Evidence(TestEvidence.files("t"), ReportTables.flchain(), List.of()));

    for (var model : List.of("boosted trees", "linear model")) {
      assertThat(page)
          .contains("aria-label=\"death, AUC, %s: trained on real".formatted(model))
          .contains("aria-label=\"futime, R², %s: trained on real".formatted(model));
    }
  }

  @Test
  void whyAMetricHasNoIntervalIsSaid() {
    for (var metric : Metric.values()) {
      String reason = MetricDefinition.of(metric).noInterval();
      if (reason != null) {
        assertThat(PAGE).contains("No interval: " + Html.text(reason));
      }
    }
    assertThat(PAGE).contains("<small>no interval</small>");
  }
}
