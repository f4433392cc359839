package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.task.engine.EngineTask;
import dev.syntheticdata.worker.Copy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** The stages of the worker, with engines that are a few lines of the tests between them. */
abstract class ContainerStages extends S3TaskTest {

  static final String HEADER = "id,age,group,score\n";

  Path data;
  Path state;

  /** What an engine does in its directory. */
  interface Program {
    void run(Path data) throws IOException;
  }

  static final Program LEARN = data -> write(data, "model/weights.bin", "weights");

  @BeforeEach
  void uploadSource() {
    s3.put("in/people.csv", Tasks.csv(500));
    data = directory.resolve("data");
    state = directory.resolve("state");
  }

  static void write(Path data, String name, String text) throws IOException {
    Files.writeString(data.resolve(name), text);
  }

  static String read(Path data, String name) {
    try {
      return Files.readString(data.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String id(String line) {
    return line.substring(0, line.indexOf(','));
  }

  EngineTask engineTask() {
    return TaskJson.read(read(data, "task.json"), EngineTask.class);
  }

  /** The engine as the operator writes it in a task, with all that it can say. */
  static Engine engine(String more) {
    return TaskJson.read(
        "{\"container\": {\"image\": \"engine:1\", \"fit\": {\"resources\": {\"limits\":"
            + " {\"memory\": \"8Gi\", \"cpu\": 4}}, \"timeoutSeconds\": 60}, \"dataSizeLimit\":"
            + " \"1Gi\", \"imagePullPolicy\": \"Always\", \"env\": [{\"name\": \"A\", \"value\":"
            + " \"b\"}]"
            + more
            + "}}",
        Engine.class);
  }

  FitTask fitTask(Engine engine, String source, ColumnDeclaration... columns) {
    return Copy.of(tasks.fit(source, "gen/v1", columns)).with("engine", engine).make();
  }

  TaskResult fit(FitTask task, Program program) {
    return stages(
        TaskName.FIT,
        FitTask.class,
        task,
        program,
        Map.of(),
        ContainerFit::prepare,
        ContainerFit::finish);
  }

  TaskResult fit(Program program) {
    return fit(fitTask(engine(""), "in/people.csv"), program);
  }

  GenerateTask generateTask(String digest, long rows, Format format, int shards) {
    return tasks.generate("gen/v1", digest, rows, format, shards, "ds/v1");
  }

  TaskResult generate(GenerateTask task, int shard, Program program) {
    return stages(
        TaskName.GENERATE,
        GenerateTask.class,
        task,
        program,
        Map.of(GenerateRun.INDEX, Integer.toString(shard)),
        ContainerGeneration::prepare,
        ContainerGeneration::finish);
  }

  <T extends dev.syntheticdata.task.Task> TaskResult stages(
      TaskName name,
      Class<T> type,
      T task,
      Program program,
      Map<String, String> variables,
      Function<EngineStage.Places, TaskRun<T>> before,
      Function<EngineStage.Places, TaskRun<T>> after) {
    var places = new EngineStage.Places(data, state);
    var prepared = tasks.run(name, type, before.apply(places), task, variables);
    if (prepared.outcome() != ExitCode.DONE) {
      return prepared;
    }
    try {
      program.run(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tasks.run(name, type, after.apply(places), task, variables);
  }

  /** Rows that are as asked for, but made from numbers alone. */
  Program rows(int variant) {
    return data -> write(data, "out/rows.csv", HEADER + lines(engineTask().output(), variant));
  }

  static String lines(EngineTask.Output output, int variant) {
    return IntStream.range(0, (int) output.rows())
        .mapToObj(
            i ->
                "S%d,%d,%s,0.%d"
                    .formatted(output.firstRow() + i, 30 + variant, "abc".charAt(i % 3), i % 10))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  void assertEngineFailed(TaskResult result, String... parts) {
    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.ENGINE_FAILED);
    assertThat(result.message()).contains(parts);
  }
}
