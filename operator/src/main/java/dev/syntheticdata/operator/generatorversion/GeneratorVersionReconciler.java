package dev.syntheticdata.operator.generatorversion;

import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionStatus;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.status.OverwriteProtection;
import dev.syntheticdata.operator.status.Reason;
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
  private final EventRecorder events;
  private final GeneratorVersionStatuses statuses;
  private final String cluster;

  public GeneratorVersionReconciler(
      TaskRunner runner, EventRecorder events, Clock clock, String cluster) {
    this.runner = runner;
    this.events = events;
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
    if (version.isMarkedForDeletion()) {
      return UpdateControl.noUpdate();
    }
    if (status != null) {
      runner.releaseRecorded(jobs, status.tasks());
      if (status.phase() != null && status.phase().isTerminal()) {
        return UpdateControl.noUpdate();
      }
    }
    var before = status == null || status.tasks() == null ? null : status.tasks().get(0);
    var fit =
        runner.advance(
            FitRun.of(version, cluster), before, jobs, context.getSecondaryResources(Pod.class));
    var next = statuses.of(version, fit);
    announce(version, next, fit);
    return StatusPatch.of(version, next, retrySeconds(fit));
  }

  private void announce(GeneratorVersion version, GeneratorVersionStatus next, TaskProgress fit) {
    if (OverwriteProtection.isMissing(next.conditions())) {
      var reason = Reason.CONDITIONAL_WRITES_IGNORED;
      events.warning(version, reason, reason.meaning());
    }
    if (next.phase() == Phase.FITTED) {
      events.normal(version, Reason.FITTED, next.conditions().get(0).getMessage());
    } else if (fit instanceof TaskProgress.Failed failed) {
      events.warning(version, failed.reason(), failed.message());
    } else if (fit instanceof TaskProgress.Working working
        && working.reason() != Reason.PROGRESSING) {
      events.warning(version, working.reason(), working.message());
    }
  }

  private static int retrySeconds(TaskProgress progress) {
    return progress instanceof TaskProgress.Working working ? working.retrySeconds() : 0;
  }
}
