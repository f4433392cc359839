package dev.syntheticdata.operator.dataset;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateCounts;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.PublishedVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetStatus;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.VersionView;
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

  private static final SyntheticDatasetStatus NONE =
      new SyntheticDatasetStatus(null, null, null, null, null, null, null, null, null, null, null);

  private final Clock clock;

  DatasetStatuses(Clock clock) {
    this.clock = clock;
  }

  SyntheticDatasetStatus of(Facts facts) {
    var dataset = facts.dataset();
    var before = recorded(dataset);
    var conditions =
        new Conditions(before.conditions(), dataset.getMetadata().getGeneration(), clock);
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
        facts.latest() != null ? VersionView.of(facts.latest()).summary() : before.latestVersion(),
        published != null ? published(published) : before.publishedVersion(),
        published != null
            ? published.getMetadata().getCreationTimestamp()
            : before.lastRefreshTime(),
        facts.nextRefresh() == null ? null : facts.nextRefresh().toString(),
        facts.handledSlot(),
        facts.handledRequest(),
        gates(facts, before),
        published != null ? published.getStatus().lineage() : before.lineage(),
        facts.failures());
  }

  /** The status of a dataset as it is; one that says nothing where there is none. */
  static SyntheticDatasetStatus recorded(SyntheticDataset dataset) {
    return dataset.getStatus() == null ? NONE : dataset.getStatus();
  }

  /** The status of a dataset that is being deleted. */
  SyntheticDatasetStatus leaving(SyntheticDataset dataset, Outcome outcome) {
    var before = recorded(dataset);
    return new SyntheticDatasetStatus(
        dataset.getMetadata().getGeneration(),
        ParentStatus.conditions(dataset, before.conditions(), outcome, clock),
        before.latestVersion(),
        before.publishedVersion(),
        before.lastRefreshTime(),
        null,
        before.lastScheduleSlot(),
        before.lastHandledRefreshRequest(),
        before.gates(),
        before.lineage(),
        before.failures());
  }

  private static void fresh(Conditions conditions, Facts facts) {
    var before = recorded(facts.dataset());
    if (facts.freshness() != null) {
      if (facts.freshness().fresh()) {
        conditions.yes(Conditions.FRESH, facts.freshness().reason(), facts.freshness().message());
      } else {
        conditions.no(Conditions.FRESH, facts.freshness().reason(), facts.freshness().message());
      }
    } else if (before.publishedVersion() != null) {
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
    var version = VersionView.of(latest);
    return switch (version.phase()) {
      case PUBLISHED -> publishedOutcome(facts, version.name() + " is published");
      case REJECTED ->
          new Outcome.Stalled(
              version.reason(), version.name() + " is " + version.message() + rest(facts));
      case FAILED -> ParentStatus.failed(version, rest(facts), facts.failures());
      case PENDING, FITTING, FITTED, GENERATING, EVALUATING, PUBLISHING ->
          new Outcome.Progressing(
              version.reason(), version.name() + ": " + version.message() + rest(facts));
    };
  }

  private static Outcome withoutLatest(Facts facts) {
    var before = recorded(facts.dataset());
    if (before.publishedVersion() != null) {
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
      return before.gates();
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
