package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.Retirement;
import dev.syntheticdata.operator.parent.VersionHistory;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.GeneratorPolicy;
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

/** Keeps a generator fitted: observe its versions, decide about a new one, report. */
public final class GeneratorReconciler implements Reconciler<Generator> {

  private final Retirement retirement;
  private final EventRecorder events;
  private final GeneratorStatuses statuses;
  private final Clock clock;
  private final String workerImage;

  public GeneratorReconciler(
      Retirement retirement, EventRecorder events, Clock clock, String workerImage) {
    this.retirement = retirement;
    this.events = events;
    this.statuses = new GeneratorStatuses(clock);
    this.clock = clock;
    this.workerImage = workerImage;
  }

  @Override
  public List<EventSource<?, Generator>> prepareEventSources(
      EventSourceContext<Generator> context) {
    var sources = new ArrayList<>(OwnedSources.jobsAndPods(Generator.class, context));
    sources.add(OwnedSources.versions(GeneratorVersion.class, Generator.class, context));
    return sources;
  }

  @Override
  public UpdateControl<Generator> reconcile(Generator generator, Context<Generator> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    var observation = observe(generator, context);
    var holding = holding(generator, context);
    var settled =
        retirement.settle(
            generator,
            holding,
            observation.history().all(),
            outcome -> statuses.leaving(generator, outcome));
    if (settled.isPresent()) {
      return settled.get();
    }
    var decision = GeneratorPolicy.decide(observation.decisionFacts());
    if (decision instanceof Decision.Create create) {
      var created = create(generator, observation, create.reason(), context);
      if (created == null) {
        decision = ParentStatus.nameTaken(generator, observation.history().nextRevision());
      } else {
        observation = observation.with(created);
      }
    }
    retirement.retireExcess(
        holding,
        observation.history(),
        v -> VersionView.of(v).phase().isTerminal(),
        VersionsInUse.names(context.getClient(), generator, observation));
    var next =
        statuses.of(
            generator,
            decision,
            observation.latest(),
            observation.ready(),
            observation.failures(),
            observation.handledRequest(),
            observation.ledger());
    var before = GeneratorStatuses.recorded(generator).conditions();
    ParentStatus.announce(events, generator, before, next.conditions());
    return StatusPatch.of(
        generator,
        next,
        decision instanceof Decision.Wait
            ? ParentStatus.COLLISION_RETRY_SECONDS
            : observation.wakeUp());
  }

  private GeneratorObservation observe(Generator generator, Context<Generator> context) {
    var history =
        VersionHistory.of(
            context.getClient(),
            generator,
            context.getSecondaryResources(GeneratorVersion.class),
            GeneratorStatuses.recorded(generator).latestVersion(),
            GeneratorVersion.class,
            v -> v.getSpec().revision());
    return new GeneratorObservation(generator, history, Instant.now(clock));
  }

  private GeneratorVersion create(
      Generator generator,
      GeneratorObservation observation,
      Reason reason,
      Context<Generator> context) {
    var version =
        GeneratorInputs.version(
            generator, observation.history().nextRevision(), reason, workerImage);
    return new VersionObjects(context.getClient())
        .createOrAdopt(generator, version)
        .map(v -> ParentStatus.announceCreated(events, generator, v, reason))
        .orElse(null);
  }

  private static Retirement.Holding holding(Generator generator, Context<Generator> context) {
    var spec = generator.getSpec();
    var metadata = generator.getMetadata();
    var path =
        ObjectLayout.generatorPath(
            spec.storage(), metadata.getNamespace(), metadata.getName(), metadata.getUid());
    return new Retirement.Holding(
        generator,
        spec.retention(),
        new Retirement.Storage(spec.storage(), path, null, spec.job()),
        context.getSecondaryResources(Job.class),
        context.getSecondaryResources(Pod.class));
  }
}
