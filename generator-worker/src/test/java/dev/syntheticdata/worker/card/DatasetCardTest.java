package dev.syntheticdata.worker.card;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.report.Handling;
import dev.syntheticdata.worker.report.TestEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetCardTest {

  private static final String CARD = DatasetCard.of(TestEvidence.evidence(TestEvidence.GATES));

  @Test
  void itSaysWhatItIsMadeFromHowAndForWhichPurpose() {
    assertThat(CARD)
        .contains("\n# patients, version 3\n")
        .contains("- Purpose: ModelTesting\n")
        .contains("- Intended use: Test the risk model\n")
        .contains("- Source: s3://hospital/exports/patients.csv\n")
        .contains("- Engine: gaussianCopula\n")
        .contains("- Model sha256: " + "a".repeat(64) + "\n");
  }

  @Test
  void gatesStandWithTheirVerdicts() {
    assertThat(CARD)
        .contains("**Gates not passed.**")
        .containsPattern(
            "`fidelity.column-shapes` \\| 0\\.\\d{3} \\| at least 0.9 \\| required \\| Passed")
        .containsPattern(
            "`fidelity.detection-auc` \\| 0\\.\\d{3} \\| at most 0.2 \\| required \\| Failed")
        .contains("`utility.tstr-r2` | – | at least 0 | advisory | Not computed");
  }

  @Test
  void preparationBiasesRefreshAndRetentionAreThere() {
    var card =
        DatasetCard.of(
            TestEvidence.evidence(TestEvidence.GATES),
            Handling.of(TestEvidence.task(TestEvidence.GATES)));

    assertThat(card)
        .contains(
            "## Preparation\n\n- Of the real rows 200 were held out before",
            "## Biases\n\n- Skews of the source are learned",
            "- Not measured over groups: no column of values is declared as protected",
            "## Refresh and retention\n\n- A version is never altered;",
            "- License: none is stated; the declared purpose bounds the use\n");
    assertThat(CARD).doesNotContain("## Preparation", "## Refresh");
  }

  @Test
  void limitsAndVerificationAreThere() {
    assertThat(CARD)
        .contains(
            "Known of the generator: Interactions of three columns are not kept.",
            "Known of the generator: Column 'city': 2 of 40 labels are not generated.")
        .contains("sha256sum --check");
  }

  @Test
  void hostileTextStaysText() {
    var name = "a|b\n# Heading <script> [x](javascript:alert(1)) `code`";
    var rows = table().numbers(name, 1, 2, 3).build();
    var evaluation = new Evaluator().evaluate(new EvaluationInput(rows, null, rows, List.of(), 1));

    var card = DatasetCard.of(new Evidence(TestEvidence.files(name), evaluation, List.of()));

    assertThat(card)
        .doesNotContain("\n# Heading")
        .doesNotContain("<script>")
        .doesNotContain("[x](")
        .contains(
            "| a\\|b \\# Heading &lt;script\\> \\[x\\](javascript:alert(1)) \\`code\\` | decimal |");
  }
}
