package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.operator.parent.FailureCount;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.VersionHistory;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.Authorizations;
import dev.syntheticdata.operator.policy.GeneratorPolicy;
import dev.syntheticdata.operator.policy.PrivacyLedger;
import java.time.Instant;

/**
 * All that is known of a generator at one moment, turned into the facts that decisions and the
 * status need. Pure: what it is made from was read before.
 */
final class GeneratorObservation {

  private final Generator generator;
  private final VersionHistory<GeneratorVersion> history;
  private final Instant now;
  private final Failures failures;

  GeneratorObservation(Generator generator, VersionHistory<GeneratorVersion> history, Instant now) {
    this.generator = generator;
    this.history = history;
    this.now = now;
    this.failures = countFailures();
  }

  /** The same after a version was created. */
  GeneratorObservation with(GeneratorVersion created) {
    return new GeneratorObservation(generator, history.with(created), now);
  }

  VersionHistory<GeneratorVersion> history() {
    return history;
  }

  Failures failures() {
    return failures;
  }

  /** The version made last; null where there is none. */
  GeneratorVersion latest() {
    return history.latest().orElse(null);
  }

  /** The newest version that is fitted; null where there is none. */
  GeneratorVersion ready() {
    return history.newest(v -> VersionView.of(v).phase() == Phase.FITTED).orElse(null);
  }

  String handledRequest() {
    return ParentStatus.handledRequest(latest(), status().lastHandledRefreshRequest());
  }

  /** What all versions have told of the real data. */
  PrivacyLedger ledger() {
    return GeneratorPrivacyLedger.of(generator, history.all());
  }

  GeneratorPolicy.Facts decisionFacts() {
    var latest = latest();
    return new GeneratorPolicy.Facts(
        Boolean.TRUE.equals(generator.getSpec().suspend()),
        Authorizations.expiry(generator.getSpec().source().authorization(), now),
        ledger()
            .excess(
                GeneratorPrivacyLedger.budget(generator),
                GeneratorPrivacyLedger.loss(generator.getSpec().engine())),
        GeneratorInputs.hash(generator.getSpec()),
        // A version that was deleted by hand is fitted again: datasets need one that is there.
        latest == null
            ? null
            : VersionView.of(latest)
                .toDecideOn(GeneratorInputs.hashToCompare(latest, generator.getSpec()), null),
        VersionObjects.refreshRequest(generator),
        handledRequest(),
        failures,
        now);
  }

  /** Seconds after which time alone may change something; 0 where it does not. */
  long wakeUp() {
    return ParentStatus.secondsUntil(
        now,
        ParentStatus.nextAttempt(failures),
        Authorizations.end(generator.getSpec().source().authorization()));
  }

  private Failures countFailures() {
    var before = status();
    return history
        .latest()
        .map(
            v ->
                FailureCount.after(
                    before.failures(), before.latestVersion(), VersionView.of(v), now))
        .orElse(before.failures());
  }

  private GeneratorStatus status() {
    return GeneratorStatuses.recorded(generator);
  }
}
