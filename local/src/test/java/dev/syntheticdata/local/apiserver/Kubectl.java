package dev.syntheticdata.local.apiserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real kubectl against a test server. */
public final class Kubectl {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** What a command printed and how it ended. */
  public record Result(int code, String out, String err) {}

  private final String program;
  private final Path directory;

  Kubectl(LocalApiServer server, Path directory) throws IOException {
    this("kubectl", server.kubeconfig(), directory);
    requireInstalled();
  }

  /**
   * @param program the kubectl to run
   * @param kubeconfig content of its kubeconfig
   * @param directory where its files and the test's manifests go
   */
  public Kubectl(Path program, String kubeconfig, Path directory) throws IOException {
    this(program.toString(), kubeconfig, directory);
  }

  private Kubectl(String program, String kubeconfig, Path directory) throws IOException {
    this.program = program;
    this.directory = directory;
    Files.writeString(directory.resolve("kubeconfig"), kubeconfig);
  }

  /** Skips the test without kubectl, unless REQUIRE_KUBECTL says that it must be there. */
  private static void requireInstalled() {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(d -> Files.isExecutable(Path.of(d, "kubectl")));
    boolean required =
        Boolean.getBoolean("REQUIRE_KUBECTL")
            || Boolean.parseBoolean(System.getenv("REQUIRE_KUBECTL"));
    if (required && !installed) {
      throw new AssertionError("REQUIRE_KUBECTL is set, but there is no kubectl on the PATH");
    }
    assumeTrue(installed, "kubectl is not on the PATH");
  }

  /** Writes a manifest and returns its path. */
  public String file(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that must succeed and returns what it printed. */
  public String run(String... arguments) {
    Result result = attempt(arguments);
    if (result.code() != 0) {
      throw new AssertionError(
          "kubectl " + String.join(" ", arguments) + " failed: " + result.out() + result.err());
    }
    return result.out();
  }

  /** Runs a command. */
  public Result attempt(String... arguments) {
    return attempt(Map.of(), arguments);
  }

  /** Runs a command with additional environment variables. */
  Result attempt(Map<String, String> environment, String... arguments) {
    try {
      Path out = Files.createTempFile(directory, "out", "");
      Path err = Files.createTempFile(directory, "err", "");
      Process process =
          builder(environment, arguments)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "kubectl " + String.join(" ", arguments) + " did not end: " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command that goes on; its output can be read as it comes. */
  Process start(String... arguments) {
    try {
      return builder(Map.of(), arguments).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line of a started command. */
  static String line(Process process) {
    try {
      StringBuilder line = new StringBuilder();
      for (int c = process.getInputStream().read();
          c >= 0 && c != '\n';
          c = process.getInputStream().read()) {
        line.append((char) c);
      }
      return new String(
          line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", directory.resolve("kubeconfig").toString());
    builder.environment().put("HOME", directory.toString());
    builder.environment().putAll(environment);
    return builder.directory(directory.toFile());
  }
}
