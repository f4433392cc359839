package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.operator.Fixtures;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetPolicyTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final GeneratorVersion USED = Fixtures.generatorVersion();
  private static final GeneratorVersion NEWER = newer();

  /** All that can be the case, in the order in which it decides. */
  private enum Case {
    VERSION_ON_ITS_WAY(new Decision.Nothing()),
    SUSPENDED(new Decision.Nothing()),
    UNREADABLE_SCHEDULE(new Decision.Refuse(Reason.INVALID_SCHEDULE, "the hour is wrong")),
    NO_VERSION(new Decision.Create(Reason.INITIAL)),
    SPEC_CHANGED(new Decision.Create(Reason.SPEC_CHANGED)),
    REFRESH_REQUESTED(new Decision.Create(Reason.REFRESH_REQUESTED)),
    GENERATOR_CHANGED(new Decision.Create(Reason.GENERATOR_CHANGED)),
    SLOT_DUE(new Decision.Create(Reason.SCHEDULED)),
    RETRY_DUE(new Decision.Create(Reason.RETRY_AFTER_FAILURE));

    final Decision decision;

    Case(Decision decision) {
      this.decision = decision;
    }
  }

  private static GeneratorVersion newer() {
    var version = Fixtures.generatorVersion();
    version.getMetadata().setName("patients-v2");
    version.getMetadata().setUid("22222222-aaaa-4aaa-8aaa-000000000002");
    return version;
  }

  private static LatestVersion latest(Phase phase) {
    return new LatestVersion(
        "patients-train-v1", 1, "sha256:as-before", USED.getMetadata().getUid(), phase);
  }

  private static DatasetFacts facts(Set<Case> cases) {
    return facts(
        cases,
        new GeneratorResolution.Resolved(cases.contains(Case.GENERATOR_CHANGED) ? NEWER : USED));
  }

  private static DatasetFacts facts(Set<Case> cases, GeneratorResolution generator) {
    var phase = cases.contains(Case.VERSION_ON_ITS_WAY) ? Phase.GENERATING : Phase.PUBLISHED;
    return new DatasetFacts(
        cases.contains(Case.SUSPENDED),
        cases.contains(Case.UNREADABLE_SCHEDULE) ? "the hour is wrong" : null,
        generator,
        cases.contains(Case.SPEC_CHANGED) ? "sha256:changed" : "sha256:as-before",
        cases.contains(Case.NO_VERSION) ? null : latest(phase),
        cases.contains(Case.REFRESH_REQUESTED) ? "now" : "then",
        "then",
        true,
        cases.contains(Case.SLOT_DUE) ? NOW.minusSeconds(60) : null,
        cases.contains(Case.RETRY_DUE)
            ? new Failures(1, "2026-03-10T11:00:00Z", "2026-03-10T11:01:00Z")
            : null,
        NOW);
  }

  @Test
  void nothingIsMadeWhereAllIsAsWanted() {
    assertThat(DatasetPolicy.decide(facts(EnumSet.noneOf(Case.class))))
        .isEqualTo(new Decision.Nothing());
  }

  @ParameterizedTest
  @EnumSource
  void eachCaseDecidesAlone(Case one) {
    assertThat(DatasetPolicy.decide(facts(EnumSet.of(one)))).isEqualTo(one.decision);
  }

  @Test
  void ofAllThatIsTheCaseTheFirstDecides() {
    int all = 1 << Case.values().length;
    for (int bits = 1; bits < all; bits++) {
      var cases = EnumSet.noneOf(Case.class);
      for (var one : Case.values()) {
        if ((bits & 1 << one.ordinal()) != 0) {
          cases.add(one);
        }
      }
      if (cases.contains(Case.NO_VERSION) && cases.contains(Case.VERSION_ON_ITS_WAY)) {
        continue; // Both at once there cannot be.
      }
      assertThat(DatasetPolicy.decide(facts(cases)))
          .as("%s", cases)
          .isEqualTo(cases.iterator().next().decision);
    }
  }

  @ParameterizedTest
  @EnumSource
  void atMostOneVersionIsOnItsWay(Phase phase) {
    var facts =
        new DatasetFacts(
            false,
            null,
            new GeneratorResolution.Resolved(USED),
            "sha256:changed",
            latest(phase),
            null,
            null,
            true,
            null,
            null,
            NOW);
    assertThat(DatasetPolicy.decide(facts))
        .isEqualTo(
            phase.isTerminal() ? new Decision.Create(Reason.SPEC_CHANGED) : new Decision.Nothing());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = "NO_VERSION|SPEC_CHANGED|REFRESH.*|SLOT.*|RETRY.*")
  void aVersionThatIsWantedWaitsForTheGenerator(Case wanted) {
    var pending = new GeneratorResolution.Pending(Reason.GENERATOR_NOT_FOUND, "not there");
    assertThat(DatasetPolicy.decide(facts(EnumSet.of(wanted), pending)))
        .isEqualTo(new Decision.Wait(Reason.GENERATOR_NOT_FOUND, "not there"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = "NO_VERSION|SPEC_CHANGED|REFRESH.*|SLOT.*|RETRY.*")
  void aVersionThatIsWantedIsRefusedWithTheGenerator(Case wanted) {
    var refused = new GeneratorResolution.Refused(Reason.PURPOSE_NOT_ALLOWED, "not for this");
    assertThat(DatasetPolicy.decide(facts(EnumSet.of(wanted), refused)))
        .isEqualTo(new Decision.Refuse(Reason.PURPOSE_NOT_ALLOWED, "not for this"));
  }

  @Test
  void aDatasetThatWantsNothingIsNotDisturbedByItsGenerator() {
    var none = EnumSet.noneOf(Case.class);
    var pending = new GeneratorResolution.Pending(Reason.GENERATOR_NOT_FOUND, "not there");
    var refused = new GeneratorResolution.Refused(Reason.PURPOSE_NOT_ALLOWED, "not for this");
    assertThat(DatasetPolicy.decide(facts(none, pending))).isEqualTo(new Decision.Nothing());
    assertThat(DatasetPolicy.decide(facts(none, refused))).isEqualTo(new Decision.Nothing());
    assertThat(DatasetPolicy.decide(facts(EnumSet.of(Case.SUSPENDED, Case.NO_VERSION), pending)))
        .isEqualTo(new Decision.Nothing());
  }

  @Test
  void aNewGeneratorVersionMakesNoneWhereItIsNotFollowed() {
    var facts =
        new DatasetFacts(
            false,
            null,
            new GeneratorResolution.Resolved(NEWER),
            "sha256:as-before",
            latest(Phase.PUBLISHED),
            null,
            null,
            false,
            null,
            null,
            NOW);
    assertThat(DatasetPolicy.decide(facts)).isEqualTo(new Decision.Nothing());
  }

  @ParameterizedTest(name = "asked {0}, handled {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {"-, -, false", "-, a, false", "a, -, true", "a, a, false", "b, a, true"})
  void aRefreshRequestIsActedOnOnce(String request, String handled, boolean isNew) {
    assertThat(DatasetPolicy.isNewRequest(request, handled)).isEqualTo(isNew);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, false",
        "2026-03-10T12:00:01Z, false",
        "2026-03-10T12:00:00Z, true",
        "2026-03-10T11:59:59Z, true"
      })
  void aRetryIsDueFromItsTimeOn(String nextAttempt, boolean due) {
    assertThat(DatasetPolicy.retryIsDue(new Failures(1, "2026-03-10T11:00:00Z", nextAttempt), NOW))
        .isEqualTo(due);
  }

  @Test
  void withoutFailureNoRetryIsDue() {
    assertThat(DatasetPolicy.retryIsDue(null, NOW)).isFalse();
  }

  /** An owner who changes the spec does not wait for the backoff. */
  @Test
  void aChangeOfTheSpecDoesNotWaitForTheNextAttempt() {
    var facts =
        new DatasetFacts(
            false,
            null,
            new GeneratorResolution.Resolved(USED),
            "sha256:changed",
            latest(Phase.FAILED),
            null,
            null,
            true,
            null,
            new Failures(5, "2026-03-10T11:59:00Z", "2026-03-10T12:15:00Z"),
            NOW);
    assertThat(DatasetPolicy.decide(facts)).isEqualTo(new Decision.Create(Reason.SPEC_CHANGED));
  }
}
