package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the scheduler and kubelet for one machine: takes every pod that has no node, and runs its
 * containers as child processes of this JVM.
 *
 * <p>Differences from a node, beside that there are no images and no isolation: mount paths are
 * translated in the command line, the environment and the working directory rather than mounted
 * (see {@code PathMap}); resources, probes, lifecycle hooks, security contexts and restartable init
 * containers are ignored; a process that a container leaves in the background when its main process
 * ends by itself is not hunted down; a pod's processes do not survive the runner, and a later
 * runner marks such pods Failed with reason {@code ContainerStatusUnknown}.
 */
public final class PodRunner implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(PodRunner.class);

  private final KubernetesClient client;
  private final PodApi api;
  private final PodFiles files;
  private final Slots slots;
  private final ChildProcesses children = new ChildProcesses();
  private final ContainerExecution.Parts parts;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(r -> daemon(r, "pod-runner"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "pod-deadlines"));
  private final Map<String, PodExecution> executions = new ConcurrentHashMap<>();
  private final Map<String, Pod> taken = new ConcurrentHashMap<>();
  private SharedIndexInformer<Pod> pods;

  public PodRunner(
      KubernetesClient client, PodRunnerSettings settings, ContainerCommand command, Clock clock) {
    this.client = client;
    this.api = new PodApi(client);
    this.files = new PodFiles(settings.directory());
    this.slots = new Slots(settings.maxPods());
    ConfigSource config = ConfigSource.of(client);
    this.parts =
        new ContainerExecution.Parts(
            settings,
            command,
            new Environment(config),
            new Volumes(config, files),
            files,
            children,
            clock);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to watch pods in all namespaces; returns when those that exist have been seen. */
  public void start() {
    pods =
        client
            .pods()
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Pod pod) {
                    observe(pod);
                  }

                  @Override
                  public void onUpdate(Pod before, Pod after) {
                    observe(after);
                  }

                  @Override
                  public void onDelete(Pod pod, boolean finalStateUnknown) {
                    forget(pod);
                  }
                },
                0);
  }

  /**
   * The file with the output (stdout and stderr) of a container's current or last process. It
   * exists once a process was started, and is kept when the pod is deleted; beside it, {@code
   * <container>.previous.log} is that of the process before.
   */
  public Path logOf(String namespace, String pod, String container) {
    return files.log(namespace, pod, container);
  }

  /** The file with the output of the process before the last restart of a container. */
  public Path previousLogOf(String namespace, String pod, String container) {
    return files.previousLog(namespace, pod, container);
  }

  /** Whether no process of the pod will write to its logs any more, so that a reader may stop. */
  public boolean logsAreComplete(String namespace, String pod) {
    return executions.values().stream().noneMatch(execution -> execution.isLiving(namespace, pod));
  }

  /**
   * Ends all child processes and removes volumes; logs are kept. Pods are left in the API server as
   * they are.
   */
  @Override
  public void close() {
    if (pods != null) {
      pods.close();
    }
    executions.values().forEach(PodExecution::abandon);
    children.close();
    timer.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOGGER.atWarn().log("Some pods did not end within 10 s of closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    taken.values().forEach(files::remove);
  }

  private void observe(Pod pod) {
    String uid = pod.getMetadata().getUid();
    boolean leaving = pod.getMetadata().getDeletionTimestamp() != null;
    PodExecution known = executions.get(uid);
    if (known != null) {
      if (leaving) {
        known.delete(ContainerExecution.grace(pod));
      }
    } else if (isOurs(pod) && leaving) {
      execute(() -> discard(pod));
    } else if (isOurs(pod) && !hasEnded(pod) && pod.getSpec().getSchedulingGates().isEmpty()) {
      take(pod);
    }
  }

  private void take(Pod pod) {
    PodExecution execution = new PodExecution(parts, api, slots, threads, timer, pod);
    taken.put(pod.getMetadata().getUid(), pod);
    executions.put(pod.getMetadata().getUid(), execution);
    LOGGER
        .atDebug()
        .addKeyValue("namespace", pod.getMetadata().getNamespace())
        .addKeyValue("pod", pod.getMetadata().getName())
        .log("Pod taken");
    execute(execution::run);
  }

  private void forget(Pod pod) {
    PodExecution execution = executions.remove(pod.getMetadata().getUid());
    taken.remove(pod.getMetadata().getUid());
    if (execution != null) {
      execution.delete(ContainerExecution.grace(pod));
    } else {
      execute(() -> files.remove(pod));
    }
  }

  /** A pod that is leaving and of which nothing runs here. */
  private void discard(Pod pod) {
    api.remove(pod);
    files.remove(pod);
  }

  private void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      LOGGER.atDebug().log("Event ignored: the pod runner is closed");
    }
  }

  private boolean isOurs(Pod pod) {
    String node = pod.getSpec().getNodeName();
    return node == null || node.isEmpty() || node.equals(parts.settings().nodeName());
  }

  private static boolean hasEnded(Pod pod) {
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return List.of("Succeeded", "Failed").contains(phase == null ? "" : phase);
  }
}
