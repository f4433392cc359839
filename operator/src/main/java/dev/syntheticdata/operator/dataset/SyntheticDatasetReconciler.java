package dev.syntheticdata.operator.dataset;

import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.Retirement;
import dev.syntheticdata.operator.parent.VersionHistory;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.DatasetPolicy;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.GeneratorResolution;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps a dataset as its owner wants it: observe, decide about a new version, report. */
public final class SyntheticDatasetReconciler implements Reconciler<SyntheticDataset> {

  private final Retirement retirement;
  private final EventRecorder events;
  private final DatasetStatuses statuses;
  private final Clock clock;
  private final String workerImage;
  private GeneratorSources generators;

  public SyntheticDatasetReconciler(
      Retirement retirement, EventRecorder events, Clock clock, String workerImage) {
    this.retirement = retirement;
    this.events = events;
    this.statuses = new DatasetStatuses(clock);
    this.clock = clock;
    this.workerImage = workerImage;
  }

  @Override
  public List<EventSource<?, SyntheticDataset>> prepareEventSources(
      EventSourceContext<SyntheticDataset> context) {
    generators = new GeneratorSources(context);
    var sources = new ArrayList<>(OwnedSources.jobsAndPods(SyntheticDataset.class, context));
    sources.add(
        OwnedSources.versions(SyntheticDatasetVersion.class, SyntheticDataset.class, context));
    sources.addAll(generators.all());
    return sources;
  }

  @Override
  public UpdateControl<SyntheticDataset> reconcile(
      SyntheticDataset dataset, Context<SyntheticDataset> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    var observation = observe(dataset, context);
    var holding = holding(dataset, context);
    var settled =
        retirement.settle(
            dataset,
            holding,
            observation.history().all(),
            outcome -> statuses.leaving(dataset, outcome));
    if (settled.isPresent()) {
      return settled.get();
    }
    var decision = DatasetPolicy.decide(observation.decisionFacts());
    if (decision instanceof Decision.Create create) {
      var created = create(dataset, observation, create.reason(), context);
      if (created == null) {
        decision = ParentStatus.nameTaken(dataset, observation.history().nextRevision());
      } else {
        observation = observation.with(created);
      }
    }
    retirement.retireExcess(
        holding,
        observation.history(),
        v -> VersionView.of(v).phase().isTerminal(),
        observation.inUse());
    if (observation.schedule().skipped() != null) {
      events.warning(
          dataset,
          Reason.SLOT_SKIPPED,
          "the slot at " + observation.schedule().skipped() + " was missed and is skipped");
    }
    var next = statuses.of(observation.statusFacts(decision));
    var before = DatasetStatuses.recorded(dataset).conditions();
    ParentStatus.announce(events, dataset, before, next.conditions());
    boolean collides =
        decision instanceof Decision.Wait wait && wait.reason() == Reason.NAME_COLLISION;
    return StatusPatch.of(
        dataset, next, collides ? ParentStatus.COLLISION_RETRY_SECONDS : observation.wakeUp());
  }

  private DatasetObservation observe(SyntheticDataset dataset, Context<SyntheticDataset> context) {
    var generator = generators.generator(dataset).orElse(null);
    var version =
        generators
            .version(
                dataset, GeneratorResolution.versionName(dataset.getSpec(), generator), context)
            .orElse(null);
    var history =
        VersionHistory.of(
            context.getClient(),
            dataset,
            context.getSecondaryResources(SyntheticDatasetVersion.class),
            DatasetStatuses.recorded(dataset).latestVersion(),
            SyntheticDatasetVersion.class,
            v -> v.getSpec().revision());
    return new DatasetObservation(dataset, generator, version, history, Instant.now(clock));
  }

  private SyntheticDatasetVersion create(
      SyntheticDataset dataset,
      DatasetObservation observation,
      Reason reason,
      Context<SyntheticDataset> context) {
    var generatorVersion = ((GeneratorResolution.Resolved) observation.resolution()).version();
    var version =
        DatasetInputs.version(
            dataset,
            observation.history().nextRevision(),
            reason,
            observation.schedule().due(),
            generatorVersion,
            observation.generator(),
            workerImage);
    return new VersionObjects(context.getClient())
        .createOrAdopt(dataset, version)
        .map(v -> ParentStatus.announceCreated(events, dataset, v, reason))
        .orElse(null);
  }

  private static Retirement.Holding holding(
      SyntheticDataset dataset, Context<SyntheticDataset> context) {
    var spec = dataset.getSpec();
    var metadata = dataset.getMetadata();
    var path =
        ObjectLayout.datasetPath(
            spec.output(), metadata.getNamespace(), metadata.getName(), metadata.getUid());
    var pointer =
        ObjectLayout.pointerKey(spec.output(), metadata.getNamespace(), metadata.getName());
    return new Retirement.Holding(
        dataset,
        spec.retention(),
        new Retirement.Storage(spec.output(), path, pointer, spec.job()),
        context.getSecondaryResources(Job.class),
        context.getSecondaryResources(Pod.class));
  }
}
