package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.JobTemplate;
import dev.syntheticdata.api.v1alpha1.Retention;
import dev.syntheticdata.api.v1alpha1.StorageLocation;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.StatusPatch;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.policy.RetentionPolicy;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes versions, and at the end the parent itself, as the owner's retention asks for. */
public final class Retirement {

  private static final Logger LOGGER = LoggerFactory.getLogger(Retirement.class);

  /** A prune is driven by events; this is the net below them. */
  private static final int PRUNE_RETRY_SECONDS = 30;

  /**
   * The storage of a parent.
   *
   * @param location where it is
   * @param path path of all its versions
   * @param pointerKey key of its pointer; null where it has none
   * @param template how its Jobs run
   */
  public record Storage(
      StorageLocation location, String path, String pointerKey, JobTemplate template) {}

  /**
   * What retention works on.
   *
   * @param parent the parent
   * @param retention its owner's wish; null for the defaults
   * @param storage its storage
   * @param jobs its own Jobs, from the cache
   * @param pods pods of these Jobs, from the cache
   */
  public record Holding(
      HasMetadata parent,
      Retention retention,
      Storage storage,
      Collection<Job> jobs,
      Collection<Pod> pods) {}

  private final KubernetesClient client;
  private final Pruning pruning;
  private final EventRecorder events;

  public Retirement(KubernetesClient client, Pruning pruning, EventRecorder events) {
    this.client = client;
    this.pruning = pruning;
    this.events = events;
  }

  /**
   * Removes the oldest version that is no longer kept; the next follows when it is gone.
   *
   * @param finished whether nothing more will happen to a version
   * @param inUse names of the versions in use
   */
  public <V extends HasMetadata> void retireExcess(
      Holding holding, VersionHistory<V> history, Predicate<V> finished, Set<String> inUse) {
    var candidates =
        history.all().stream()
            .map(
                v ->
                    new RetentionPolicy.Candidate(
                        v.getMetadata().getName(), history.revision(v), finished.test(v)))
            .toList();
    var excess = RetentionPolicy.excess(holding.retention(), candidates, inUse);
    if (!excess.isEmpty()) {
      history
          .newest(v -> v.getMetadata().getName().equals(excess.get(0)))
          .ifPresent(
              v ->
                  retire(
                      holding,
                      v,
                      ObjectLayout.versionPath(holding.storage().path(), history.revision(v))));
    }
  }

  private void retire(Holding holding, HasMetadata version, String path) {
    var parent = holding.parent();
    var name = version.getMetadata().getName();
    if (client.resource(version).get() == null) {
      // The cache has not heard yet that it is gone: its objects are not pruned twice.
      return;
    }
    if (Pruning.isWanted(holding.retention())) {
      var job = name + "-prune";
      var progress = pruning.advance(holding, job, path);
      if (progress instanceof TaskProgress.Failed failed) {
        events.warning(parent, failed.reason(), "pruning " + name + ": " + failed.message());
      }
      if (!(progress instanceof TaskProgress.Done)) {
        return;
      }
      client.resource(version).delete();
      pruning.forget(parent, job);
    } else {
      client.resource(version).delete();
    }
    events.normal(parent, Reason.VERSION_RETIRED, name + " is removed by spec.retention");
  }

  /**
   * Does what comes before all else: where the parent is being deleted it is taken one step
   * further, else the finalizer is set or removed as the owner's wish asks for.
   *
   * @param parent that of the holding
   * @param versions all its versions
   * @param leaving the status of a parent that is on its way out
   * @return what the reconciliation ends with; empty where it goes on
   */
  public <S, P extends CustomResource<?, S>> Optional<UpdateControl<P>> settle(
      P parent,
      Holding holding,
      List<? extends HasMetadata> versions,
      Function<Outcome, S> leaving) {
    if (!parent.isMarkedForDeletion()) {
      return pruning.syncFinalizer(parent, holding.retention())
          ? Optional.of(UpdateControl.noUpdate())
          : Optional.empty();
    }
    var outcome = Pruning.isHeld(parent) ? finish(holding, versions) : Optional.<Outcome>empty();
    return Optional.of(
        outcome
            .map(o -> StatusPatch.of(parent, leaving.apply(o), PRUNE_RETRY_SECONDS))
            .orElseGet(UpdateControl::noUpdate));
  }

  /**
   * Takes a parent that is being deleted, and held by the finalizer, one step further: its versions
   * go first, with the Jobs that may still write; then its objects; then it is let go.
   *
   * @return where it stands; empty where it was let go
   */
  Optional<Outcome> finish(Holding holding, List<? extends HasMetadata> versions) {
    var parent = holding.parent();
    var storage = holding.storage();
    var live = client.resource(parent).get();
    if (live == null || !Pruning.isHeld(live)) {
      // The cache has not heard yet that it was let go.
      return Optional.empty();
    }
    if (!Pruning.isWanted(holding.retention())) {
      pruning.release(parent);
      return Optional.empty();
    }
    if (!versions.isEmpty()) {
      for (var version : versions) {
        if (version.getMetadata().getDeletionTimestamp() == null) {
          client.resource(version).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
        }
      }
      return pruning("waiting for " + versions.size() + " versions to end");
    }
    var job = parent.getMetadata().getName() + "-prune";
    var progress = pruning.advance(holding, job, storage.path());
    if (progress instanceof TaskProgress.Failed failed) {
      return Optional.of(
          new Outcome.Stalled(
              failed.reason(),
              failed.message()
                  + "; delete the Job "
                  + job
                  + " to try again, or set the deletionPolicy to Retain to let the objects be"));
    }
    if (progress instanceof TaskProgress.Working working) {
      if (working.reason() == Reason.NAMESPACE_TERMINATING) {
        LOGGER
            .atWarn()
            .addKeyValue("namespace", parent.getMetadata().getNamespace())
            .addKeyValue("name", parent.getMetadata().getName())
            .addKeyValue("path", storage.path())
            .log("Namespace is being deleted: objects are left in storage");
        pruning.release(parent);
        return Optional.empty();
      }
      return working.reason() == Reason.PROGRESSING
          ? pruning(working.message())
          : Optional.of(new Outcome.Progressing(working.reason(), working.message()));
    }
    events.normal(parent, Reason.PRUNED, "the objects under " + storage.path() + " are deleted");
    pruning.release(parent);
    return Optional.empty();
  }

  private static Optional<Outcome> pruning(String message) {
    return Optional.of(new Outcome.Progressing(Reason.PRUNING, message));
  }
}
