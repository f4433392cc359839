package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.ReadyGeneratorVersion;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.PrivacyLedger;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import java.time.Clock;

/** The status of a generator. Pure but for the clock. */
final class GeneratorStatuses {

  private static final GeneratorStatus NONE =
      new GeneratorStatus(null, null, null, null, null, null, null);

  private final Clock clock;

  GeneratorStatuses(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param generator the generator
   * @param decision what was decided
   * @param latest the version made last; null where there is none
   * @param ready the newest version that is fitted; null where there is none
   * @param failures failed versions in a row
   * @param handledRequest the refresh request acted on last
   * @param ledger what all versions have told of the real data
   */
  GeneratorStatus of(
      Generator generator,
      Decision decision,
      GeneratorVersion latest,
      GeneratorVersion ready,
      Failures failures,
      String handledRequest,
      PrivacyLedger ledger) {
    var before = recorded(generator);
    var conditions =
        new Conditions(before.conditions(), generator.getMetadata().getGeneration(), clock)
            .with(outcome(generator, decision, latest, ready, failures));
    return new GeneratorStatus(
        generator.getMetadata().getGeneration(),
        conditions,
        latest == null ? before.latestVersion() : VersionView.of(latest).summary(),
        ready == null ? before.readyVersion() : ready(ready),
        handledRequest,
        failures,
        ledger.status(GeneratorPrivacyLedger.budget(generator)));
  }

  /** The status of a generator as it is; one that says nothing where there is none. */
  static GeneratorStatus recorded(Generator generator) {
    return generator.getStatus() == null ? NONE : generator.getStatus();
  }

  /** The status of a generator that is being deleted. */
  GeneratorStatus leaving(Generator generator, Outcome outcome) {
    var before = recorded(generator);
    return new GeneratorStatus(
        generator.getMetadata().getGeneration(),
        ParentStatus.conditions(generator, before.conditions(), outcome, clock),
        before.latestVersion(),
        before.readyVersion(),
        before.lastHandledRefreshRequest(),
        before.failures(),
        before.privacy());
  }

  private static Outcome outcome(
      Generator generator,
      Decision decision,
      GeneratorVersion latest,
      GeneratorVersion ready,
      Failures failures) {
    if (decision instanceof Decision.Refuse refuse) {
      return new Outcome.Stalled(refuse.reason(), refuse.message());
    }
    if (decision instanceof Decision.Wait wait) {
      return new Outcome.Progressing(wait.reason(), wait.message());
    }
    if (latest == null) {
      return new Outcome.Held(Reason.SUSPENDED, Reason.SUSPENDED.meaning());
    }
    var version = VersionView.of(latest);
    return switch (version.phase()) {
      case FITTED ->
          isHeld(generator, version)
              ? new Outcome.Held(Reason.SUSPENDED, Reason.SUSPENDED.meaning())
              : new Outcome.Ready(Reason.SUCCEEDED, version.name() + " is " + version.message());
      case FAILED ->
          ParentStatus.failed(
              version,
              ready == null ? "" : "; " + ready.getMetadata().getName() + " stays in use",
              failures);
      case PENDING, FITTING, GENERATING, EVALUATING, PUBLISHING, PUBLISHED, REJECTED ->
          new Outcome.Progressing(version.reason(), version.name() + ": " + version.message());
    };
  }

  /** Whether a new version would be made if nobody had asked to make none. */
  private static boolean isHeld(Generator generator, VersionView latest) {
    return Boolean.TRUE.equals(generator.getSpec().suspend())
        && !GeneratorInputs.hash(generator.getSpec()).equals(latest.inputHash());
  }

  private static ReadyGeneratorVersion ready(GeneratorVersion version) {
    var model = version.getStatus().model();
    return new ReadyGeneratorVersion(
        version.getMetadata().getName(),
        version.getSpec().revision(),
        model.digest(),
        model.uri(),
        model.sourceDigest(),
        model.schemaDigest());
  }
}
