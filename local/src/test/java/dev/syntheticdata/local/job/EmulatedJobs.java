package dev.syntheticdata.local.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.pod.ContainerCommand;
import dev.syntheticdata.local.pod.PodRunner;
import dev.syntheticdata.local.pod.PodRunnerSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An API server, what makes pods of Jobs, and the pod runner, started for each test; and what tests
 * ask them for.
 */
abstract class EmulatedJobs {

  static final String NAMESPACE = "default";
  static final Duration LIMIT = Duration.ofSeconds(120);
  static final RetryDelay QUICK = new RetryDelay(Duration.ofMillis(50), Duration.ofMillis(400));

  @TempDir Path directory;
  KubernetesClient client;
  AutoCloseable controller;
  PodRunner runner;

  abstract KubernetesClient startServer() throws Exception;

  abstract void stopServer() throws Exception;

  @BeforeEach
  void start() throws Exception {
    client = startServer();
    startEmulation();
  }

  @AfterEach
  void stop() throws Exception {
    stopEmulation();
    stopServer();
  }

  /** Starts what makes pods of Jobs: here the Job controller of local mode. */
  AutoCloseable startController() {
    var emulation =
        new JobController(client, new JobDecider(QUICK), Clock.systemUTC(), new Random());
    emulation.start();
    return emulation;
  }

  void startEmulation() {
    controller = startController();
    runner =
        new PodRunner(
            client,
            new PodRunnerSettings(
                directory,
                "local",
                4,
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                Duration.ofMillis(400)),
            ContainerCommand.asDeclared(),
            Clock.systemUTC());
    runner.start();
  }

  void stopEmulation() throws Exception {
    controller.close();
    runner.close();
  }

  static Container sh(String script) {
    return new ContainerBuilder()
        .withName("main")
        .withImage("shell")
        .withCommand("sh", "-c", script)
        .build();
  }

  static Job job(String name, Container container) {
    return job(name, container, UnaryOperator.identity());
  }

  static Job job(String name, Container container, UnaryOperator<JobBuilder> change) {
    JobBuilder job =
        new JobBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", "test")
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withTerminationGracePeriodSeconds(2L)
            .withContainers(container)
            .endSpec()
            .endTemplate()
            .endSpec();
    return change.apply(job).build();
  }

  Job create(Job job) {
    return client.resource(job).create();
  }

  void edit(String name, UnaryOperator<JobBuilder> change) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withName(name)
        .edit(job -> change.apply(new JobBuilder(job)).build());
  }

  Job get(String name) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
  }

  Job awaitCondition(String name, String type) {
    return await()
        .alias(type + " of Job " + name)
        .atMost(LIMIT)
        .until(() -> get(name), job -> job != null && condition(job, type) != null);
  }

  static JobCondition condition(Job job, String type) {
    return job.getStatus() == null
        ? null
        : job.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals(type) && "True".equals(c.getStatus()))
            .findFirst()
            .orElse(null);
  }

  List<Pod> podsOf(String job) {
    return client.pods().inNamespace(NAMESPACE).withLabel("job-name", job).list().getItems();
  }

  Pod onlyPodOf(String job) {
    List<Pod> pods = podsOf(job);
    assertThat(pods).hasSize(1);
    return pods.get(0);
  }

  Pod awaitPod(String job, Predicate<Pod> state) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> podsOf(job).stream().filter(p -> p.getStatus() != null).filter(state).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  static String waitingReason(Pod pod) {
    var waiting = pod.getStatus().getContainerStatuses().get(0).getState().getWaiting();
    return waiting == null ? "" : waiting.getReason();
  }

  static ContainerStateTerminated terminated(Pod pod) {
    return pod.getStatus().getContainerStatuses().get(0).getState().getTerminated();
  }

  static long pidOf(Pod pod) {
    String id = pod.getStatus().getContainerStatuses().get(0).getContainerID();
    return Long.parseLong(id.substring("process://".length()));
  }

  String logOf(Pod pod) throws Exception {
    return Files.readString(runner.logOf(NAMESPACE, pod.getMetadata().getName(), "main"));
  }
}
