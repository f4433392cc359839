package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableExpansionTest {
  private static final Map<String, String> VARIABLES = Map.of("A", "alpha", "B", "$(A)");

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "$(A), alpha",
    "x$(A)y$(A)z, xalphayalphaz",
    "$(UNKNOWN), $(UNKNOWN)",
    "$$(A), $(A)",
    "$$$(A), $alpha",
    "$A, $A",
    "$(A, $(A",
    "cost: 5$, cost: 5$",
    "$(B), $(A)",
  })
  void expandsOnceWhatIsDefined(String text, String expanded) {
    assertThat(VariableExpansion.expand(text, VARIABLES)).isEqualTo(expanded);
  }
}
