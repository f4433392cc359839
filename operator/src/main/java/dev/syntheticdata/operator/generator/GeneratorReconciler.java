package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.OwnedSources;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.parent.FailureCount;
import dev.syntheticdata.operator.parent.ParentStatus;
import dev.syntheticdata.operator.parent.Pruning;
import dev.syntheticdata.operator.parent.Retirement;
import dev.syntheticdata.operator.parent.VersionHistory;
import dev.syntheticdata.operator.parent.VersionObjects;
import dev.syntheticdata.operator.policy.Authorizations;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.GeneratorPolicy;
import dev.syntheticdata.operator.policy.LatestVersion;
import dev.syntheticdata.operator.policy.RetentionPolicy;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
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
import java.util.HashSet;
import java.util.List;

/** Keeps a generator fitted: observe its versions, decide about a new one, report. */
public final class GeneratorReconciler implements Reconciler<Generator> {

  private static final int COLLISION_RETRY_SECONDS = 5;

  private final Pruning pruning;
  private final Retirement retirement;
  private final EventRecorder events;
  private final GeneratorStatuses statuses;
  private final Clock clock;
  private final String workerImage;

  public GeneratorReconciler(
      Pruning pruning,
      Retirement retirement,
      EventRecorder events,
      Clock clock,
      String workerImage) {
    this.pruning = pruning;
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
    var history = history(generator, context);
    if (generator.isMarkedForDeletion()) {
      return Pruning.isHeld(generator)
          ? finish(generator, history, context)
          : UpdateControl.noUpdate();
    }
    if (pruning.syncFinalizer(generator, generator.getSpec().retention())) {
      return UpdateControl.noUpdate();
    }
    var now = Instant.now(clock);
    var failures = failures(generator, history, now);
    var decision = GeneratorPolicy.decide(facts(generator, history, failures, now));
    if (decision instanceof Decision.Create create) {
      var created = create(generator, history, create.reason(), context);
      if (created == null) {
        decision = ParentStatus.nameTaken(generator, history.nextRevision());
      } else {
        history = history.with(created);
        failures = failures(generator, history, now);
      }
    }
    retire(generator, history, context);
    var latest = history.latest().orElse(null);
    var ready = history.newest(v -> GeneratorStatuses.phase(v) == Phase.FITTED).orElse(null);
    var next =
        statuses.of(
            generator,
            decision,
            latest,
            ready,
            failures,
            ParentStatus.handledRequest(latest, recordedRequest(generator)));
    ParentStatus.announce(events, generator, conditions(generator.getStatus()), next.conditions());
    return StatusPatch.of(generator, next, wakeUp(generator, decision, failures, now));
  }

  private UpdateControl<Generator> finish(
      Generator generator, VersionHistory<GeneratorVersion> history, Context<Generator> context) {
    var outcome =
        retirement.finish(
            generator,
            generator.getSpec().retention(),
            history.all(),
            storage(generator),
            context.getSecondaryResources(Job.class),
            context.getSecondaryResources(Pod.class));
    if (outcome.isEmpty()) {
      return UpdateControl.noUpdate();
    }
    var before = generator.getStatus();
    var status =
        new GeneratorStatus(
            generator.getMetadata().getGeneration(),
            ParentStatus.conditions(generator, conditions(before), outcome.get(), clock),
            before == null ? null : before.latestVersion(),
            before == null ? null : before.readyVersion(),
            recordedRequest(generator),
            before == null ? null : before.failures());
    return StatusPatch.of(generator, status, ParentStatus.PRUNE_RETRY_SECONDS);
  }

  private VersionHistory<GeneratorVersion> history(
      Generator generator, Context<Generator> context) {
    return VersionHistory.of(
        context.getClient(),
        generator,
        context.getSecondaryResources(GeneratorVersion.class),
        generator.getStatus() == null ? null : generator.getStatus().latestVersion(),
        GeneratorVersion.class,
        v -> v.getSpec().revision());
  }

