package dev.syntheticdata.operator.datasetversion;

import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersionStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.TaskRun;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.version.VersionLife;
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
  private final VersionLife life;
  private final DatasetVersionStatuses statuses;
  private final String cluster;

  public SyntheticDatasetVersionReconciler(
      TaskRunner runner, EventRecorder events, Clock clock, String cluster) {
    this.runner = runner;
    this.life = new VersionLife(runner, events);
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
    if (version.isMarkedForDeletion()
        || status != null && life.isOver(status.phase(), status.tasks(), jobs)) {
      return UpdateControl.noUpdate();
    }
    var task = next(status);
    var progress =
        runner.advance(
            run(version, task),
            recorded(status, task),
            jobs,
            context.getSecondaryResources(Pod.class));
    var next = statuses.of(version, task, progress);
    life.announce(
        version, status == null ? null : status.conditions(), next.conditions(), progress);
    return StatusPatch.of(version, next, progress.retrySeconds());
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
}
