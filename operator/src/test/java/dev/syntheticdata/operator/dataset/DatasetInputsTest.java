package dev.syntheticdata.operator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetSpec;
import dev.syntheticdata.operator.Fixtures;
import dev.syntheticdata.operator.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions are inputs: other conditions are another version; saying none changes nothing. */
class DatasetInputsTest {

  private static final RowConditions WOMEN =
      new RowConditions(List.of(new FixedColumn("sex", "F")), null, null);

  private static SyntheticDatasetSpec with(RowConditions conditions) {
    var spec = Fixtures.dataset().getSpec();
    return new SyntheticDatasetSpec(
        spec.generatorRef(),
        spec.rows(),
        spec.seed(),
        spec.format(),
        spec.shards(),
        spec.purpose(),
        spec.intendedUse(),
        spec.riskAssessment(),
        spec.output(),
        spec.gates(),
        spec.refresh(),
        spec.retention(),
        spec.job(),
        spec.suspend(),
        conditions);
  }

  @Test
  void otherConditionsAreOtherInputs() {
    var men = new RowConditions(List.of(new FixedColumn("sex", "M")), null, null);

    assertThat(List.of(with(null), with(WOMEN), with(men)))
        .extracting(DatasetInputs::hash)
        .doesNotHaveDuplicates();
  }

  @Test
  void conditionsThatAskNothingAreNone() {
    assertThat(DatasetInputs.hash(with(new RowConditions(List.of(), null, List.of()))))
        .isEqualTo(DatasetInputs.hash(with(null)));
  }

  @Test
  void aVersionKeepsTheConditionsItIsMadeUnder() {
    var dataset = Fixtures.dataset();
    dataset.setSpec(with(WOMEN));

    var version =
        DatasetInputs.version(
            dataset,
            1,
            Reason.SPEC_CHANGED,
            null,
            Fixtures.generatorVersion(),
            Fixtures.generator(),
            "worker:1");

    assertThat(version.getSpec().conditions()).isEqualTo(WOMEN);
  }
}
