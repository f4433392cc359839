package dev.syntheticdata.operator.generatorversion;

import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.version.VersionLife;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;

/** Fits a generator version, once. */
public final class GeneratorVersionReconciler implements Reconciler<GeneratorVersion> {

  private final TaskRunner runner;
  private final VersionLife life;
  private final GeneratorVersionStatuses statuses;
  private final String cluster;

  public GeneratorVersionReconciler(
      TaskRunner runner, EventRecorder events, Clock clock, String cluster) {
    this.runner = runner;
    this.life = new VersionLife(runner, events);
    this.statuses = new GeneratorVersionStatuses(clock);
    this.cluster = cluster;
  }

  @Override
  public List<EventSource<?, GeneratorVersion>> prepareEventSources(
      EventSourceContext<GeneratorVersion> context) {
    return OwnedSources.jobsAndPods(GeneratorVersion.class, context);
  }

  @Override
  public UpdateControl<GeneratorVersion> reconcile(
      GeneratorVersion version, Context<GeneratorVersion> context) {
    var status = version.getStatus();
    var jobs = context.getSecondaryResources(Job.class);
    if (version.isMarkedForDeletion()
        || status != null && life.isOver(status.phase(), status.tasks(), jobs)) {
      return UpdateControl.noUpdate();
    }
    var before = status == null || status.tasks() == null ? null : status.tasks().get(0);
    var fit =
        runner.advance(
            FitRun.of(version, cluster), before, jobs, context.getSecondaryResources(Pod.class));
    var next = statuses.of(version, fit);
    life.announce(version, status == null ? null : status.conditions(), next.conditions(), fit);
    return StatusPatch.of(version, next, fit.retrySeconds());
  }
}
