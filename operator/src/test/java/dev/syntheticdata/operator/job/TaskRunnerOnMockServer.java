package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.TaskMemory;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus.State;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A task runner of a fit, whose API server is the mock server. */
@EnableKubernetesMockClient(crud = true, https = false)
abstract class TaskRunnerOnMockServer {

  static final String NOW = "2026-03-10T12:00:00Z";
  static final TaskRun RUN = TestJobs.fit();
  static final TaskMemory MEMORY = TaskMemories.of(RUN, JobSettings.defaults().resources());

  KubernetesMockServer server;
  KubernetesClient client;

  TaskRunner runner;
  int read;

  @BeforeEach
  void start() {
    var settings = JobSettings.defaults();
    var clock = Clock.fixed(Instant.parse(NOW).plusMillis(123), ZoneOffset.UTC);
    runner = new TaskRunner(client, new JobFactory(settings), settings, clock);
  }

  TaskProgress advance(TaskStatus before, Collection<Job> jobs, Collection<Pod> pods) {
    return runner.advance(RUN, before, jobs, pods);
  }

  /** As the operator sees it with a cache that has everything. */
  TaskProgress advance(TaskStatus before) {
    return advance(before, jobs(), client.pods().inNamespace("research").list().getItems());
  }

  List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace("research").list().getItems();
  }

  Job job() {
    return client.batch().v1().jobs().inNamespace("research").withName("patients-v1-fit").get();
  }

  List<ConfigMap> configMaps() {
    return client.configMaps().inNamespace("research").list().getItems();
  }

  /** The Job controller and the kubelet at work: the Job ends, and its pod with that state. */
  void end(Job ended, Pod pod) {
    client.resource(new JobBuilder(job()).withStatus(ended.getStatus()).build()).update();
    client.resource(pod).create();
  }

  static TaskStatus running(int attempts) {
    return new TaskStatus(
        "fit",
        State.RUNNING,
        "patients-v1-fit",
        attempts,
        "2026-03-10T11:00:00Z",
        null,
        null,
        null,
        null);
  }

  /** The requests of those methods since the last call; whatever else there was is passed over. */
  List<String> requests(String... methods) {
    var requests = new ArrayList<String>();
    try {
      for (; read < server.getRequestCount(); read++) {
        var request = server.takeRequest();
        if (List.of(methods).contains(request.getMethod())) {
          requests.add(request.getMethod() + " " + request.getPath());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return requests;
  }

  static <T extends TaskProgress> T is(TaskProgress progress, Class<T> type) {
    assertThat(progress).isInstanceOf(type);
    return type.cast(progress);
  }
}
