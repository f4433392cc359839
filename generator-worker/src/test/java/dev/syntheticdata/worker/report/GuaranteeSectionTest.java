package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.evaluation.TestTables;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.marginals.Measured;
import dev.syntheticdata.worker.synthesizer.marginals.PrivateMarginalsModel;
import dev.syntheticdata.worker.synthesizer.marginals.SeededMarginals;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuaranteeSectionTest {

  private static PrivateMarginalsModel fit(Table table, PrivacyOptions privacy) {
    return (PrivateMarginalsModel)
        new SeededMarginals().fit(table, FitOptions.seeded(1).withPrivacy(privacy));
  }

  private static Table visits() {
    var random = new Random(4);
    return Rows.table(
        "who,stage,dose",
        3_000,
        i ->
            "p%d x,%s,%d".formatted(i / 3, random.nextInt(3) == 0 ? "I" : "II", random.nextInt(9)));
  }

  private static Evidence evidence(DpStatement dp) {
    return new Evidence(
        Subject.of(TestEvidence.task(List.of()), List.of(), null, dp),
        TestEvidence.evaluation(),
        List.of());
  }

  private static final PrivateMarginalsModel OF_ROWS =
      fit(TestTables.clinic(2_000, 1), new PrivacyOptions(3, 1e-6, null, 1, Map.of()));

  @Test
  void aProvenModelIsToldWithAllThatAClaimMustName() {
    var dp = DpStatement.of(OF_ROWS);

    var page = HtmlReport.of(evidence(dp));

    assertThat(page)
        .contains("ε = 3, δ = 0.000001")
        .contains("<dd>one row of the source</dd>")
        .contains("add or remove: one has all rows that the other has, and one row more")
        .contains("counts with discrete Gaussian noise (", "choices by the exponential mechanism")
        .contains("zero-concentrated differential privacy")
        .contains("more than 20.1 times as probable")
        .contains("What this does not cover", "this report, the metrics and the verdicts of gates")
        .contains("Proven privacy</span><b>ε = 3</b>");
  }

  @Test
  void whatEachMechanismCostAddsUpToWhatIsClaimed() {
    var dp = DpStatement.of(OF_ROWS);

    assertThat(dp.mechanisms().stream().mapToDouble(DpStatement.Mechanism::rho).sum())
        .isCloseTo(dp.rhoSpent(), withPercentage(1e-6));
    assertThat(dp.mechanisms().stream().mapToInt(DpStatement.Mechanism::questions).sum())
        .isEqualTo(OF_ROWS.measured().size());
    assertThat(dp.mechanisms())
        .extracting(DpStatement.Mechanism::name)
        .contains(Measured.Mechanism.DISCRETE_GAUSSIAN, Measured.Mechanism.EXPONENTIAL);
  }

  @Test
  void anEntityIsTheUnitWhereOneIsNamed() {
    var dp = DpStatement.of(fit(visits(), new PrivacyOptions(2, 1e-6, "who", 2, Map.of())));

    assertThat(dp.unit()).isEqualTo(PrivacyClaim.Unit.ENTITY);
    assertThat(HtmlReport.of(evidence(dp)))
        .contains("<dd>all rows of one &#39;who&#39;, of which at most 2 are used</dd>")
        .contains("groups, such as a family");
  }

  @Test
  void theDocumentForMachinesHasTheSameRecord() {
    var dp = DpStatement.of(OF_ROWS);

    var document =
        TaskJson.read(EvaluationDocument.of(evidence(dp)).toJson(), EvaluationDocument.class);

    assertThat(document.subject().dp()).isEqualTo(dp);
  }

  @Test
  void limitsDoNotDenyAProofThatThereIs() {
    String denied = "No formal privacy guarantee follows";

    assertThat(Words.limits(evidence(DpStatement.of(OF_ROWS))))
        .noneMatch(limit -> limit.contains(denied))
        .anyMatch(limit -> limit.contains("it is proven of the model and the rows"));
    assertThat(Words.limits(evidence(null))).anyMatch(limit -> limit.contains(denied));
  }

  @Test
  void whereNothingIsProvenThatIsSaid() {
    assertThat(HtmlReport.of(evidence(null)))
        .contains("No proof comes with the engine gaussianCopula.");
    assertThat(GuaranteeSection.of(TestEvidence.files("files")))
        .contains("No proof is known here: files do not bring one with them.");
  }

  @Test
  void aModelBesideFilesSaysThatItProvesNothing() {
    var maker = new Subject.Maker("autoregressiveTrees", null, "0".repeat(64), List.of());

    assertThat(GuaranteeSection.of(Subject.ofFiles("files", null, null, null, maker)))
        .contains("No proof comes with the engine autoregressiveTrees.");
  }

  @Test
  void thePageSaysWhatTheRowsAreNotFor() {
    assertThat(HtmlReport.of(evidence(null)))
        .contains("<dt>Not for</dt><dd>decisions about the people in the source, ");
  }
}
