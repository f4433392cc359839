package dev.syntheticdata.local.operator;

import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskJson;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Plays Job controller, kubelet and worker: a Job that appears is complete at once, with a pod and
 * a report for each completion. It never starts a process.
 */
public final class FakeJobs implements AutoCloseable {

  private static final long RETRY_MILLIS = 100;
  private static final long LIMIT_SECONDS = 60;

  private final KubernetesClient client;
  private final FakeWorker worker;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> started = new ConcurrentHashMap<>();
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final Map<String, Job> waiting = new ConcurrentHashMap<>();
  private final Set<String> reportsLost = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final SharedIndexInformer<Job> informer;

  public FakeJobs(KubernetesClient client, FakeWorker worker) {
    this.client = client;
    this.worker = worker;
    this.informer =
        client
            .batch()
            .v1()
            .jobs()
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Job job) {
                    if (seen.add(job.getMetadata().getUid())) {
                      started.merge(job.getMetadata().getName(), 1, Integer::sum);
                      executor.execute(() -> complete(job));
                    }
                  }

                  @Override
                  public void onUpdate(Job before, Job now) {
                    // A Job is answered once.
                  }

                  @Override
                  public void onDelete(Job job, boolean unknown) {
                    // Its pods go with it.
                  }
                });
  }

  /** How many Jobs of each name there were. */
  Map<String, Integer> started() {
    return Map.copyOf(started);
  }

  /** Leaves the next Job of a name at work until {@link #finish}. */
  void hold(String job) {
    held.add(job);
  }

  /** Whether a Job of that name is at work and left so. */
  boolean isHeld(String job) {
    return waiting.containsKey(job);
  }

  /** Lets a Job that is held be complete soon; it is gone on with where the API server fails. */
  void finish(String job) {
    var held = waiting.remove(job);
    executor.execute(() -> tryUntilDone(held, held.getSpec().getCompletions()));
  }

  /** Removes the pods of the next Job of a name before anybody can read their reports. */
  void loseReport(String job) {
    reportsLost.add(job);
  }

  /** Plays on until the Job is complete, or gone, like controllers do whatever the API answers. */
  private void complete(Job job) {
    if (held.remove(job.getMetadata().getName())) {
      waiting.put(job.getMetadata().getName(), job);
      return;
    }
    int completions = job.getSpec().getCompletions();
    int reports = reportsLost.remove(job.getMetadata().getName()) ? 0 : completions;
    tryUntilDone(job, reports);
  }

  private void tryUntilDone(Job job, int reports) {
    try {
      complete(job, reports);
    } catch (KubernetesClientException e) {
      // A conflict is with a write of ours whose answer was lost: what it made is found next time.
      boolean again =
          e.getCode() == 0 || e.getCode() == 409 || e.getCode() == 429 || e.getCode() >= 500;
      if (again) {
        executor.schedule(() -> tryUntilDone(job, reports), RETRY_MILLIS, TimeUnit.MILLISECONDS);
      } else if (e.getCode() != 404) {
        throw e;
      }
      // Otherwise the Job went while it was answered: with its owner, or by a test.
    }
  }

  private void complete(Job seen, int reports) {
    var job = client.resource(seen).get();
    if (job == null || isAnswered(job)) {
      return;
    }
    var namespace = job.getMetadata().getNamespace();
    var handedOver =
        client.configMaps().inNamespace(namespace).withName(job.getMetadata().getName()).get();
    if (handedOver == null) {
      // Its owner went, and this was the first to follow.
      return;
    }
    var task = TaskJson.readTask(handedOver.getData().get("task.json"));
    for (int index = 0; index < reports; index++) {
      var pod = pod(job, task, index);
      var present = client.resource(pod).get();
      var created = present == null ? client.resource(pod).create() : present;
      created.setStatus(pod.getStatus());
      client.resource(created).updateStatus();
    }
    int completions = job.getSpec().getCompletions();
    job.setStatus(complete(completions, "Indexed".equals(job.getSpec().getCompletionMode())));
    job.getMetadata().setResourceVersion(null);
    client.resource(job).updateStatus();
  }

  private static boolean isAnswered(Job job) {
    return job.getStatus() != null && job.getStatus().getCompletionTime() != null;
  }

  /** What a real API server lets a Job controller say of a Job whose pods all succeeded. */
  public static JobStatus complete(int completions, boolean indexed) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var conditions =
        Stream.of("SuccessCriteriaMet", "Complete")
            .map(
                type ->
                    new JobConditionBuilder()
                        .withType(type)
                        .withStatus("True")
                        .withReason("CompletionsReached")
                        .withLastProbeTime(now)
                        .withLastTransitionTime(now)
                        .build())
            .toList();
    return new JobStatusBuilder()
        .withStartTime(now)
        .withCompletionTime(now)
        .withSucceeded(completions)
        .withCompletedIndexes(indexed ? indexes(completions) : null)
        .withConditions(conditions)
        .build();
  }

  private static String indexes(int completions) {
    return completions == 1 ? "0" : "0-" + (completions - 1);
  }

  private Pod pod(Job job, Task task, int index) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(job.getMetadata().getName() + "-" + index)
        .withNamespace(job.getMetadata().getNamespace())
        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
        .addToLabels("batch.kubernetes.io/job-name", job.getMetadata().getName())
        .addToAnnotations("batch.kubernetes.io/job-completion-index", Integer.toString(index))
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(job.getMetadata().getName())
        .withUid(job.getMetadata().getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withSpec(job.getSpec().getTemplate().getSpec())
        .withNewStatus()
        .withPhase("Succeeded")
        .addNewContainerStatus()
        .withName("worker")
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .withMessage(TaskJson.write(worker.run(task, index)))
        .endTerminated()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  @Override
  public void close() {
    informer.close();
    executor.shutdownNow();
    try {
      // What it is about to write must not come after the next test has cleaned up.
      if (!executor.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the Jobs are not let be");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
