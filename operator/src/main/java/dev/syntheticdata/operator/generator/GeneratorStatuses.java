package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.ReadyGeneratorVersion;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.PrivacyLedger;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import java.time.Clock;

/** The status of a generator. Pure but for the clock. */
final class GeneratorStatuses {

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
    var before = generator.getStatus();
    var conditions =
        new Conditions(
                before == null ? null : before.conditions(),
                generator.getMetadata().getGeneration(),
                clock)
            .with(outcome(generator, decision, latest, ready, failures));
    return new GeneratorStatus(
        generator.getMetadata().getGeneration(),
        conditions,
        latest == null ? (before == null ? null : before.latestVersion()) : summary(latest),
        ready == null ? (before == null ? null : before.readyVersion()) : ready(ready),
        handledRequest,
        failures,
        ledger.status(GeneratorPrivacyLedger.budget(generator)));
  }

  /** The status of a generator that is being deleted. */
  GeneratorStatus leaving(Generator generator, Outcome outcome) {
    var before = generator.getStatus();
    return new GeneratorStatus(
        generator.getMetadata().getGeneration(),
        ParentStatus.conditions(
            generator, before == null ? null : before.conditions(), outcome, clock),
        before == null ? null : before.latestVersion(),
        before == null ? null : before.readyVersion(),
        before == null ? null : before.lastHandledRefreshRequest(),
        before == null ? null : before.failures(),
        before == null ? null : before.privacy());
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
    var name = latest.getMetadata().getName();
    var phase = phase(latest);
    var ofVersion =
        Conditions.find(
            latest.getStatus() == null ? null : latest.getStatus().conditions(), Conditions.READY);
    var message = ofVersion.map(c -> c.getMessage()).orElse("just created");
    var reason = ofVersion.map(c -> Reason.of(c.getReason())).orElse(Reason.PROGRESSING);
    if (phase == Phase.FITTED) {
      boolean held =
          Boolean.TRUE.equals(generator.getSpec().suspend())
              && !GeneratorInputs.hash(generator.getSpec()).equals(latest.getSpec().inputHash());
      return held
          ? new Outcome.Held(Reason.SUSPENDED, Reason.SUSPENDED.meaning())
          : new Outcome.Ready(Reason.SUCCEEDED, name + " is " + message);
    }
    if (phase != Phase.FAILED) {
      return new Outcome.Progressing(reason, name + ": " + message);
    }
    var rest =
        (ready == null ? "" : "; " + ready.getMetadata().getName() + " stays in use")
            + (failures != null && failures.nextAttemptTime() != null
                ? "; next attempt at " + failures.nextAttemptTime()
                : "");
    return failures != null && failures.nextAttemptTime() != null
        ? new Outcome.Progressing(reason, name + " failed: " + message + rest)
        : new Outcome.Stalled(reason, name + " failed: " + message + rest + ParentStatus.ASK_AGAIN);
  }

  static Phase phase(GeneratorVersion version) {
    return version.getStatus() == null || version.getStatus().phase() == null
        ? Phase.PENDING
        : version.getStatus().phase();
  }

  private static VersionSummary summary(GeneratorVersion version) {
    var spec = version.getSpec();
    return new VersionSummary(
        version.getMetadata().getName(),
        spec.revision(),
        spec.inputHash(),
        phase(version),
        spec.reason());
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
