package dev.syntheticdata.local.pod;

import dev.syntheticdata.local.pod.ContainerExecution.RestartRule;
import dev.syntheticdata.local.pod.PodStatuses.Overall;
import dev.syntheticdata.local.pod.StopSignal.Cause;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one pod, from binding to its terminal status, and its removal when it is deleted. */
final class PodExecution {
  private static final Logger LOGGER = LoggerFactory.getLogger(PodExecution.class);

  private final ContainerExecution.Parts parts;
  private final PodApi api;
  private final Slots slots;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final StopSignal stop = new StopSignal();
  private final List<ContainerExecution> executions = new CopyOnWriteArrayList<>();
  private final Map<String, ContainerReport> initReports = new LinkedHashMap<>();
  private final Map<String, ContainerReport> reports = new LinkedHashMap<>();
  private final Patience patience;

  /**
   * Guards the two flags at the end. Not this object's lock, which is held during calls to the API
   * server.
   */
  private final Object lifecycle = new Object();

  private volatile Pod pod;
  private Overall overall;
  private boolean deleted;
  private volatile boolean ended;

  PodExecution(
      ContainerExecution.Parts parts,
      PodApi api,
      Slots slots,
      ExecutorService threads,
      ScheduledExecutorService timer,
      Pod pod) {
    this.parts = parts;
    this.api = api;
    this.slots = slots;
    this.threads = threads;
    this.timer = timer;
    this.pod = pod;
    this.patience =
        new Patience(() -> stop.given(Cause.RUNNER_CLOSED) || parts.children().closed());
    this.overall = new Overall("Pending", null, null, parts.clock().instant());
  }

  /** Lives the pod's life; returns when nothing of it runs any more. */
  void run() {
    try {
      live();
    } catch (RuntimeException e) {
      giveUp(e);
    }
    boolean remove;
    synchronized (lifecycle) {
      ended = true;
      remove = deleted;
    }
    if (remove) {
      remove();
    }
  }

  /**
   * The runner itself has failed, for instance on a full disk: nothing of the pod may stay behind
   * half alive.
   */
  private void giveUp(RuntimeException cause) {
    if (parts.children().closed()) {
      return;
    }
    LOGGER.atError().addKeyValue("pod", name()).setCause(cause).log("Pod given up by the runner");
    executions.forEach(execution -> execution.end(Duration.ZERO));
    synchronized (this) {
      overall = new Overall("Failed", "RunnerError", cause.toString(), overall.startTime());
    }
    try {
      publish();
    } catch (KubernetesClientException e) {
      LOGGER
          .atError()
          .addKeyValue("pod", name())
          .setCause(e)
          .log("Status of the given-up pod not stored");
    }
  }

  /**
   * The pod is being deleted, or is gone: ends its processes and then removes what is left of it.
   */
  void delete(Duration grace) {
    boolean removeNow;
    synchronized (lifecycle) {
      removeNow = ended && !deleted;
      deleted = true;
    }
    if (removeNow) {
      threads.execute(this::remove);
    } else {
      stop(Cause.DELETED, grace);
    }
  }

  /**
   * The runner is closing: waits for nothing any more and writes no status. Its processes are ended
   * elsewhere.
   */
  void abandon() {
    stop.give(Cause.RUNNER_CLOSED);
    slots.recheck();
  }

  /** Whether this is that pod and something of it runs or will run. */
  boolean isLiving(String namespace, String podName) {
    return !ended
        && pod.getMetadata().getNamespace().equals(namespace)
        && pod.getMetadata().getName().equals(podName);
  }

  private void stop(Cause cause, Duration grace) {
    if (stop.give(cause)) {
      slots.recheck();
      executions.forEach(execution -> threads.execute(() -> execution.end(grace)));
    }
  }

  private void remove() {
    try {
      patience.call("remove pod " + name(), () -> api.remove(pod));
    } catch (KubernetesClientException e) {
      LOGGER
          .atWarn()
          .addKeyValue("pod", name())
          .setCause(e)
          .log("Deleted pod's object could not be removed");
    }
    parts.files().remove(pod);
  }

  private void live() {
    Optional<Pod> bound =
        patience
            .call("bind pod " + name(), () -> api.bind(pod, parts.settings().nodeName()))
            .flatMap(Function.identity());
    if (bound.isEmpty()) {
      return;
    }
    pod = bound.get();
    pod.getSpec().getInitContainers().forEach(c -> initReports.put(c.getName(), firstReport(c)));
    pod.getSpec().getContainers().forEach(c -> reports.put(c.getName(), firstReport(c)));
    if (LostPods.startedEarlier(pod)) {
      overall =
          LostPods.endOf(pod, initReports, reports, overall.startTime(), parts.clock().instant());
      publish();
      return;
    }
    publish();
    ScheduledFuture<?> deadline = scheduleDeadline();
    boolean succeeded = configured() && runInSlot();
    if (deadline != null) {
      deadline.cancel(false);
    }
    conclude(succeeded);
  }

