package dev.syntheticdata.operator.generatorversion;

import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionStatus;
import dev.syntheticdata.api.v1alpha1.ModelReference;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.OverwriteProtection;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.TaskResult;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The status of a generator version, from where its fit stands. Pure but for the clock. */
final class GeneratorVersionStatuses {

  /** Failures that say that the source is not what the spec says. */
  private static final Set<Reason> OF_SOURCE =
      Set.of(Reason.INVALID_INPUT, Reason.SOURCE_UNAVAILABLE);

  private final Clock clock;

  GeneratorVersionStatuses(Clock clock) {
    this.clock = clock;
  }

  GeneratorVersionStatus of(GeneratorVersion version, TaskProgress fit) {
    if (fit instanceof TaskProgress.Done done) {
      return fitted(version, done);
    }
    if (fit instanceof TaskProgress.Failed failed) {
      return failed(version, failed);
    }
    var working = (TaskProgress.Working) fit;
    var conditions = conditions(version).no(Conditions.FITTED, working.reason(), working.message());
    return status(
        version,
        conditions,
        new Outcome.Progressing(working.reason(), working.message()),
        working.status() == null ? Phase.PENDING : Phase.FITTING,
        working.status(),
        null);
  }

  private GeneratorVersionStatus fitted(GeneratorVersion version, TaskProgress.Done done) {
    TaskResult.Fit fit = done.results().get(0).fit();
    var path = FitRun.path(version);
    var model =
        new ModelReference(
            path,
            "s3://" + version.getSpec().storage().bucket() + "/" + path + "/model.json",
            fit.modelDigest(),
            fit.sourceDigest(),
            fit.schemaDigest(),
            fit.holdoutDigest(),
            fit.trainRows(),
            fit.holdoutRows(),
            fit.columns(),
            done.status().startedAt(),
            done.status().finishedAt());
    var message =
        "fitted on "
            + fit.trainRows()
            + " rows of "
            + fit.columns()
            + " columns, "
            + fit.holdoutRows()
            + " rows held out";
    var conditions =
        conditions(version)
            .yes(Conditions.SOURCE_RESOLVED, Reason.SUCCEEDED, "the source was read")
            .yes(Conditions.FITTED, Reason.SUCCEEDED, message);
    OverwriteProtection.tell(conditions, null, done.results());
    return status(
        version,
        conditions,
        new Outcome.Ready(Reason.FITTED, message),
        Phase.FITTED,
        done.status(),
        model);
  }

  private GeneratorVersionStatus failed(GeneratorVersion version, TaskProgress.Failed failed) {
    var conditions = conditions(version).no(Conditions.FITTED, failed.reason(), failed.message());
    if (OF_SOURCE.contains(failed.reason())) {
      conditions.no(Conditions.SOURCE_RESOLVED, failed.reason(), failed.message());
    }
    return status(
        version,
        conditions,
        new Outcome.Stalled(failed.reason(), failed.message()),
        Phase.FAILED,
        failed.status(),
        null);
  }

  private Conditions conditions(GeneratorVersion version) {
    var before = version.getStatus() == null ? null : version.getStatus().conditions();
    return new Conditions(before, version.getMetadata().getGeneration(), clock);
  }

  private static GeneratorVersionStatus status(
      GeneratorVersion version,
      Conditions conditions,
      Outcome outcome,
      Phase phase,
      TaskStatus task,
      ModelReference model) {
    return new GeneratorVersionStatus(
        version.getMetadata().getGeneration(),
        conditions.with(outcome),
        phase,
        task == null ? null : List.of(task),
        model);
  }
}
