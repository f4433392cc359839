package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorPolicyTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  /** All that can be the case, in the order in which it decides. */
  private enum Case {
    FIT_ON_ITS_WAY(new Decision.Nothing()),
    SUSPENDED(new Decision.Nothing()),
    PERMISSION_ENDED(new Decision.Refuse(Reason.AUTHORIZATION_EXPIRED, "DPIA-7 ended")),
    NO_VERSION(new Decision.Create(Reason.INITIAL)),
    SPEC_CHANGED(new Decision.Create(Reason.SPEC_CHANGED)),
    REFRESH_REQUESTED(new Decision.Create(Reason.REFRESH_REQUESTED)),
    RETRY_DUE(new Decision.Create(Reason.RETRY_AFTER_FAILURE));

    final Decision decision;

    Case(Decision decision) {
      this.decision = decision;
    }
  }

  private static GeneratorPolicy.Facts facts(Set<Case> cases) {
    return facts(cases, null);
  }

  private static GeneratorPolicy.Facts facts(Set<Case> cases, String privacyExcess) {
    var phase = cases.contains(Case.FIT_ON_ITS_WAY) ? Phase.FITTING : Phase.FITTED;
    return new GeneratorPolicy.Facts(
        cases.contains(Case.SUSPENDED),
        cases.contains(Case.PERMISSION_ENDED) ? "DPIA-7 ended" : null,
        privacyExcess,
        cases.contains(Case.SPEC_CHANGED) ? "sha256:changed" : "sha256:as-before",
        cases.contains(Case.NO_VERSION)
            ? null
            : new LatestVersion("g-v1", 1, "sha256:as-before", null, phase),
        cases.contains(Case.REFRESH_REQUESTED) ? "now" : "then",
        "then",
        cases.contains(Case.RETRY_DUE)
            ? new Failures(1, "2026-03-10T11:00:00Z", "2026-03-10T11:01:00Z")
            : null,
        NOW);
  }

  @Test
  void nothingIsFittedWhereAllIsAsWanted() {
    assertThat(GeneratorPolicy.decide(facts(EnumSet.noneOf(Case.class))))
        .isEqualTo(new Decision.Nothing());
  }

  @ParameterizedTest
  @EnumSource
  void eachCaseDecidesAlone(Case one) {
    assertThat(GeneratorPolicy.decide(facts(EnumSet.of(one)))).isEqualTo(one.decision);
  }

  @ParameterizedTest
  @EnumSource
  void whereTheBudgetIsSpentWhatWouldBeMadeIsRefused(Case one) {
    var decision = GeneratorPolicy.decide(facts(EnumSet.of(one), "too much"));

    assertThat(decision)
        .isEqualTo(
            one.decision instanceof Decision.Create
                ? new Decision.Refuse(Reason.PRIVACY_BUDGET_EXCEEDED, "too much")
                : one.decision);
  }

  @Test
  void ofAllThatIsTheCaseTheFirstDecides() {
    for (int bits = 1; bits < 1 << Case.values().length; bits++) {
      var cases = EnumSet.noneOf(Case.class);
      for (var one : Case.values()) {
        if ((bits & 1 << one.ordinal()) != 0) {
          cases.add(one);
        }
      }
      if (cases.contains(Case.NO_VERSION) && cases.contains(Case.FIT_ON_ITS_WAY)) {
        continue; // Both at once there cannot be.
      }
      assertThat(GeneratorPolicy.decide(facts(cases)))
          .as("%s", cases)
          .isEqualTo(cases.iterator().next().decision);
    }
  }
}
