package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttacksSectionTest {

  private static final String SECTION = AttacksSection.of(ReportTables.mixed());
  private static final String FIRST = SECTION.substring(0, SECTION.indexOf("</table>"));

  private static List<Metric> attacks() {
    return Arrays.stream(Metric.values())
        .filter(m -> m.id().matches("privacy\\.(membership-.*|.*-risk)"))
        .toList();
  }

  @Test
  void ofAHundredColumnsTheFirstTableHasEveryAttackOnce() {
    assertThat(ReportTables.mixed().attacks()).hasSizeGreaterThan(30);
    assertThat(attacks()).hasSizeGreaterThan(8).contains(Metric.MEMBERSHIP_AUC);
    for (var attack : attacks()) {
      assertThat(FIRST.split(attack.id() + "[<,]", -1)).as(attack.id()).hasSize(2);
    }
  }

  @Test
  void anAttackIsShownByTheColumnItsValueIsOf() {
    var inference = ReportTables.mixed().results(Metric.INFERENCE_RISK).get(0);
    var note =
        ReportTables.mixed().notes().stream()
            .filter(text -> text.startsWith(inference.metric().id() + " is that of "))
            .findFirst()
            .orElseThrow();
    String column = note.replaceAll(".* is that of (.*), the surest of .*", "$1");

    assertThat(FIRST).contains("privacy.inference-risk, surest for " + column + "<");
    String parts = SECTION.substring(SECTION.indexOf("Inference risk, by what was attacked"));
    assertThat(parts.indexOf("<th scope=\"row\">" + column))
        .isEqualTo(parts.indexOf("<th scope=\"row\">"))
        .isPositive();
    assertThat(parts).contains("<details><summary>The other ");
  }

  @Test
  void membershipStandsAmongThemBesideGuessing() {
    var area =
        (Outcome.Computed) ReportTables.mixed().results(Metric.MEMBERSHIP_AUC).get(0).outcome();

    assertThat(FIRST)
        .contains(Html.percent(area.value()) + " of pairs</td>")
        .contains(Html.percent(1 - area.value()) + " of pairs</td>")
        .contains("<td class=\"n\">50.0 %</td>");
  }

  @Test
  void theBarsHaveALegend() {
    assertThat(SECTION)
        .contains("<i class=\"s\"></i>on rows learned from")
        .contains("<i class=\"r\"></i>on others, the control")
        .contains("<i class=\"g\"></i>guessing");
  }

  @Test
  void whereNoAttackCouldBeTriedTheMetricsSaySoAlone() {
    var rows = TestEvidence.SYNTHETIC;
    var evaluation = new Evaluator().evaluate(new EvaluationInput(rows, null, rows, List.of(), 1));

    assertThat(AttacksSection.of(evaluation)).isEmpty();
    assertThat(Headlines.of(new Evidence(TestEvidence.files("t"), evaluation, List.of())))
        .contains("Membership AUC</span><b>–</b><small>not computed: ");
  }

  @Test
  void headlinesTellOfPrivacyWhatAttacksFoundAndNoDistance() {
    var headlines = Headlines.of(TestEvidence.evidence(TestEvidence.GATES));

    assertThat(headlines).contains("Membership AUC", "guessing reaches 0.500", "Worst attack");
    assertThat(headlines).doesNotContain("DCR");
  }
}
