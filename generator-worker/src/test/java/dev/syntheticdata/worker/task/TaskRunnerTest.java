package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.PruneTask;
import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRunnerTest {

  @TempDir Path directory;

  private final Task prune = new PruneTask(Tasks.context("ds", "ds-v1", 1), List.of(), null);

  private TaskResult run(String document, TaskRun<PruneTask> run) throws IOException {
    Path task = Files.writeString(directory.resolve("task.json"), document);
    Path log = directory.resolve("log");
    new TaskRunner(TaskEnvironment.ofProcess())
        .run(TaskName.PRUNE, PruneTask.class, run, task, log);
    assertThat(Files.size(log)).isLessThanOrEqualTo(TaskResult.MAX_BYTES);
    return TaskJson.read(Files.readString(log), TaskResult.class);
  }

  @Test
  void aDefectIsReportedWithItsClass() throws IOException {
    TaskResult result =
        run(
            TaskJson.write(prune),
            (task, environment) -> {
              throw new IndexOutOfBoundsException("row 5");
            });

    assertThat(result.outcome()).isEqualTo(ExitCode.INTERNAL);
    assertThat(result.versionUid()).isEqualTo("uid-ds-v1");
    assertThat(result.message()).contains("java.lang.IndexOutOfBoundsException: row 5");
  }

  @Test
  void aLongMessageIsCut() throws IOException {
    TaskResult result =
        run(
            TaskJson.write(prune),
            (task, environment) -> {
              throw new InvalidInputException("\u0001\u20AC".repeat(10_000));
            });

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).isNotEmpty();
  }

  @Test
  void anotherKindOfTaskIsRefused() throws IOException {
    String publish = TaskJson.write(new PublishTask(prune.context(), null, "sha256:m", null));

    TaskResult result = run(publish, new PruneRun());

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("is a PublishTask, and this command runs a PruneTask");
  }

  @Test
  void aDocumentThatIsNoTaskIsRefused() throws IOException {
    assertThat(run("{}", new PruneRun()).outcome()).isEqualTo(ExitCode.INVALID_INPUT);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"task\":', '{\"rowFilter\":{},\"task\":', rowFilter",
    "'\"namespace\":', '\"tenant\":\"a\",\"namespace\":', context.tenant",
    "'\"paths\":[]', '\"paths\":[{\"bucket\":\"b\",\"versions\":3}]', paths[0].versions"
  })
  void aTaskThatAsksMoreThanThisWorkerKnowsIsRefused(String text, String newer, String member)
      throws IOException {
    String document = TaskJson.write(prune);
    assertThat(document).contains(text);

    TaskResult result =
        run(
            document.replace(text, newer),
            (task, environment) -> {
              throw new AssertionError("it must not run");
            });

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message())
        .contains("unknown member " + member, "the worker may be older than the operator");
  }

  @Test
  void aTaskThatIsNotMountedIsNamed() {
    Path log = directory.resolve("log");

    var exit =
        new TaskRunner(TaskEnvironment.ofProcess())
            .run(
                TaskName.PRUNE,
                PruneTask.class,
                new PruneRun(),
                directory.resolve("absent.json"),
                log);

    assertThat(exit).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(log).content(StandardCharsets.UTF_8).contains("absent.json: there is no such file");
  }

  /** As many gates as a dataset may have, each on a column with a name of some length. */
  @Test
  void theValuesOfAllGatedColumnsFit() {
    var metrics =
        IntStream.range(10, 42)
            .mapToObj(
                i ->
                    new MetricResult(
                        Metric.COLUMN_SHAPES,
                        null,
                        0.9512,
                        null,
                        0.9612,
                        null,
                        null,
                        "column_" + i))
            .toList();
    var result =
        TaskResult.done(
            "0".repeat(36), new TaskResult.Evaluate("f".repeat(64), "f".repeat(64), metrics));

    var read =
        TaskJson.read(
            new String(TerminationMessage.of(result), StandardCharsets.UTF_8), TaskResult.class);

    assertThat(read.evaluate().metrics()).isEqualTo(metrics);
  }

  @Test
  void moreMetricsThanFitAreDroppedFromTheEnd() {
    var metrics =
        IntStream.range(0, 500)
            .mapToObj(i -> new MetricResult(Metric.TSTR_AUC, "target-" + i, 0.5, null))
            .toList();
    var result = TaskResult.done("uid", new TaskResult.Evaluate("m", "e", metrics));

    byte[] message = TerminationMessage.of(result);

    assertThat(message.length).isBetween(TaskResult.MAX_BYTES - 200, TaskResult.MAX_BYTES);
    var read = TaskJson.read(new String(message, StandardCharsets.UTF_8), TaskResult.class);
    assertThat(read.evaluate().metrics())
        .isEqualTo(metrics.subList(0, read.evaluate().metrics().size()));
  }
}
