package dev.syntheticdata.local.e2e;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** All Jobs and pods that were ever there, as they were last: most go before a test looks. */
final class JobHistory implements AutoCloseable {

  private final Seen<Job> jobs;
  private final Seen<Pod> pods;

  JobHistory(KubernetesClient client) {
    jobs = new Seen<>(client.batch().v1().jobs().inAnyNamespace());
    pods = new Seen<>(client.pods().inAnyNamespace());
  }

  /** What a watch has told of one kind. */
  private static final class Seen<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final AnyNamespaceOperation<T, ? extends KubernetesResourceList<T>, ?> kind;
    private final Map<String, T> ever = new ConcurrentHashMap<>();

    /** Resource version of what is there, by UID. */
    private final Map<String, String> present = new ConcurrentHashMap<>();

    private final SharedIndexInformer<T> informer;

    Seen(AnyNamespaceOperation<T, ? extends KubernetesResourceList<T>, ?> kind) {
      this.kind = kind;
      informer = kind.inform(this);
    }

    @Override
    public void onAdd(T object) {
      ever.put(object.getMetadata().getUid(), object);
      present.put(object.getMetadata().getUid(), object.getMetadata().getResourceVersion());
    }

    @Override
    public void onUpdate(T before, T after) {
      onAdd(after);
    }

    @Override
    public void onDelete(T object, boolean unknown) {
      ever.put(object.getMetadata().getUid(), object);
      present.remove(object.getMetadata().getUid());
    }

    /** What is known now. */
    List<T> soFar(Predicate<T> wanted) {
      return ever.values().stream().filter(wanted).toList();
    }

    /**
     * What is known once it is all that the API server has. A test that has waited for something
     * else may be ahead of the watch.
     */
    List<T> all(Predicate<T> wanted) {
      Awaitility.await("the watch tells what there is")
          .pollDelay(Duration.ZERO)
          .atMost(World.LIMIT)
          .until(() -> versions(kind.list().getItems(), wanted).equals(seen(wanted)));
      return soFar(wanted);
    }

    private Map<String, String> seen(Predicate<T> wanted) {
      return versions(
          soFar(wanted).stream()
              .filter(o -> present.containsKey(o.getMetadata().getUid()))
              .toList(),
          wanted);
    }

    private Map<String, String> versions(List<T> objects, Predicate<T> wanted) {
      return objects.stream()
          .filter(wanted)
          .collect(toMap(o -> o.getMetadata().getUid(), o -> o.getMetadata().getResourceVersion()));
    }
  }

  private static Predicate<Job> named(String name) {
    return job -> job.getMetadata().getName().equals(name);
  }

  private static Predicate<Pod> of(String job) {
    return pod ->
        pod.getMetadata().getLabels() != null
            && job.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name"));
  }

  /** The Jobs that have borne a name. */
  List<Job> jobs(String name) {
    return jobs.all(named(name));
  }

  /** Names of all Jobs whose names begin so, one for each Job. */
  List<String> namesOf(String prefix) {
    return jobs.all(job -> job.getMetadata().getName().startsWith(prefix)).stream()
        .map(j -> j.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** The pods that Jobs of a name have made. */
  List<Pod> pods(String job) {
    return pods.all(of(job));
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
    var uids = pods.soFar(of(job)).stream().map(p -> p.getMetadata().getUid()).toList();
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
  public void close() {
    jobs.informer.close();
    pods.informer.close();
  }
}
