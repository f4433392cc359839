package dev.syntheticdata.bench;

import dev.syntheticdata.local.operator.FakeJobs;
import dev.syntheticdata.operator.job.Labels;
import dev.syntheticdata.task.TaskName;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Job controller, kubelet and worker at their fastest: a Job that appears gets its pod with the
 * worker's report and is complete, by three calls. Many Jobs at the same time, so that it is not
 * what is measured; how long Jobs wait for it is told with the results.
 */
final class FastJobs implements AutoCloseable {

  private static final int THREADS = 16;

  private final KubernetesClient client;
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
  private final ScheduledExecutorService cleaner = Executors.newScheduledThreadPool(2);
  private final Map<String, String> uidByName = new ConcurrentHashMap<>();
  private final Set<String> duplicates = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> finished = new ConcurrentHashMap<>();
  private final Set<String> leaving = ConcurrentHashMap.newKeySet();
  private final Latencies service = new Latencies();
  private final AtomicLong completed = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile Duration timeToLive;
  private volatile boolean holding;
  private final Map<String, Job> held = new ConcurrentHashMap<>();

  FastJobs(KubernetesClient client) {
    this.client = client;
    client
        .batch()
        .v1()
        .jobs()
        .inAnyNamespace()
        .withLabel(Labels.MANAGED_BY, Labels.MANAGER)
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(Job job) {
                added(job);
              }

              @Override
              public void onUpdate(Job before, Job now) {
                released(now);
              }

              @Override
              public void onDelete(Job job, boolean unknown) {
                // Its pods go with it.
              }
            });
  }

  private void added(Job job) {
    var before = uidByName.put(name(job), job.getMetadata().getUid());
    if (before != null && !before.equals(job.getMetadata().getUid())) {
      duplicates.add(name(job));
    }
    if (job.getStatus() != null && job.getStatus().getCompletionTime() != null) {
      return;
    }
    if (holding) {
      held.put(name(job), job);
      return;
    }
    submit(job);
  }

  private void submit(Job job) {
    long seen = System.nanoTime();
    executor.execute(
        () -> {
          try {
            complete(job);
            service.add(System.nanoTime() - seen);
            completed.incrementAndGet();
          } catch (KubernetesClientException e) {
            // The Job went while it was answered: with its owner.
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
                && e.getCode() != HttpURLConnection.HTTP_CONFLICT
                && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
              failure.compareAndSet(null, e);
            }
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** From now on, Jobs that are let go are deleted after a time, as the TTL controller does. */
  void deleteReleasedAfter(Duration time) {
    timeToLive = time;
  }

  /** From now on, Jobs stay at work. */
  void hold() {
    holding = true;
  }

  /** Ends the Jobs that stayed at work, and those to come at once. */
  void letGo() {
    holding = false;
    held.values().forEach(this::submit);
    held.clear();
  }

  int held() {
    return held.size();
  }

  /** Names of Jobs that were made more than once. */
  Set<String> duplicates() {
    return duplicates;
  }

  /** Jobs that were answered. */
  long completed() {
    return completed.get();
  }

  /** From when a Job was seen until it was complete. */
  Latencies service() {
    return service;
  }

  /** When the status that completes a Job was sent, and no more than once; null for unknown. */
  Long takeFinished(String job) {
    return finished.remove(job);
  }

  /** Throws what went wrong, if something did. */
  void check() {
    if (failure.get() != null) {
      throw new IllegalStateException("a Job was not answered", failure.get());
    }
  }

  private void complete(Job job) {
    var pod = pod(job);
    var created = client.resource(pod).create();
    created.setStatus(pod.getStatus());
    client.resource(created).updateStatus();
    job.setStatus(FakeJobs.complete(1, false));
    finished.put(name(job), System.nanoTime());
    client.resource(job).updateStatus();
  }

  private void released(Job job) {
    var time = timeToLive;
    if (time != null
        && job.getSpec().getTtlSecondsAfterFinished() != null
        && leaving.add(job.getMetadata().getUid())) {
      cleaner.schedule(() -> delete(job), time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void delete(Job job) {
    client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    leaving.remove(job.getMetadata().getUid());
    uidByName.remove(name(job));
    finished.remove(name(job));
  }

  private static String name(Job job) {
    return job.getMetadata().getName();
  }

  private static Pod pod(Job job) {
    var metadata = job.getMetadata();
    var template = job.getSpec().getTemplate();
    var task = TaskName.of(metadata.getLabels().get(Labels.TASK));
    var owner = metadata.getOwnerReferences().get(0).getUid();
    return new PodBuilder()
        .withNewMetadata()
        .withName(name(job) + "-0")
        .withNamespace(metadata.getNamespace())
        .withLabels(template.getMetadata().getLabels())
        .addToLabels("batch.kubernetes.io/job-name", name(job))
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(name(job))
        .withUid(metadata.getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withSpec(template.getSpec())
        .withNewStatus()
        .withPhase("Succeeded")
        .addNewContainerStatus()
        .withName("worker")
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .withReason("Completed")
        .withMessage(Reports.of(task, owner))
        .endTerminated()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    cleaner.shutdownNow();
  }
}
