package dev.syntheticdata.local.operator;

import dev.syntheticdata.operator.OperatorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operator as it is shipped, as a replica that is a process of its own. */
final class OperatorProcess implements AutoCloseable {

  /** That of the shipped operator. */
  static final String LEASE = "synthetic-data-operator";

  private final String name;
  private final Path log;
  private final Process process;

  /**
   * Starts it.
   *
   * @param name its name in the Lease
   * @param url the API server
   * @param token an administrator's
   * @param directory for its kubeconfig and its log
   */
  OperatorProcess(String name, String url, String token, Path directory) {
    this(name, kubeconfig(url, token), directory, List.of());
  }

  /**
   * Starts it.
   *
   * @param name its name in the Lease
   * @param access a kubeconfig
   * @param directory for its kubeconfig and its log
   * @param flags further flags
   */
  OperatorProcess(String name, String access, Path directory, List<String> flags) {
    this.name = name;
    log = directory.resolve(name + ".log");
    try {
      var kubeconfig = Files.writeString(directory.resolve(name + ".yaml"), access);
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  OperatorMain.class.getName(),
                  "--worker-image=worker:test",
                  "--leader-election",
                  "--leader-election-namespace=default",
                  "--leader-election-identity=" + name,
                  "--management-port=0"));
      command.addAll(flags);
      var builder = new ProcessBuilder(command);
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Also where the tests are broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private static String kubeconfig(String url, String token) {
    return """
        apiVersion: v1
        kind: Config
        current-context: tests
        clusters: [{name: tests, cluster: {server: "%s"}}]
        users: [{name: tests, user: {token: "%s"}}]
        contexts: [{name: tests, context: {cluster: tests, user: tests, namespace: default}}]
        """
        .formatted(url, token);
  }

  /** Sends it a signal by its name, for example {@code STOP}. */
  void signal(String signal) {
    try {
      var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException(this + " does not take the signal " + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Of a process that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Its name, and what it logged. */
  @Override
  public String toString() {
    try {
      return name + ":\n" + Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
