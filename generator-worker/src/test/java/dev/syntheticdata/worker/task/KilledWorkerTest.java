package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker as its own process, ended by a signal in the middle of its work. */
class KilledWorkerTest extends S3TaskTest {

  private static final long ROWS = 60_000;

  /** A machine with much else to do starts a process slowly. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Process start(GenerateTask task, Path log) throws IOException {
    Path document = Files.writeString(directory.resolve("killed.json"), TaskJson.write(task));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "generate",
            "--task",
            document.toString(),
            "--termination-log",
            log.toString());
    builder.environment().putAll(s3.environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(directory.resolve("out"));
  }

  private Map<String, byte[]> data(String version) {
    var data = new TreeMap<String, byte[]>();
    s3.objects(version + "/data/")
        .forEach((key, content) -> data.put(key.substring(version.length()), content));
    return data;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesNothingHalfReportedAndIsMendedByRunningAgain(boolean forcibly) throws Exception {
    s3.put("in/people.csv", Tasks.csv(500));
    String model = tasks.run(tasks.fit("in/people.csv", "gen/v1")).fit().modelDigest();
    tasks.run(tasks.generate("gen/v1", model, ROWS, Format.CSV, 1, "ds/whole"), 0);
    var task = tasks.generate("gen/v1", model, ROWS, Format.CSV, 1, "ds/killed");
    Path log = directory.resolve("killed-log");

    // After eight requests the server refuses, so the process is surely still at work, waiting.
    s3.refuseAfter(8);
    Process process = start(task, log);
    Awaitility.await()
        .atMost(LONGEST)
        .until(() -> !process.isAlive() || said().contains("did not answer"));
    assertThat(process.isAlive()).as(said()).isTrue();
    if (forcibly) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    s3.refuseNone();

    assertThat(process.exitValue()).isNotZero();
    assertThat(log).doesNotExist();
    assertThat(s3.objects("ds/killed/generate-")).isEmpty();
    assertThat(tasks.run(task, 0).outcome()).isEqualTo(ExitCode.DONE);
    assertThat(data("ds/killed")).containsExactlyEntriesOf(data("ds/whole"));
  }
}
