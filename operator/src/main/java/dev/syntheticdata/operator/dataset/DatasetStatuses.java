package dev.syntheticdata.operator.dataset;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateCounts;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.PublishedVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetStatus;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.Freshness;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import java.time.Clock;
import java.time.Instant;

/** The status of a dataset. Pure but for the clock. */
final class DatasetStatuses {

  /**
   * What the status is made from.
   *
   * @param dataset the dataset
   * @param decision what was decided
   * @param latest the version made last; null where there is none
   * @param published the newest version that is published; null where there is none
   * @param failures failed versions in a row
   * @param handledRequest the refresh request acted on last
   * @param handledSlot the slot of the schedule acted on or skipped last
   * @param nextRefresh when the next slot starts; null without a schedule
   * @param freshness whether the published version is current; null where none is published
   */
  record Facts(
      SyntheticDataset dataset,
      Decision decision,
      SyntheticDatasetVersion latest,
      SyntheticDatasetVersion published,
      Failures failures,
      String handledRequest,
      String handledSlot,
      Instant nextRefresh,
      Freshness freshness) {}

  private final Clock clock;

  DatasetStatuses(Clock clock) {
    this.clock = clock;
  }

  SyntheticDatasetStatus of(Facts facts) {
    var dataset = facts.dataset();
    var before = dataset.getStatus();
    var conditions =
        new Conditions(
            before == null ? null : before.conditions(),
            dataset.getMetadata().getGeneration(),
            clock);
    fresh(conditions, facts);
    var published = facts.published();
    if (published != null) {
      conditions.yes(
          Conditions.LINEAGE_RECORDED,
          Reason.SUCCEEDED,
          "lineage.json and manifest.json of " + published.getMetadata().getName() + " are stored");
    } else {
      conditions.keep(Conditions.LINEAGE_RECORDED);
    }
    return new SyntheticDatasetStatus(
        dataset.getMetadata().getGeneration(),
        conditions.with(outcome(facts)),
        facts.latest() != null
            ? summary(facts.latest())
            : before == null ? null : before.latestVersion(),
        published != null
            ? published(published)
            : before == null ? null : before.publishedVersion(),
        published != null
            ? published.getMetadata().getCreationTimestamp()
            : before == null ? null : before.lastRefreshTime(),
        facts.nextRefresh() == null ? null : facts.nextRefresh().toString(),
        facts.handledSlot(),
        facts.handledRequest(),
        gates(facts, before),
        published != null
            ? published.getStatus().lineage()
            : before == null ? null : before.lineage(),
        facts.failures());
  }

  /** The status of a dataset that is being deleted. */
  SyntheticDatasetStatus leaving(SyntheticDataset dataset, Outcome outcome) {
    var before = dataset.getStatus();
    return new SyntheticDatasetStatus(
        dataset.getMetadata().getGeneration(),
        ParentStatus.conditions(
            dataset, before == null ? null : before.conditions(), outcome, clock),
        before == null ? null : before.latestVersion(),
        before == null ? null : before.publishedVersion(),
        before == null ? null : before.lastRefreshTime(),
        null,
        before == null ? null : before.lastScheduleSlot(),
        before == null ? null : before.lastHandledRefreshRequest(),
        before == null ? null : before.gates(),
        before == null ? null : before.lineage(),
        before == null ? null : before.failures());
  }

  private static void fresh(Conditions conditions, Facts facts) {
    var before = facts.dataset().getStatus();
    if (facts.freshness() != null) {
      if (facts.freshness().fresh()) {
        conditions.yes(Conditions.FRESH, facts.freshness().reason(), facts.freshness().message());
      } else {
        conditions.no(Conditions.FRESH, facts.freshness().reason(), facts.freshness().message());
      }
    } else if (before != null && before.publishedVersion() != null) {
      // The version was removed by hand; what was published is still there.
      conditions.keep(Conditions.FRESH);
    } else {
      conditions.no(Conditions.FRESH, Reason.NOT_PUBLISHED, Reason.NOT_PUBLISHED.meaning());
    }
  }