  private GeneratorPolicy.Facts facts(
      Generator generator,
      VersionHistory<GeneratorVersion> history,
      Failures failures,
      Instant now) {
    var latest = history.latest().orElse(null);
    return new GeneratorPolicy.Facts(
        Boolean.TRUE.equals(generator.getSpec().suspend()),
        Authorizations.expiry(generator.getSpec().source().authorization(), now),
        GeneratorInputs.hash(generator.getSpec()),
        // A version that was deleted by hand is fitted again: datasets need one that is there.
        latest == null
            ? null
            : new LatestVersion(
                latest.getMetadata().getName(),
                latest.getSpec().revision(),
                latest.getSpec().inputHash(),
                null,
                GeneratorStatuses.phase(latest),
                Instant.parse(latest.getMetadata().getCreationTimestamp())),
        VersionObjects.refreshRequest(generator),
        ParentStatus.handledRequest(latest, recordedRequest(generator)),
        failures,
        now);
  }

  private Failures failures(
      Generator generator, VersionHistory<GeneratorVersion> history, Instant now) {
    var status = generator.getStatus();
    var before = status == null ? null : status.failures();
    return history
        .latest()
        .map(
            v ->
                FailureCount.after(
                    before,
                    status == null ? null : status.latestVersion(),
                    v.getMetadata().getName(),
                    GeneratorStatuses.phase(v),
                    v.getStatus() == null ? null : v.getStatus().conditions(),
                    now))
        .orElse(before);
  }

  private GeneratorVersion create(
      Generator generator,
      VersionHistory<GeneratorVersion> history,
      Reason reason,
      Context<Generator> context) {
    var version = GeneratorInputs.version(generator, history.nextRevision(), reason, workerImage);
    var created = new VersionObjects(context.getClient()).createOrAdopt(generator, version);
    created.ifPresent(
        v ->
            events.normal(
                generator,
                Reason.VERSION_CREATED,
                v.getMetadata().getName() + ": " + reason.meaning()));
    return created.orElse(null);
  }

  private void retire(
      Generator generator, VersionHistory<GeneratorVersion> history, Context<Generator> context) {
    var inUse = new HashSet<String>();
    history.latest().ifPresent(v -> inUse.add(v.getMetadata().getName()));
    history
        .newest(v -> GeneratorStatuses.phase(v) == Phase.FITTED)
        .ifPresent(v -> inUse.add(v.getMetadata().getName()));
    var candidates =
        history.all().stream()
            .map(
                v ->
                    new RetentionPolicy.Candidate(
                        v.getMetadata().getName(),
                        v.getSpec().revision(),
                        GeneratorStatuses.phase(v).isTerminal()))
            .toList();
    var excess = RetentionPolicy.excess(generator.getSpec().retention(), candidates, inUse);
    history.all().stream()
        .filter(v -> !excess.isEmpty() && v.getMetadata().getName().equals(excess.get(0)))
        .forEach(
            v ->
                retirement.retire(
                    generator,
                    generator.getSpec().retention(),
                    v,
                    storage(generator),
                    ObjectLayout.versionPath(storage(generator).path(), v.getSpec().revision()),
                    context.getSecondaryResources(Job.class),
                    context.getSecondaryResources(Pod.class)));
  }

  private static Retirement.Storage storage(Generator generator) {
    var spec = generator.getSpec();
    var metadata = generator.getMetadata();
    return new Retirement.Storage(
        spec.storage(),
        ObjectLayout.generatorPath(
            spec.storage(), metadata.getNamespace(), metadata.getName(), metadata.getUid()),
        null,
        spec.job());
  }

  private static long wakeUp(
      Generator generator, Decision decision, Failures failures, Instant now) {
    if (decision instanceof Decision.Wait) {
      return COLLISION_RETRY_SECONDS;
    }
    return ParentStatus.secondsUntil(
        now,
        failures == null || failures.nextAttemptTime() == null
            ? null
            : Instant.parse(failures.nextAttemptTime()),
        Authorizations.end(generator.getSpec().source().authorization()));
  }

  private static String recordedRequest(Generator generator) {
    return generator.getStatus() == null ? null : generator.getStatus().lastHandledRefreshRequest();
  }

  private static List<Condition> conditions(GeneratorStatus status) {
    return status == null ? null : status.conditions();
  }
}
