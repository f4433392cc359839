package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Credentials;
import dev.syntheticdata.api.v1alpha1.DeletionPolicy;
import dev.syntheticdata.api.v1alpha1.Retention;
import dev.syntheticdata.operator.job.ObjectLayout;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.job.TaskRun;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.policy.Digests;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.PruneTask;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deletes objects in storage by a Job, and holds the resource by a finalizer until it is done. */
public final class Pruning {

  private static final String CREDENTIALS = "STORAGE";

  private final KubernetesClient client;
  private final TaskRunner runner;
  private final String workerImage;
  private final String cluster;

  public Pruning(KubernetesClient client, TaskRunner runner, String workerImage, String cluster) {
    this.client = client;
    this.runner = runner;
    this.workerImage = workerImage;
    this.cluster = cluster;
  }

  /** Whether objects go with their resource. */
  public static boolean isWanted(Retention retention) {
    return retention != null && retention.deletionPolicy() == DeletionPolicy.DELETE;
  }

  /** Whether the resource is held. */
  public static boolean isHeld(HasMetadata resource) {
    return resource.getMetadata().getFinalizers().contains(Api.PRUNE_FINALIZER);
  }

  /**
   * Sets or removes the finalizer, as the owner's wish asks for.
   *
   * @return whether something was written
   */
  public boolean syncFinalizer(HasMetadata resource, Retention retention) {
    if (isWanted(retention) == isHeld(resource)) {
      return false;
    }
    var finalizers = new ArrayList<>(resource.getMetadata().getFinalizers());
    if (isWanted(retention)) {
      finalizers.add(Api.PRUNE_FINALIZER);
    } else {
      finalizers.remove(Api.PRUNE_FINALIZER);
    }
    writeFinalizers(resource, finalizers);
    return true;
  }

  /** Lets the resource go. */
  public void release(HasMetadata resource) {
    var finalizers = new ArrayList<>(resource.getMetadata().getFinalizers());
    if (finalizers.remove(Api.PRUNE_FINALIZER)) {
      writeFinalizers(resource, finalizers);
    }
  }

  /**
   * The resource version goes with the patch: a list that somebody else changed is not written
   * over.
   */
  private void writeFinalizers(HasMetadata resource, List<String> finalizers) {
    var metadata = new HashMap<String, Object>();
    metadata.put("resourceVersion", resource.getMetadata().getResourceVersion());
    metadata.put("finalizers", finalizers);
    client
        .resource(resource)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Map.of("metadata", metadata)));
  }

  /**
   * Runs a prune Job on.
   *
   * @param holding the Generator or SyntheticDataset and its storage
   * @param jobName name of the Job
   * @param path path to delete
   */
  public TaskProgress advance(Retirement.Holding holding, String jobName, String path) {
    var owner = holding.parent();
    var storage = holding.storage().location();
    var pointerKey = holding.storage().pointerKey();
    var metadata = owner.getMetadata();
    var context =
        new TaskContext(
            metadata.getNamespace(),
            metadata.getName(),
            metadata.getUid(),
            null,
            metadata.getUid(),
            0,
            metadata.getCreationTimestamp(),
            workerImage,
            cluster);
    ObjectLocation pointer =
        pointerKey == null ? null : ObjectLayout.location(storage, pointerKey, CREDENTIALS);
    var task =
        new PruneTask(context, List.of(ObjectLayout.location(storage, path, CREDENTIALS)), pointer);
    var credentials = new HashMap<String, Credentials>();
    credentials.put(CREDENTIALS, storage.credentials());
    var run =
        new TaskRun(
            owner,
            metadata.getName(),
            TaskName.PRUNE,
            jobName,
            task,
            Digests.of(path),
            1,
            credentials,
            holding.storage().template(),
            workerImage,
            null);
    return runner.advance(run, null, holding.jobs(), holding.pods());
  }

  /** Removes a Job that has done its work. */
  public void forget(HasMetadata owner, String jobName) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(owner.getMetadata().getNamespace())
        .withName(jobName)
        .delete();
  }
}
