package dev.syntheticdata.operator.datasetversion;

import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersionStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.job.TaskRun;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.OverwriteProtection;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.TaskName;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;

/**
 * Takes a dataset version through its life: generate, evaluate, hold to the gates, publish. One
 * task at a time, and the next starts only when the status holds the result of the one before.
 */
public final class SyntheticDatasetVersionReconciler
    implements Reconciler<SyntheticDatasetVersion> {

  private static final List<TaskName> LIFE =
      List.of(TaskName.GENERATE, TaskName.EVALUATE, TaskName.PUBLISH);

  private final TaskRunner runner;
  private final EventRecorder events;
  private final DatasetVersionStatuses statuses;
  private final String cluster;

  public SyntheticDatasetVersionReconciler(
      TaskRunner runner, EventRecorder events, Clock clock, String cluster) {
    this.runner = runner;
    this.events = events;
    this.statuses = new DatasetVersionStatuses(clock);
    this.cluster = cluster;
  }

  @Override
  public List<EventSource<?, SyntheticDatasetVersion>> prepareEventSources(
      EventSourceContext<SyntheticDatasetVersion> context) {
    return OwnedSources.jobsAndPods(SyntheticDatasetVersion.class, context);
  }

  @Override
  public UpdateControl<SyntheticDatasetVersion> reconcile(
      SyntheticDatasetVersion version, Context<SyntheticDatasetVersion> context) {
    var status = version.getStatus();
    var jobs = context.getSecondaryResources(Job.class);
    if (version.isMarkedForDeletion()) {
      return UpdateControl.noUpdate();
    }
    if (status != null) {
      runner.releaseRecorded(jobs, status.tasks());
      if (status.phase() != null && status.phase().isTerminal()) {
        return UpdateControl.noUpdate();
      }
    }
    var task = next(status);
    var progress =
        runner.advance(
            run(version, task),
            recorded(status, task),
            jobs,
            context.getSecondaryResources(Pod.class));
    var next = statuses.of(version, task, progress);
    announce(version, next, progress);
    return StatusPatch.of(
        version,
        next,
        progress instanceof TaskProgress.Working working ? working.retrySeconds() : 0);
  }

  private TaskRun run(SyntheticDatasetVersion version, TaskName task) {
    return switch (task) {
      case GENERATE -> DatasetTasks.generate(version, cluster);
      case EVALUATE ->
          DatasetTasks.evaluate(version, cluster, recorded(version.getStatus(), TaskName.GENERATE));
      case PUBLISH ->
          DatasetTasks.publish(version, cluster, version.getStatus().manifest().digest());
      case FIT, PRUNE -> throw new IllegalArgumentException(task + " is no task of a dataset");
    };
  }

  /** The first task that the status does not tell to be done. */
  private static TaskName next(SyntheticDatasetVersionStatus status) {
    return LIFE.stream()
        .filter(
            task -> {
              var recorded = recorded(status, task);
              return recorded == null || recorded.state() != TaskStatus.State.SUCCEEDED;
            })
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("all tasks are done in a phase that is not"));
  }

  private static TaskStatus recorded(SyntheticDatasetVersionStatus status, TaskName task) {
    if (status == null || status.tasks() == null) {
      return null;
    }
    return status.tasks().stream()
        .filter(t -> t.name().equals(task.label()))
        .findFirst()
        .orElse(null);
  }

  private void announce(
      SyntheticDatasetVersion version, SyntheticDatasetVersionStatus next, TaskProgress progress) {
    var before = version.getStatus() == null ? null : version.getStatus().conditions();
    if (OverwriteProtection.isMissing(next.conditions())
        && !OverwriteProtection.isMissing(before)) {
      var reason = Reason.CONDITIONAL_WRITES_IGNORED;
      events.warning(version, reason, reason.meaning());
    }
    var ready = Conditions.find(next.conditions(), Conditions.READY).orElseThrow();
    if (next.phase().isTerminal()) {
      if (Conditions.isTrue(next.conditions(), Conditions.STALLED)) {
        events.warning(version, Reason.of(ready.getReason()), ready.getMessage());
      } else {
        events.normal(version, Reason.PUBLISHED, ready.getMessage());
      }
    } else if (progress instanceof TaskProgress.Working working
        && working.reason() != Reason.PROGRESSING) {
      events.warning(version, working.reason(), working.message());
    }
  }
}
