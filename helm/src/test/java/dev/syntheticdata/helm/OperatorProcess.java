package dev.syntheticdata.helm;

import static org.awaitility.Awaitility.await;

import dev.syntheticdata.operator.OperatorMain;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operator as a process of its own, with the environment that an installed Deployment gives to
 * its container, and its service account's token.
 */
final class OperatorProcess implements AutoCloseable {

  private static final String POD = "operator-0";

  /** What the Deployment gives a pod to end by itself. */
  private static final long GRACE_SECONDS = 30;

  /** What it logs of the port it listens on; the line is whole. */
  private static final Pattern PORT = Pattern.compile("managementPort\\D{1,5}(\\d+).*\\n");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;

  private OperatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param directory for its files
   */
  static OperatorProcess start(Installation release, Deployment deployment, Path directory)
      throws IOException {
    var pod = deployment.getSpec().getTemplate().getSpec();
    var token =
        release
            .plane()
            .kubectl()
            .run("create", "token", pod.getServiceAccountName(), "-n", release.namespace())
            .strip();
    var kubeconfig =
        Files.writeString(directory.resolve("kubeconfig"), release.plane().kubeconfig(token));
    var environment = environment(deployment);
    // All pods have an address of their own; here the port may be in use, so it takes a free one.
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("KUBECONFIG", kubeconfig.toString());
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            classPath(),
            OperatorMain.class.getName());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var log = directory.resolve("operator.log");
    var process =
        builder
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new OperatorProcess(process, log);
  }

  /** What the kubelet would put into the container's environment. */
  private static Map<String, String> environment(Deployment deployment) {
    var container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    return container.getEnv().stream()
        .collect(
            Collectors.toMap(
                EnvVar::getName,
                variable ->
                    variable.getValueFrom() == null
                        ? variable.getValue() == null ? "" : variable.getValue()
                        : field(deployment, variable.getValueFrom().getFieldRef().getFieldPath()),
                (a, b) -> b,
                TreeMap::new));
  }

  private static String field(Deployment deployment, String path) {
    return switch (path) {
      case "metadata.name" -> POD;
      case "metadata.namespace" -> deployment.getMetadata().getNamespace();
      default -> throw new IllegalArgumentException("no pod here has " + path);
    };
  }

  /** That of the tests without tests: their settings of the logs would go before the operator's. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until the readiness probe of its Deployment would succeed. */
  void awaitReady() {
    await()
        .atMost(OnCluster.LIMIT)
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("the operator ended:\n" + log());
              }
              return isReady();
            });
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/readyz").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What it tells on /metrics. */
  String scrape() {
    try {
      return get("/metrics").body();
    } catch (IOException e) {
      throw new UncheckedIOException(log(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var port = PORT.matcher(log());
    if (!port.find()) {
      throw new IOException("no port was logged yet");
    }
    var address = URI.create("http://127.0.0.1:" + port.group(1) + path);
    var request = HttpRequest.newBuilder(address).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What it has logged. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it as the kubelet does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the operator does not stop:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
