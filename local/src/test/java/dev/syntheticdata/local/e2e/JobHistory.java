package dev.syntheticdata.local.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All Jobs and pods that were ever there, as they were last: most go before a test looks. */
final class JobHistory implements AutoCloseable {

  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final Map<String, Pod> pods = new ConcurrentHashMap<>();
  private final List<AutoCloseable> informers;

  JobHistory(KubernetesClient client) {
    informers =
        List.of(
            client.batch().v1().jobs().inAnyNamespace().inform(into(jobs)),
            client.pods().inAnyNamespace().inform(into(pods)));
  }

  private static <T extends HasMetadata> ResourceEventHandler<T> into(Map<String, T> seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        seen.put(object.getMetadata().getUid(), object);
      }

      @Override
      public void onUpdate(T before, T after) {
        seen.put(after.getMetadata().getUid(), after);
      }

      @Override
      public void onDelete(T object, boolean unknown) {
        seen.put(object.getMetadata().getUid(), object);
      }
    };
  }

  /** The Jobs that have borne a name. */
  List<Job> jobs(String name) {
    return jobs.values().stream().filter(j -> j.getMetadata().getName().equals(name)).toList();
  }

  /** Names of all Jobs whose names begin so, one for each Job. */
  List<String> namesOf(String prefix) {
    return jobs.values().stream()
        .map(j -> j.getMetadata().getName())
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }

  /** The pods that Jobs of a name have made. */
  List<Pod> pods(String job) {
    return pods.values().stream()
        .filter(
            p ->
                p.getMetadata().getLabels() != null
                    && job.equals(p.getMetadata().getLabels().get("batch.kubernetes.io/job-name")))
        .toList();
  }

  /** Exit codes of the containers of a Job's pods. */
  List<Integer> exitCodes(String job) {
    return pods(job).stream()
        .flatMap(p -> p.getStatus().getContainerStatuses().stream())
        .map(ContainerStatus::getState)
        .filter(s -> s != null && s.getTerminated() != null)
        .map(s -> s.getTerminated().getExitCode())
        .sorted()
        .toList();
  }

  /** The process of a pod of a Job that runs now. */
  Stream<ProcessHandle> processes(String job) {
    var uids = pods(job).stream().map(p -> p.getMetadata().getUid()).toList();
    return ProcessHandle.current()
        .descendants()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> uids.stream().anyMatch(line::contains))
                    .isPresent());
  }

  /** Whether a Job has a condition. */
  static boolean hasCondition(Job job, String type, String reason) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(
                c ->
                    type.equals(c.getType())
                        && "True".equals(c.getStatus())
                        && Objects.equals(reason, c.getReason()));
  }

  @Override
  public void close() throws Exception {
    for (var informer : informers) {
      informer.close();
    }
  }
}