  private ContainerReport firstReport(Container container) {
    boolean waitsForInit = !pod.getSpec().getInitContainers().isEmpty();
    return ContainerReport.waiting(
        container, waitsForInit ? "PodInitializing" : "ContainerCreating");
  }

  private ScheduledFuture<?> scheduleDeadline() {
    Long seconds = pod.getSpec().getActiveDeadlineSeconds();
    if (seconds == null) {
      return null;
    }
    Runnable end = () -> stop(Cause.DEADLINE, ContainerExecution.grace(pod));
    return timer.schedule(end, seconds, TimeUnit.SECONDS);
  }

  /**
   * Waits until all that the pod refers to exists; while it waits it holds no slot. False when
   * stopped before.
   */
  private boolean configured() {
    while (!stop.given()) {
      try {
        parts.volumes().materialize(pod);
      } catch (ContainerConfigException e) {
        firstContainerWaits("ContainerCreating", e.getMessage());
        stop.await(parts.settings().configRetry());
        continue;
      }
      Container culprit = null;
      try {
        for (Container container : allContainers()) {
          culprit = container;
          parts.volumes().mounts(pod, container);
          parts.environment().resolve(pod, container);
        }
        return true;
      } catch (ContainerConfigException e) {
        update(
            culprit.getName(),
            reportOf(culprit.getName()).nowWaiting("CreateContainerConfigError", e.getMessage()));
        stop.await(parts.settings().configRetry());
      }
    }
    return false;
  }

  private List<Container> allContainers() {
    List<Container> all = new ArrayList<>(pod.getSpec().getInitContainers());
    all.addAll(pod.getSpec().getContainers());
    return all;
  }

  private void firstContainerWaits(String reason, String message) {
    String first = allContainers().get(0).getName();
    update(first, reportOf(first).nowWaiting(reason, message));
  }

  private boolean runInSlot() {
    try {
      if (!slots.acquire(stop::given)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      return runInitContainers() && runContainers();
    } finally {
      slots.release();
    }
  }

  private boolean runInitContainers() {
    for (Container container : pod.getSpec().getInitContainers()) {
      if (!execution(container, true).run()) {
        return false;
      }
    }
    return true;
  }

  private boolean runContainers() {
    List<CompletableFuture<Boolean>> results = new ArrayList<>();
    for (Container container : pod.getSpec().getContainers()) {
      ContainerExecution execution = execution(container, false);
      results.add(CompletableFuture.supplyAsync(execution::run, threads));
    }
    // Every container is waited for, also when one has failed.
    return results.stream().map(CompletableFuture::join).toList().stream().allMatch(ok -> ok);
  }

  private ContainerExecution execution(Container container, boolean initContainer) {
    RestartRule restart = RestartRule.of(pod.getSpec().getRestartPolicy(), initContainer);
    ContainerExecution execution =
        new ContainerExecution(
            parts,
            pod,
            container,
            restart,
            stop,
            reportOf(container.getName()),
            report -> update(container.getName(), report));
    executions.add(execution);
    return execution;
  }

  private void conclude(boolean succeeded) {
    synchronized (this) {
      boolean deadline = stop.given(Cause.DEADLINE);
      overall =
          new Overall(
              succeeded ? "Succeeded" : "Failed",
              deadline ? "DeadlineExceeded" : null,
              deadline ? "Pod was active on the node longer than the specified deadline" : null,
              overall.startTime());
    }
    publish();
  }

  private synchronized ContainerReport reportOf(String container) {
    ContainerReport report = reports.get(container);
    return report == null ? initReports.get(container) : report;
  }

  private synchronized void update(String container, ContainerReport report) {
    if (report.equals(reportOf(container))) {
      return;
    }
    (reports.containsKey(container) ? reports : initReports).put(container, report);
    boolean anyStarted = reports.values().stream().anyMatch(r -> r.running() || r.terminated());
    if (anyStarted && !overall.ended()) {
      overall = new Overall("Running", null, null, overall.startTime());
    }
    publish();
  }

  /** Stores the status; holding the lock, so that the last report is the last one stored. */
  private synchronized void publish() {
    Optional<Boolean> there =
        patience.call("store status of pod " + name(), () -> api.storeStatus(pod, this::status));
    if (there.isPresent() && !there.get()) {
      stop(Cause.DELETED, ContainerExecution.grace(pod));
    }
  }

  private synchronized PodStatus status(Pod live) {
    return PodStatuses.compose(
        overall,
        initReports.values(),
        reports.values(),
        live.getStatus() == null ? new PodStatus() : live.getStatus(),
        parts.clock().instant());
  }

  private String name() {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
