package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivacyGatesTest {

  private static Gate gate(Metric metric, Gate.Severity severity) {
    return new Gate(metric, null, 0.5, null, severity);
  }

  private static Gate gate(Metric metric) {
    return gate(metric, null);
  }

  @Test
  void distancesAloneAreWarnedOf() {
    var gates = List.of(gate(Metric.COLUMN_SHAPES), gate(Metric.DCR_SHARE));

    assertThat(PrivacyGates.warningOf(gates)).contains("distances alone", "privacy.membership-tpr");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MEMBERSHIP_AUC",
        "MEMBERSHIP_TPR",
        "SINGLING_OUT_RISK",
        "LINKABILITY_RISK",
        "INFERENCE_RISK",
        "DP_EPSILON"
      })
  void anAttackOrAGuaranteeBesideThemIsEnough(Metric metric) {
    assertThat(PrivacyGates.warningOf(List.of(gate(Metric.DCR_SHARE), gate(metric)))).isNull();
  }

  @Test
  void anAdvisoryAttackIsNotEnough() {
    var advisory = gate(Metric.MEMBERSHIP_AUC, Gate.Severity.ADVISORY);

    assertThat(PrivacyGates.warningOf(List.of(gate(Metric.NNDR_P1), advisory))).isNotNull();
  }

  @Test
  void gatesThatSayNothingOfPrivacyAreNotWarnedOf() {
    assertThat(PrivacyGates.warningOf(List.of())).isNull();
    assertThat(PrivacyGates.warningOf(List.of(gate(Metric.COLUMN_SHAPES)))).isNull();
  }

  @Test
  void theStandardGatesHoldPrivacyToAttacks() {
    assertThat(PrivacyGates.warningOf(StandardGates.list())).isNull();
  }

  @Test
  void aTableWithoutCategoriesIsNotAskedForThem() {
    assertThat(StandardGates.list(true)).isEqualTo(StandardGates.list());
    assertThat(StandardGates.list(false))
        .hasSize(StandardGates.list().size() - 1)
        .extracting(Gate::metric)
        .doesNotContain(Metric.CATEGORY_COVERAGE);
  }

  @Test
  void theExampleHasTheStandardGates() throws IOException {
    var example =
        Serialization.unmarshal(
            Files.readString(Path.of("../examples/standard-gates.yaml")),
            SyntheticDatasetSpec.class);

    assertThat(example.gates())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("severity")
        .isEqualTo(StandardGates.list())
        .allMatch(gate -> gate.severity() == null);
  }
}
