package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.storage.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of tasks against an S3 server of its own. */
abstract class S3TaskTest {

  @TempDir Path directory;
  S3Server s3;
  Tasks tasks;

  @BeforeEach
  void startServer() {
    s3 = S3Server.start();
    tasks = new Tasks(s3, directory);
  }

  @AfterEach
  void stopServer() {
    s3.close();
  }

  /** Asserts that a fit ended so, with these parts of its message. */
  static void assertFailed(TaskResult result, ExitCode outcome, String... parts) {
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.message()).contains(parts);
    assertThat(result.fit()).isNull();
  }
}
