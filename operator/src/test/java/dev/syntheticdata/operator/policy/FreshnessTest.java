package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.operator.status.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

  @ParameterizedTest(name = "spec {0}, generator {1}, request {2}, overdue {3}: {5}")
  @CsvSource({
    "false, false, false, false, true,  CURRENT",
    "true,  false, false, false, false, SPEC_CHANGED",
    "false, true,  false, false, false, GENERATOR_CHANGED",
    "false, false, true,  false, false, REFRESH_REQUESTED",
    "false, false, false, true,  false, REFRESH_OVERDUE",
    "true,  true,  true,  true,  false, SPEC_CHANGED",
    "false, true,  true,  true,  false, GENERATOR_CHANGED",
    "false, false, true,  true,  false, REFRESH_REQUESTED",
  })
  void theFirstCauseThatHoldsIsNamed(
      boolean spec,
      boolean generator,
      boolean requested,
      boolean overdue,
      boolean fresh,
      Reason reason) {
    var freshness = Freshness.of(spec, generator, requested, overdue, true);
    assertThat(freshness.fresh()).isEqualTo(fresh);
    assertThat(freshness.reason()).isEqualTo(reason);
    assertThat(freshness.message()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"true, no slot of the schedule came up since", "false, there is no schedule"})
  void ofACurrentVersionItIsSaidWhetherThereIsASchedule(boolean scheduled, String said) {
    assertThat(Freshness.of(false, false, false, false, scheduled).message()).contains(said);
  }
}
