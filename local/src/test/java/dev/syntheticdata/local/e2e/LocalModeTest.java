package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.LocalMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/**
 * Local mode as {@code ./quickstart} starts it: a process of its own, seen by its exit and output.
 */
class LocalModeTest {

  private static final String ESCAPE = "\u001b";
  private static final Path PROJECT = Path.of("..");

  @ConcurrentTest
  void theQuickstartsResourcesArePublished(@TempDir Path directory) throws Exception {
    var run =
        run(
            directory,
            "--upload",
            "examples/flchain/flchain.csv=real-data/flchain/flchain.csv",
            "--bucket",
            "models",
            "--bucket",
            "synthetic-data",
            "examples/flchain");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("flchain-synthetic", "fidelity.column-shapes", "report.html", "README.md")
        .doesNotContain(ESCAPE);
    assertThat(pathAfter("report", run.output())).exists();
    assertThat(Files.getPosixFilePermissions(directory.resolve("kubeconfig")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @ConcurrentTest
  void runAgainInTheSameDirectoryItPublishesAgain(@TempDir Path directory) throws Exception {
    var table = Files.writeString(directory.resolve("table.csv"), World.patients());
    var arguments =
        new String[] {
          "--upload",
          table + "=real-data/patients.csv",
          "--bucket",
          "models",
          "--bucket",
          "synthetic-data",
          resource("generator"),
          resource("dataset")
        };
    var first = run(directory, arguments);
    assertThat(first.exitCode()).as(first.output()).isZero();

    var second = run(directory, arguments);

    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(pathAfter("report", second.output())).exists();
    assertThat(pathAfter("report", first.output()))
        .exists()
        .isNotEqualTo(pathAfter("report", second.output()));
  }

  @ConcurrentTest
  void whatIsStalledEndsItWithOneAndTheReason(@TempDir Path directory) throws Exception {
    var run =
        run(
            directory,
            "--bucket",
            "real-data",
            "--bucket",
            "models",
            "--bucket",
            "synthetic-data",
            resource("generator-of-a-lost-source"),
            resource("dataset-of-a-lost-source"));

    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(run.output()).contains("s3://real-data/lost.csv").doesNotContain(ESCAPE);
  }

  @ConcurrentTest
  void aWrongUploadIsAWrongUsage(@TempDir Path directory) throws Exception {
    var run = run(directory, "--upload", "flchain.csv");

    assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
    assertThat(run.output()).contains("--upload must be FILE=BUCKET/KEY, not flchain.csv");
  }

  @ConcurrentTest
  void aResourceThatIsRefusedIsNamedWithWhy(@TempDir Path directory) throws Exception {
    var file =
        Files.writeString(
            directory.resolve("generator.yaml"),
            Files.readString(Path.of(resource("generator")))
                .replace("fraction: 0.2", "fraction: 2"));

    var run = run(directory, file.toString());

    assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
    assertThat(run.output())
        .contains("Generator ", "is refused", "spec.holdout.fraction")
        .doesNotContain("\tat ");
  }

  @ConcurrentTest
  void aFileThatIsNoResourceIsNamed(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("broken.yaml"), "kind: [Generator\n");

    var run = run(directory, file.toString());

    assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
    assertThat(run.output())
        .contains("broken.yaml is no YAML of Kubernetes resources: ")
        .doesNotContain("\tat ");
  }

  private record Run(int exitCode, String output) {}

  private static Run run(Path directory, String... arguments)
      throws IOException, InterruptedException {
    var output = directory.resolve("output.txt");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback-local.xml",
            "-cp",
            absoluteClassPath(),
            LocalMain.class.getName(),
            "--directory",
            directory.toString(),
            "--worker-jar",
            World.workerJar().toString(),
            "--timeout",
            String.valueOf(World.LIMIT.toSeconds())));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(PROJECT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(2 * World.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as(() -> read(output))
          .isTrue();
      return new Run(process.exitValue(), read(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The place that a line of the summary names. */
  private static Path pathAfter(String label, String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(label + " "))
        .map(line -> Path.of(line.substring(label.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static String resource(String name) {
    return Path.of("src/test/resources/e2e/" + name + ".yaml").toAbsolutePath().toString();
  }

  private static String absoluteClassPath() {
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
