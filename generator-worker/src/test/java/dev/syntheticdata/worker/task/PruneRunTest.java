package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruneRunTest extends S3TaskTest {

  @Test
  void deletesWhatLiesUnderThePathsAndNothingElse() {
    s3.put("ds/v1/a", "x");
    s3.put("ds/v1/data/b", "x");
    s3.put("ds/v10/a", "x");
    s3.put("ds/v2/a", "x");

    TaskResult result = tasks.run(tasks.prune(null, "ds/v1", "ds/v2"));

    assertThat(result.prune().deletedObjects()).isEqualTo(3);
    assertThat(s3.objects("ds/")).containsOnlyKeys("ds/v10/a");
  }

  @Test
  void aSlashAtTheEndOfAPathDoesNotMatter() {
    s3.put("ds/v1/a", "x");

    assertThat(tasks.run(tasks.prune(null, "ds/v1/")).prune().deletedObjects()).isEqualTo(1);
  }

  @Test
  void runAgainThereIsNothingLeftToDelete() {
    s3.put("ds/v1/a", "x");
    tasks.run(tasks.prune(null, "ds/v1"));

    TaskResult again = tasks.run(tasks.prune(null, "ds/v1"));

    assertThat(again.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(again.prune().deletedObjects()).isZero();
  }

  @Test
  void deletesAPointerThatLeadsThere() {
    tasks.run(tasks.version("ds", 1));

    tasks.run(tasks.prune("ds/latest.json", "ds/v1"));

    assertThat(s3.objects("ds/")).isEmpty();
  }

  @Test
  void leavesAPointerThatLeadsElsewhere() {
    tasks.run(tasks.version("ds", 1));
    tasks.run(tasks.version("ds", 10));

    tasks.run(tasks.prune("ds/latest.json", "ds/v1"));

    assertThat(s3.objects("ds/latest")).containsOnlyKeys("ds/latest.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//"})
  void refusesToDeleteTheWholeBucket(String path) {
    s3.put("ds/v1/a", "x");

    TaskResult result = tasks.run(tasks.prune(null, "ds/v1", path));

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("refused to delete everything in the bucket 'data'");
    assertThat(s3.objects("ds/")).hasSize(1);
  }
}
