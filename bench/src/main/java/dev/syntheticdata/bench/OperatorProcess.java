package dev.syntheticdata.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator as a process of its own, from its packaged jars, with the shipped options. */
final class OperatorProcess implements AutoCloseable {

  private static final String MAIN = "dev.syntheticdata.operator.OperatorMain";
  private static final Path TARGET = Path.of("..", "operator", "target");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path javaHome;
  private final Path log;
  private final int port;
  private final Process process;
  private final long startedAt;

  private OperatorProcess(Path javaHome, Path log, int port, Process process, long startedAt) {
    this.javaHome = javaHome;
    this.log = log;
    this.port = port;
    this.process = process;
    this.startedAt = startedAt;
  }

  /**
   * Starts one.
   *
   * @param javaHome the Java it runs on
   * @param kubeconfig how it reaches the API server
   * @param log where its log goes
   * @param port port of its probes and metrics
   * @param more further options for the JVM
   */
  static OperatorProcess start(
      Path javaHome, Path kubeconfig, Path log, int port, List<String> more) throws IOException {
    var shipped = Shipped.read();
    var command = new ArrayList<String>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    // There is no container around it: this is the memory that the JVM would see in one.
    command.add("-XX:MaxRAM=" + shipped.memory());
    command.addAll(shipped.jvmFlags());
    command.addAll(more);
    command.add("-cp");
    command.add(classPath());
    command.add(MAIN);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(shipped.environment());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("MANAGEMENT_PORT", Integer.toString(port));
    builder
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long now = System.nanoTime();
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new OperatorProcess(javaHome, log, port, process, now);
  }

  private static String classPath() throws IOException {
    try (var jars = Files.list(TARGET)) {
      var jar =
          jars.map(Path::toString)
              .filter(name -> name.matches(".*/synthetic-data-operator-[0-9][^/]*\\.jar"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the operator is not packaged"));
      return jar + File.pathSeparator + TARGET.resolve("lib") + File.separator + "*";
    }
  }

  ProcessView view() {
    return new ProcessView(process.pid());
  }

  /** When it was started, as {@link System#nanoTime()} tells it. */
  long startedAt() {
    return startedAt;
  }

  /** Waits until its log tells that the controllers run. */
  void awaitStarted() {
    Await.until(
        "the operator is started",
        START_LIMIT,
        () -> readLog().contains("\"message\":\"Started\""));
  }

  /** Waits until a probe says that it is ready. */
  void awaitReady() {
    Await.until("the operator is ready", START_LIMIT, () -> get("/readyz").statusCode() == 200);
  }

  /** Its metrics; none where it does not answer yet. */
  Scrape scrape() {
    var answer = get("/metrics");
    return Scrape.parse(answer.statusCode() == 200 ? answer.body() : "");
  }

  /** Lines of its log that tell of a warning or an error. */
  long complaints() {
    return readLog()
        .lines()
        .filter(line -> line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\""))
        .count();
  }

  /** Heap in use after a full collection that this asks for, in MiB. */
  double liveHeapMib() {
    jcmd("GC.run");
    return scrape().sum("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20);
  }

  /** What a command of jcmd prints. */
  String jcmd(String... arguments) {
    var command = new ArrayList<String>();
    command.add(javaHome.resolve("bin").resolve("jcmd").toString());
    command.add(Long.toString(process.pid()));
    command.addAll(List.of(arguments));
    try {
      var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(jcmd.getInputStream().readAllBytes());
      if (jcmd.waitFor() != 0) {
        throw new IllegalStateException("jcmd failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Answer(int statusCode, String body) {}

  private Answer get(String path) {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator ended with " + process.exitValue());
    }
    try {
      var uri = URI.create("http://127.0.0.1:" + port + path);
      var answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException notYet) {
      return new Answer(0, "");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String readLog() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without a chance to end in order. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the operator does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
