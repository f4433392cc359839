package dev.syntheticdata.operator.dataset;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetStatus;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.parent.FailureCount;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.VersionHistory;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.Authorizations;
import dev.syntheticdata.operator.policy.DatasetFacts;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.Freshness;
import dev.syntheticdata.operator.policy.GeneratorResolution;
import dev.syntheticdata.operator.policy.LatestVersion;
import dev.syntheticdata.operator.policy.ScheduleState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of a dataset at one moment, turned into the facts that decisions and the status
 * need. Pure: what it is made from was read before.
 */
final class DatasetObservation {

  private final SyntheticDataset dataset;
  private final Generator generator;
  private final GeneratorVersion generatorVersion;
  private final VersionHistory<SyntheticDatasetVersion> history;
  private final Instant now;
  private final String inputHash;
  private final Failures failures;
  private final ScheduleState schedule;
  private final String scheduleError;

  DatasetObservation(
      SyntheticDataset dataset,
      Generator generator,
      GeneratorVersion generatorVersion,
      VersionHistory<SyntheticDatasetVersion> history,
      Instant now) {
    this.dataset = dataset;
    this.generator = generator;
    this.generatorVersion = generatorVersion;
    this.history = history;
    this.now = now;
    this.inputHash = DatasetInputs.hash(dataset.getSpec());
    this.failures = countFailures();
    ScheduleState state = ScheduleState.NONE;
    String error = null;
    try {
      state =
          ScheduleState.of(
              dataset.getSpec().refresh(), dataset.getMetadata().getUid(), slotsDone(), now);
    } catch (IllegalArgumentException e) {
      error = e.getMessage();
    }
    this.schedule = state;
    this.scheduleError = error;
  }

  /** The same after a version was created. */
  DatasetObservation with(SyntheticDatasetVersion created) {
    return new DatasetObservation(dataset, generator, generatorVersion, history.with(created), now);
  }

  VersionHistory<SyntheticDatasetVersion> history() {
    return history;
  }

  /** The generator; null where it does not exist. */
  Generator generator() {
    return generator;
  }

  ScheduleState schedule() {
    return schedule;
  }

  DatasetFacts decisionFacts() {
    return new DatasetFacts(
        Boolean.TRUE.equals(dataset.getSpec().suspend()),
        scheduleError,
        resolution(),
        inputHash,
        latest(),
        VersionObjects.refreshRequest(dataset),
        handledRequest(),
        followsGenerator(),
        schedule.due(),
        failures,
        now);
  }

  DatasetStatuses.Facts statusFacts(Decision decision) {
    return new DatasetStatuses.Facts(
        dataset,
        decision,
        history.latest().orElse(null),
        published(),
        failures,
        handledRequest(),
        handledSlot(),
        schedule.next(),
        freshness());
  }

  SyntheticDatasetVersion published() {
    return history.newest(v -> VersionView.of(v).phase() == Phase.PUBLISHED).orElse(null);
  }

  /** Names of the versions that retention must not touch: the latest and the published one. */
  Set<String> inUse() {
    return Stream.of(history.latest().orElse(null), published())
        .filter(Objects::nonNull)
        .map(v -> v.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  GeneratorResolution resolution() {
    return GeneratorResolution.of(dataset.getSpec(), generator, generatorVersion, now);
  }

  /** Seconds after which time alone may change something; 0 where it does not. */
  long wakeUp() {
    return ParentStatus.secondsUntil(
        now,
        schedule.next(),
        ParentStatus.nextAttempt(failures),
        generator == null
            ? null
            : Authorizations.end(generator.getSpec().source().authorization()));
  }

  private LatestVersion latest() {
    return history
        .latest()
        .map(
            v ->
                VersionView.of(v)
                    .toDecideOn(
                        DatasetInputs.hashToCompare(v, dataset.getSpec(), generator),
                        v.getSpec().generatorVersion().uid()))
        .orElseGet(() -> ParentStatus.deleted(status().latestVersion(), recordedGenerator()));
  }

  /** UID of the generator version that the published version was made from, if it is current. */
  private String recordedGenerator() {
    var lineage = status().lineage();
    return lineage != null
            && generatorVersion != null
            && generatorVersion.getMetadata().getName().equals(lineage.generatorVersion())
        ? generatorVersion.getMetadata().getUid()
        : null;
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

  private String handledRequest() {
    return ParentStatus.handledRequest(
        history.latest().orElse(null), status().lastHandledRefreshRequest());
  }

  /** A slot that was skipped is done with, as is one that a version was made for. */
  private String handledSlot() {
    var ofVersion = history.latest().map(v -> v.getSpec().scheduledTime()).orElse(null);
    return Stream.of(
            schedule.skipped() == null ? null : schedule.skipped().toString(),
            ofVersion,
            status().lastScheduleSlot())
        .filter(Objects::nonNull)
        .max(Comparator.comparing(Instant::parse))
        .orElse(null);
  }

  /** A version covers the slots before it, for whatever reason it was made. */
  private Instant slotsDone() {
    return Stream.of(
            dataset.getMetadata().getCreationTimestamp(),
            status().lastScheduleSlot(),
            history.latest().map(v -> v.getMetadata().getCreationTimestamp()).orElse(null))
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .max(Instant::compareTo)
        .orElse(now);
  }

  private boolean followsGenerator() {
    var refresh = dataset.getSpec().refresh();
    return refresh == null || refresh.onGeneratorChange() == null || refresh.onGeneratorChange();
  }

  private Freshness freshness() {
    var published = published();
    if (published == null) {
      return null;
    }
    if (scheduleError != null) {
      return Freshness.unknown(scheduleError);
    }
    var request = VersionObjects.refreshRequest(dataset);
    boolean generatorChanged =
        followsGenerator()
            && resolution() instanceof GeneratorResolution.Resolved resolved
            && !resolved
                .version()
                .getMetadata()
                .getUid()
                .equals(published.getSpec().generatorVersion().uid());
    boolean requested =
        request != null && !request.equals(VersionObjects.refreshRequest(published));
    boolean scheduled =
        dataset.getSpec().refresh() != null && dataset.getSpec().refresh().schedule() != null;
    return Freshness.of(
        !inputHash.equals(published.getSpec().inputHash()),
        generatorChanged,
        requested,
        ScheduleState.slotBetween(
            dataset.getSpec().refresh(),
            dataset.getMetadata().getUid(),
            Instant.parse(published.getMetadata().getCreationTimestamp()),
            now),
        scheduled);
  }

  private SyntheticDatasetStatus status() {
    return DatasetStatuses.recorded(dataset);
  }
}
