package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  @TempDir Path directory;

  /** A JVM with one child process, whose process id it prints; then it waits to be ended. */
  public static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      ChildProcesses children = new ChildProcesses();
      Process child = children.start(new ProcessBuilder("sleep", "600"));
      System.out.println(child.pid());
      Thread.sleep(Duration.ofMinutes(10).toMillis());
    }
  }

  @Test
  void childrenEndWithTheJvm() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle child = ProcessHandle.of(firstNumber(parent)).orElseThrow();
    parent.destroy();
    parent.waitFor();
    await().atMost(LIMIT).until(() -> !child.isAlive());
  }

  @Test
  void aProcessThatIgnoresTheSignalIsKilledAfterTheGracePeriod() throws Exception {
    try (ChildProcesses children = new ChildProcesses()) {
      Path ready = directory.resolve("ready");
      Process stubborn =
          children.start(
              shell("trap '' TERM; touch " + ready + "; while true; do sleep 0.05; done"));
      await().atMost(LIMIT).until(() -> Files.exists(ready));
      ChildProcesses.end(stubborn, Duration.ofMillis(200));
      assertThat(stubborn.waitFor()).isEqualTo(128 + 9);
    }
  }

  @Test
  void aProcessMayCleanUpOnTheSignal() throws Exception {
    try (ChildProcesses children = new ChildProcesses()) {
      Path ready = directory.resolve("ready");
      Process polite =
          children.start(
              shell("trap 'exit 7' TERM; touch " + ready + "; while true; do sleep 0.05; done"));
      await().atMost(LIMIT).until(() -> Files.exists(ready));
      ChildProcesses.end(polite, LIMIT);
      assertThat(polite.waitFor()).isEqualTo(7);
    }
  }

  @Test
  void whatAProcessHasStartedEndsWithIt() throws Exception {
    try (ChildProcesses children = new ChildProcesses()) {
      Process parent = children.start(shell("sleep 600 & echo $!; wait"));
      ProcessHandle grandchild = ProcessHandle.of(firstNumber(parent)).orElseThrow();
      ChildProcesses.end(parent, LIMIT);
      await().atMost(LIMIT).until(() -> !grandchild.isAlive());
    }
  }

  @Test
  void nothingIsStartedAfterClosing() {
    ChildProcesses children = new ChildProcesses();
    children.close();
    assertThatThrownBy(() -> children.start(shell("true"))).hasMessageContaining("closed");
  }

  @Test
  void processesOfOthersAreLeftAlone() throws Exception {
    Process other = shell("exec sleep 600").start();
    try (ChildProcesses children = new ChildProcesses()) {
      children.start(shell("exec sleep 600"));
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(other.pid());
    assertThat(handle).hasValueSatisfying(h -> assertThat(h.isAlive()).isTrue());
    other.destroyForcibly().waitFor();
  }

  private static ProcessBuilder shell(String script) {
    return new ProcessBuilder("sh", "-c", script);
  }

  private static long firstNumber(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return Long.parseLong(out.readLine().trim());
  }
}