  private static Outcome outcome(Facts facts) {
    if (facts.decision() instanceof Decision.Refuse refuse) {
      return new Outcome.Stalled(refuse.reason(), refuse.message());
    }
    if (facts.decision() instanceof Decision.Wait wait) {
      return new Outcome.Progressing(wait.reason(), wait.message());
    }
    var latest = facts.latest();
    if (latest == null) {
      return withoutLatest(facts);
    }
    var name = latest.getMetadata().getName();
    var ofVersion =
        Conditions.find(
            latest.getStatus() == null ? null : latest.getStatus().conditions(), Conditions.READY);
    var message = ofVersion.map(c -> c.getMessage()).orElse("just created");
    var reason = ofVersion.map(c -> Reason.of(c.getReason())).orElse(Reason.PROGRESSING);
    return switch (phase(latest)) {
      case PUBLISHED -> publishedOutcome(facts, name + " is published");
      case REJECTED -> new Outcome.Stalled(reason, name + " is " + message + rest(facts));
      case FAILED ->
          facts.failures() != null && facts.failures().nextAttemptTime() != null
              ? new Outcome.Progressing(
                  reason,
                  name
                      + " failed: "
                      + message
                      + rest(facts)
                      + "; next attempt at "
                      + facts.failures().nextAttemptTime())
              : new Outcome.Stalled(
                  reason, name + " failed: " + message + rest(facts) + ParentStatus.ASK_AGAIN);
      case PENDING, FITTING, FITTED, GENERATING, EVALUATING, PUBLISHING ->
          new Outcome.Progressing(reason, name + ": " + message + rest(facts));
    };
  }

  private static Outcome withoutLatest(Facts facts) {
    var before = facts.dataset().getStatus();
    if (before != null && before.publishedVersion() != null) {
      return new Outcome.Ready(
          Reason.SUCCEEDED, before.publishedVersion().name() + " is published");
    }
    return new Outcome.Held(Reason.SUSPENDED, Reason.SUSPENDED.meaning());
  }

  private static Outcome publishedOutcome(Facts facts, String message) {
    boolean held =
        Boolean.TRUE.equals(facts.dataset().getSpec().suspend())
            && facts.freshness() != null
            && !facts.freshness().fresh();
    return held
        ? new Outcome.Held(Reason.SUSPENDED, Reason.SUSPENDED.meaning())
        : new Outcome.Ready(Reason.SUCCEEDED, message);
  }

  private static String rest(Facts facts) {
    return facts.published() == null
        ? ""
        : "; " + facts.published().getMetadata().getName() + " stays published";
  }

  static Phase phase(SyntheticDatasetVersion version) {
    return version.getStatus() == null || version.getStatus().phase() == null
        ? Phase.PENDING
        : version.getStatus().phase();
  }

  private static VersionSummary summary(SyntheticDatasetVersion version) {
    var spec = version.getSpec();
    return new VersionSummary(
        version.getMetadata().getName(),
        spec.revision(),
        spec.inputHash(),
        phase(version),
        spec.reason());
  }

  private static PublishedVersion published(SyntheticDatasetVersion version) {
    var status = version.getStatus();
    return new PublishedVersion(
        version.getMetadata().getName(),
        version.getSpec().revision(),
        status.manifest().digest(),
        status.manifest().uri(),
        status.rows(),
        status.publishedAt());
  }

  private static GateCounts gates(Facts facts, SyntheticDatasetStatus before) {
    var latest = facts.latest();
    if (latest == null || latest.getStatus() == null || latest.getStatus().gates() == null) {
      return before == null ? null : before.gates();
    }
    var gates = latest.getStatus().gates();
    int passed = (int) gates.stream().filter(g -> g.verdict() == Verdict.PASSED).count();
    int advisory =
        (int)
            gates.stream()
                .filter(g -> g.verdict() != Verdict.PASSED)
                .filter(g -> g.severity() == Gate.Severity.ADVISORY)
                .count();
    return new GateCounts(
        latest.getMetadata().getName(),
        passed,
        gates.size() - passed - advisory,
        advisory,
        passed + "/" + gates.size());
  }
}
