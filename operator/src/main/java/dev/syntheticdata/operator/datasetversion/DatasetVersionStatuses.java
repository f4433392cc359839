package dev.syntheticdata.operator.datasetversion;

import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.LineageSummary;
import dev.syntheticdata.api.v1alpha1.ManifestReference;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersionStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.OverwriteProtection;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.ClaimVerdicts;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.PrivacyGates;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The status of a dataset version after one of its tasks was looked at. Pure but for the clock. */
final class DatasetVersionStatuses {

  /** The condition that each task makes true. */
  private static final Map<TaskName, String> CONDITION =
      Map.of(
          TaskName.GENERATE, Conditions.GENERATED,
          TaskName.EVALUATE, Conditions.EVALUATED,
          TaskName.PUBLISH, Conditions.PUBLISHED);

  private static final Map<TaskName, Phase> AT_WORK =
      Map.of(
          TaskName.GENERATE, Phase.GENERATING,
          TaskName.EVALUATE, Phase.EVALUATING,
          TaskName.PUBLISH, Phase.PUBLISHING);

  private static final int MOST_METRICS = 64;

  private final Clock clock;

  DatasetVersionStatuses(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param version the version, with its status as it was
   * @param task the task that was looked at
   * @param progress where it stands
   */
  SyntheticDatasetVersionStatus of(
      SyntheticDatasetVersion version, TaskName task, TaskProgress progress) {
    var draft = new DatasetVersionDraft(version, clock);
    if (progress instanceof TaskProgress.Working working) {
      draft.task(task, working.status());
      draft.phase = working.status() == null ? draft.phase : AT_WORK.get(task);
      draft.conditions.no(CONDITION.get(task), working.reason(), working.message());
      return draft.build(new Outcome.Progressing(working.reason(), working.message()));
    }
    if (progress instanceof TaskProgress.Failed failed) {
      draft.task(task, failed.status());
      return failed(draft, task, failed.reason(), failed.message());
    }
    var done = (TaskProgress.Done) progress;
    draft.task(task, done.status());
    var before = version.getStatus();
    OverwriteProtection.tell(
        draft.conditions, before == null ? null : before.conditions(), done.results());
    return switch (task) {
      case GENERATE -> generated(draft, done);
      case EVALUATE -> evaluated(draft, done);
      case PUBLISH -> published(draft, done);
      case FIT, PRUNE -> throw new IllegalArgumentException(task + " is no task of a dataset");
    };
  }

  private static SyntheticDatasetVersionStatus failed(
      DatasetVersionDraft draft, TaskName task, Reason reason, String message) {
    draft.phase = Phase.FAILED;
    draft.conditions.no(CONDITION.get(task), reason, message);
    return draft.build(new Outcome.Stalled(reason, message));
  }

  private static SyntheticDatasetVersionStatus generated(
      DatasetVersionDraft draft, TaskProgress.Done done) {
    long rows = done.results().stream().mapToLong(r -> r.generate().rows()).sum();
    long wanted = draft.version.getSpec().rows();
    if (rows != wanted) {
      return failed(
          draft,
          TaskName.GENERATE,
          Reason.INTERNAL_ERROR,
          "the shards wrote " + rows + " rows where " + wanted + " were asked for");
    }
    draft.rows = rows;
    draft.rejectionRate = rejectionRate(rows, done.results());
    draft.phase = Phase.EVALUATING;
    draft.conditions.yes(Conditions.GENERATED, Reason.SUCCEEDED, rows + " rows are written");
    return draft.build(
        new Outcome.Progressing(Reason.PROGRESSING, rows + " rows are generated, not evaluated"));
  }

  /** The share of the rows drawn that were rejected, to 4 decimals; null where none rejects. */
  private static Double rejectionRate(long rows, List<TaskResult> shards) {
    if (shards.stream().anyMatch(shard -> shard.generate().candidates() == null)) {
      return null;
    }
    long drawn = shards.stream().mapToLong(shard -> shard.generate().candidates()).sum();
    return Math.round((1 - (double) rows / drawn) * 1e4) / 1e4;
  }

  private static SyntheticDatasetVersionStatus evaluated(
      DatasetVersionDraft draft, TaskProgress.Done done) {
    TaskResult.Evaluate result = done.results().get(0).evaluate();
    var spec = draft.version.getSpec();
    draft.metrics =
        result.metrics().stream().limit(MOST_METRICS).map(DatasetVersionStatuses::bounded).toList();
    draft.gates = GateVerdicts.of(spec.gates() == null ? List.of() : spec.gates(), draft.metrics);
    draft.claims = claims(spec.generatorVersion().preserves(), draft.metrics);
    draft.manifest =
        new ManifestReference(
            "s3://"
                + spec.output().bucket()
                + "/"
                + DatasetTasks.path(draft.version)
                + "/manifest.json",
            result.manifestDigest());
    draft.conditions.yes(
        Conditions.EVALUATED,
        Reason.SUCCEEDED,
        result.metrics().stream().filter(m -> m.column() == null).count()
            + " metrics are computed");
    if (GateVerdicts.passed(draft.gates)) {
      draft.phase = Phase.PUBLISHING;
      var reason = draft.gates.isEmpty() ? Reason.NO_GATES : Reason.ALL_GATES_PASSED;
      var warning = PrivacyGates.warningOfResults(draft.gates);
      draft.conditions.yes(
          Conditions.GATES_PASSED,
          reason,
          warning == null ? reason.meaning() : reason.meaning() + " " + warning);
      return draft.build(new Outcome.Progressing(Reason.PROGRESSING, reason.meaning()));
    }
    draft.phase = Phase.REJECTED;
    var reason = rejection(draft.gates);
    var message = "not published: " + describe(draft.gates);
    draft.conditions.no(Conditions.GATES_PASSED, reason, message);
    draft.conditions.no(Conditions.PUBLISHED, reason, "a required gate was not passed");
    return draft.build(new Outcome.Stalled(reason, message));
  }

  /** As the CRD bounds it: a status that is refused for a long text would never be written. */
  private static MetricResult bounded(MetricResult metric) {
    return new MetricResult(
        metric.metric(),
        metric.target(),
        metric.value(),
        metric.reason() == null ? null : Conditions.cut(metric.reason()),
        metric.reference(),
        metric.intervalLow(),
        metric.intervalHigh(),
        metric.column());
  }

  private static List<ClaimResult> claims(List<Claim> claims, List<MetricResult> metrics) {
    var results =
        ClaimVerdicts.of(claims, metrics).stream()
            .map(c -> new ClaimResult(c.claim(), c.verdict(), Conditions.cut(c.message())))
            .toList();
    return results.isEmpty() ? null : results;
  }

  /** A gate that failed outright says more than one that could not be evaluated. */
  private static Reason rejection(List<GateResult> gates) {
    var failing = failing(gates);
    if (failing.stream().anyMatch(g -> g.verdict() == Verdict.FAILED)) {
      return Reason.GATE_FAILED;
    }
    return failing.stream()
            .anyMatch(
                g -> g.message() != null && g.message().startsWith(Reason.BASELINE_MISSING.word()))
        ? Reason.BASELINE_MISSING
        : Reason.METRIC_NOT_COMPUTED;
  }

  private static String describe(List<GateResult> gates) {
    return failing(gates).stream()
        .map(
            g ->
                g.metric().id()
                    + (g.target() == null ? "" : " of " + g.target())
                    + (g.column() == null ? "" : ", column " + g.column())
                    + ": "
                    + g.message())
        .collect(Collectors.joining("; "));
  }

  private static List<GateResult> failing(List<GateResult> gates) {
    return gates.stream()
        .filter(g -> g.severity() != Gate.Severity.ADVISORY && g.verdict() != Verdict.PASSED)
        .toList();
  }

  private static SyntheticDatasetVersionStatus published(
      DatasetVersionDraft draft, TaskProgress.Done done) {
    draft.phase = Phase.PUBLISHED;
    draft.publishedAt = done.results().get(0).publish().publishedAt();
    var message = draft.rows + " rows are published under " + draft.path();
    draft.conditions.yes(Conditions.PUBLISHED, Reason.SUCCEEDED, message);
    return draft.build(new Outcome.Ready(Reason.PUBLISHED, message));
  }

  /** The status of a version that is being put together from the one before. */
  private static final class DatasetVersionDraft {

    final SyntheticDatasetVersion version;
    final Conditions conditions;
    private final List<TaskStatus> tasks = new ArrayList<>();
    Phase phase = Phase.PENDING;
    Long rows;
    List<GateResult> gates;
    List<MetricResult> metrics;
    ManifestReference manifest;
    String publishedAt;
    Double rejectionRate;
    List<ClaimResult> claims;

    DatasetVersionDraft(SyntheticDatasetVersion version, Clock clock) {
      this.version = version;
      var before = version.getStatus();
      conditions =
          new Conditions(
              before == null ? null : before.conditions(),
              version.getMetadata().getGeneration(),
              clock);
      for (var type :
          List.of(
              Conditions.GENERATED,
              Conditions.EVALUATED,
              Conditions.GATES_PASSED,
              Conditions.PUBLISHED,
              Conditions.OVERWRITE_PROTECTED)) {
        conditions.keep(type);
      }
      if (before != null) {
        tasks.addAll(before.tasks() == null ? List.of() : before.tasks());
        phase = before.phase() == null ? Phase.PENDING : before.phase();
        rows = before.rows();
        gates = before.gates();
        metrics = before.metrics();
        manifest = before.manifest();
        publishedAt = before.publishedAt();
        rejectionRate = before.rejectionRate();
        claims = before.claims();
      }
    }

    void task(TaskName name, TaskStatus status) {
      if (status == null) {
        return;
      }
      for (int i = 0; i < tasks.size(); i++) {
        if (tasks.get(i).name().equals(name.label())) {
          tasks.set(i, status);
          return;
        }
      }
      tasks.add(status);
    }

    String path() {
      return DatasetTasks.path(version);
    }

    SyntheticDatasetVersionStatus build(Outcome outcome) {
      var spec = version.getSpec();
      var model = spec.generatorVersion().model();
      return new SyntheticDatasetVersionStatus(
          version.getMetadata().getGeneration(),
          conditions.with(outcome),
          phase,
          tasks.isEmpty() ? null : List.copyOf(tasks),
          rows,
          gates,
          metrics,
          new LineageSummary(
              spec.generatorVersion().name(),
              model.digest(),
              model.sourceDigest(),
              spec.workerImage(),
              spec.seed(),
              spec.inputHash()),
          path(),
          manifest,
          publishedAt,
          rejectionRate,
          claims);
    }
  }
}
