package dev.syntheticdata.local.pod;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An API server and the pod runner, started for each test; and what tests ask them for. */
abstract class EmulatedPods {

  static final String NAMESPACE = "default";
  static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir Path directory;
  KubernetesClient client;
  PodRunner runner;

  abstract KubernetesClient startServer() throws Exception;

  abstract void stopServer() throws Exception;

  @BeforeEach
  void start() throws Exception {
    client = startServer();
    runner =
        new PodRunner(
            client,
            new PodRunnerSettings(
                directory,
                "local",
                1,
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                Duration.ofMillis(100)),
            ContainerCommand.asDeclared(),
            Clock.systemUTC());
    runner.start();
  }

  @AfterEach
  void stop() throws Exception {
    runner.close();
    stopServer();
  }

  static Container sh(String script, String... args) {
    return new ContainerBuilder()
        .withName("main")
        .withImage("shell")
        .withCommand("sh", "-c", script)
        .withArgs(args)
        .build();
  }

  static Pod pod(String name, Container container) {
    return pod(name, container, UnaryOperator.identity());
  }

  static Pod pod(String name, Container container, UnaryOperator<PodBuilder> change) {
    return change
        .apply(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(2L)
                .withContainers(container)
                .endSpec())
        .build();
  }

  void create(Pod pod) {
    client.resource(pod).create();
  }

  Pod get(String name) {
    return client.pods().inNamespace(NAMESPACE).withName(name).get();
  }

  Pod awaitPhase(String name, String phase) {
    return awaitPod(name, p -> p.getStatus() != null && phase.equals(p.getStatus().getPhase()));
  }

  Pod awaitPod(String name, Predicate<Pod> state) {
    return await()
        .alias("Pod " + name)
        .atMost(LIMIT)
        .until(() -> get(name), p -> p != null && state.test(p));
  }

  static ContainerStatus main(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(c -> c.getName().equals("main"))
        .findFirst()
        .orElseThrow();
  }

  static String waitingMessage(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getContainerStatuses().isEmpty()) {
      return "";
    }
    var waiting = main(pod).getState().getWaiting();
    return waiting == null || waiting.getMessage() == null ? "" : waiting.getMessage();
  }

  String log(String pod, String container) throws IOException {
    return Files.readString(runner.logOf(NAMESPACE, pod, container));
  }
}
