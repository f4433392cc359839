package dev.syntheticdata.local.job;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the Kubernetes Job controller: makes pods for Jobs and keeps the Jobs' status, in all
 * namespaces.
 *
 * <p>It holds no state of its own. Events only say which Job to look at; the Job and its pods are
 * then read from the API server, {@link JobDecider} decides, the status is written under optimistic
 * locking and only then are the actions performed. So it may be stopped at any point and started
 * again. It must be the only Job controller of its API server.
 */
public final class JobController implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(JobController.class);
  private static final String CONTROLLER_NAME = "kubernetes.io/job-controller";
  private static final RetryDelay AFTER_ERROR =
      new RetryDelay(Duration.ofMillis(100), Duration.ofSeconds(1));

  private final KubernetesClient client;
  private final JobDecider decider;
  private final Clock clock;
  private final RandomGenerator random;
  private final ScheduledExecutorService worker;

  // Touched by the worker thread and, in enqueue, by the informers' threads.
  private final Map<Key, Wake> wakes = new HashMap<>();
  private final Map<Key, Integer> errors = new HashMap<>();

  private SharedIndexInformer<Job> jobs;
  private SharedIndexInformer<Pod> pods;

  private record Key(String namespace, String name) {
    static Key of(HasMetadata object) {
      return new Key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
  }

  private record Wake(Instant at, ScheduledFuture<?> task) {}

  /**
   * @param random for the suffixes of pod names
   */
  public JobController(
      KubernetesClient client, JobDecider decider, Clock clock, RandomGenerator random) {
    this.client = Objects.requireNonNull(client, "client");
    this.decider = Objects.requireNonNull(decider, "decider");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, JobController::thread);
    pool.setRemoveOnCancelPolicy(true);
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.worker = pool;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "job-controller");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to watch; returns when all Jobs that exist have been seen. */
  public void start() {
    jobs =
        client.batch().v1().jobs().inAnyNamespace().inform(onEvent(job -> enqueue(Key.of(job))), 0);
    pods =
        client.pods().inAnyNamespace().withLabel("job-name").inform(onEvent(this::enqueueOwner), 0);
  }

  /** Stops watching and deciding. Pods and Jobs stay as they are. */
  @Override
  public void close() {
    if (jobs != null) {
      jobs.close();
      pods.close();
    }
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOGGER.atWarn().log("A decision about a Job did not end within 10 s of closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueueOwner(Pod pod) {
    String job = JobPods.jobNameOf(pod);
    if (job != null) {
      enqueue(new Key(pod.getMetadata().getNamespace(), job));
    }
  }

  private void enqueue(Key key) {
    wake(key, clock.instant());
  }

  /** Looks at the Job at that time, or earlier if an earlier look is already planned. */
  private void wake(Key key, Instant at) {
    synchronized (wakes) {
      Wake planned = wakes.get(key);
      if (planned != null && !at.isBefore(planned.at())) {
        return;
      }
      if (planned != null) {
        planned.task().cancel(false);
      }
      long delay = Math.max(0, Duration.between(clock.instant(), at).toMillis());
      try {
        wakes.put(
            key, new Wake(at, worker.schedule(() -> look(key), delay, TimeUnit.MILLISECONDS)));
      } catch (RejectedExecutionException e) {
        LOGGER
            .atDebug()
            .addKeyValue("job", key.name())
            .log("Event ignored: the Job controller is closed");
      }
    }
  }

  private void look(Key key) {
    synchronized (wakes) {
      wakes.remove(key);
    }
    try {
      sync(key);
      errors.remove(key);
    } catch (RuntimeException e) {
      if (worker.isShutdown()) {
        return; // Interrupted by close(); whoever starts next decides anew.
      }
      int count = errors.merge(key, 1, Integer::sum);
      logError(key, e);
      wake(key, clock.instant().plus(AFTER_ERROR.after(count)));
    }
  }

  private static void logError(Key key, RuntimeException e) {
    boolean refused = e instanceof KubernetesClientException;
    boolean conflict = refused && ((KubernetesClientException) e).getCode() == HTTP_CONFLICT;
    (conflict ? LOGGER.atDebug() : LOGGER.atWarn())
        .addKeyValue("namespace", key.namespace())
        .addKeyValue("job", key.name())
        .addKeyValue("error", e.getMessage())
        // An answer of the API server says enough; anything else is a defect here.
        .setCause(refused ? null : e)
        .log("Job not brought forward; trying again");
  }

  private void sync(Key key) {
    Job job = client.batch().v1().jobs().inNamespace(key.namespace()).withName(key.name()).get();
    if (job == null || !isOurs(job)) {
      return;
    }
    JobDecision decision = decider.decide(job, podsOf(job), clock.instant());
    if (!storeStatus(job, decision.status())) {
      return;
    }
    decision.actions().forEach(action -> perform(job, action));
    decision.wakeAt().ifPresent(at -> wake(key, at));
  }

  private static boolean isOurs(Job job) {
    String manager = job.getSpec().getManagedBy();
    return manager == null || manager.equals(CONTROLLER_NAME);
  }

  private List<Pod> podsOf(Job job) {
    String uid = job.getMetadata().getUid();
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabels(JobPods.selector(job))
        .list()
        .getItems()
        .stream()
        .filter(pod -> JobPods.controls(uid, pod))
        .toList();
  }

  /**
   * Returns whether the Job still exists. A conflict is thrown: the decision was made on old news.
   */
  private boolean storeStatus(Job job, JobStatus status) {
    if (status.equals(job.getStatus())) {
      return true;
    }
    try {
      client.resource(new JobBuilder(job).withStatus(status).build()).updateStatus();
      logEnding(job, status);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static void logEnding(Job job, JobStatus status) {
    status.getConditions().stream()
        .filter(
            c ->
                JobConditions.COMPLETE.equals(c.getType())
                    || JobConditions.FAILED.equals(c.getType()))
        .findFirst()
        .ifPresent(
            ending ->
                LOGGER
                    .atInfo()
                    .addKeyValue("namespace", job.getMetadata().getNamespace())
                    .addKeyValue("job", job.getMetadata().getName())
                    .addKeyValue("condition", ending.getType())
                    .addKeyValue("reason", ending.getReason())
                    .log("Job ended"));
  }

  private void perform(Job job, JobAction action) {
    String namespace = job.getMetadata().getNamespace();
    if (action instanceof JobAction.CreatePod creation) {
      client.resource(JobPods.build(job, creation, random)).create();
    } else if (action instanceof JobAction.DeletePod deletion) {
      client.pods().inNamespace(namespace).withName(deletion.name()).delete();
    } else if (action instanceof JobAction.DeleteJob) {
      client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }
  }

  private static <T> ResourceEventHandler<T> onEvent(Consumer<T> handler) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        handler.accept(object);
      }

      @Override
      public void onUpdate(T before, T after) {
        handler.accept(after);
      }

      @Override
      public void onDelete(T object, boolean finalStateUnknown) {
        handler.accept(object);
      }
    };
  }
}
