package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.ResultDocument;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.task.engine.EngineSchema;
import dev.syntheticdata.task.engine.EngineTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The stages of the worker, with engines that are a few lines of the tests between them. */
class ContainerEngineTest extends S3TaskTest {

  private static final String HEADER = "id,age,group,score\n";

  private Path data;
  private Path state;

  /** What an engine does in its directory. */
  private interface Program {
    void run(Path data) throws IOException;
  }

  private static final Program LEARN = data -> write(data, "model/weights.bin", "weights");

  @BeforeEach
  void uploadSource() {
    s3.put("in/people.csv", Tasks.csv(500));
    data = directory.resolve("data");
    state = directory.resolve("state");
  }

  private static void write(Path data, String name, String text) throws IOException {
    Files.writeString(data.resolve(name), text);
  }

  private static String read(Path data, String name) {
    try {
      return Files.readString(data.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(String line) {
    return line.substring(0, line.indexOf(','));
  }

  private EngineTask engineTask() {
    return TaskJson.read(read(data, "task.json"), EngineTask.class);
  }

  /** The engine as the operator writes it in a task, with all that it can say. */
  private static Engine engine(String more) {
    return TaskJson.read(
        "{\"container\": {\"image\": \"engine:1\", \"fit\": {\"resources\": {\"limits\":"
            + " {\"memory\": \"8Gi\", \"cpu\": 4}}, \"timeoutSeconds\": 60}, \"dataSizeLimit\":"
            + " \"1Gi\", \"imagePullPolicy\": \"Always\", \"env\": [{\"name\": \"A\", \"value\":"
            + " \"b\"}]"
            + more
            + "}}",
        Engine.class);
  }

  private FitTask fitTask(Engine engine, String source, ColumnDeclaration... columns) {
    var task = tasks.fit(source, "gen/v1", columns);
    return new FitTask(
        task.context(),
        task.source(),
        task.format(),
        task.columns(),
        task.holdout(),
        engine,
        task.seed(),
        task.output());
  }

  private TaskResult fit(FitTask task, Program program) {
    return stages(
        TaskName.FIT,
        FitTask.class,
        task,
        program,
        Map.of(),
        ContainerFit::prepare,
        ContainerFit::finish);
  }

  private TaskResult fit(Program program) {
    return fit(fitTask(engine(""), "in/people.csv"), program);
  }

  private GenerateTask generateTask(String digest, long rows, Format format, int shards) {
    return tasks.generate("gen/v1", digest, rows, format, shards, "ds/v1");
  }

  private TaskResult generate(GenerateTask task, int shard, Program program) {
    return stages(
        TaskName.GENERATE,
        GenerateTask.class,
        task,
        program,
        Map.of(GenerateRun.INDEX, Integer.toString(shard)),
        ContainerGeneration::prepare,
        ContainerGeneration::finish);
  }

  private <T extends dev.syntheticdata.task.Task> TaskResult stages(
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
  private Program rows(int variant) {
    return data -> write(data, "out/rows.csv", HEADER + lines(engineTask().output(), variant));
  }

  private static String lines(EngineTask.Output output, int variant) {
    return IntStream.range(0, (int) output.rows())
        .mapToObj(
            i ->
                "S%d,%d,%s,0.%d"
                    .formatted(output.firstRow() + i, 30 + variant, "abc".charAt(i % 3), i % 10))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void assertEngineFailed(TaskResult result, String... parts) {
    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.ENGINE_FAILED);
    assertThat(result.message()).contains(parts);
  }

  @Test
  void anEngineLearnsFromTheRowsThatAreNotHeldOut() {
    var seen = new HashSet<String>();

    TaskResult result =
        fit(
            data -> {
              var task = engineTask();
              assertThat(task.task()).isEqualTo(EngineTask.Kind.FIT);
              assertThat(task.output()).isNull();
              try (var lines = Files.lines(data.resolve(task.source().path()))) {
                lines.skip(1).map(ContainerEngineTest::id).forEach(seen::add);
              }
              assertThat(task.source().rows()).isEqualTo(seen.size());
              LEARN.run(data);
            });

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(result.fit().holdoutRows()).isGreaterThan(50);
    assertThat(seen).hasSize((int) result.fit().trainRows());
    assertThat(result.fit().trainRows() + result.fit().holdoutRows()).isEqualTo(500);
    assertThat(Tasks.csv(500).lines().map(ContainerEngineTest::id)).containsAll(seen);
  }

  @Test
  void theSplitIsThatOfEveryEngine() {
    var builtIn = tasks.run(tasks.fit("in/people.csv", "gen/v2")).fit();

    assertThat(fit(LEARN).fit().holdoutDigest()).isEqualTo(builtIn.holdoutDigest());
  }

  @Test
  void theModelIsStoredAsAnArchiveThatItsDocumentNames() {
    TaskResult result = fit(LEARN);

    var objects = s3.objects("gen/");
    assertThat(result.fit().modelDigest())
        .isEqualTo(Digests.sha256(objects.get("gen/v1/model.json")));
    var document =
        TaskJson.read(
            new String(objects.get("gen/v1/fit.json"), StandardCharsets.UTF_8),
            ResultDocument.class);
    var archive =
        document.objects().stream()
            .filter(o -> o.path().endsWith(".tar"))
            .findFirst()
            .orElseThrow();
    assertThat(Digests.sha256(objects.get("gen/v1/" + archive.path()))).isEqualTo(archive.sha256());
    assertThat(new String(objects.get("gen/v1/model.json"), StandardCharsets.UTF_8))
        .contains(archive.sha256(), "engine:1");
  }

  @Test
  void aFitThatIsRunAgainKeepsTheFirstModel() {
    TaskResult once = fit(LEARN);
    byte[] model = s3.objects("gen/").get("gen/v1/model.json");
    try (var store = s3.open()) {
      store.delete("gen/v1/fit.json");
      store.delete("gen/v1/schema.json");
    }

    TaskResult again = fit(data -> write(data, "model/weights.bin", "other weights"));

    assertThat(again).isEqualTo(once);
    assertThat(s3.objects("gen/").get("gen/v1/model.json")).isEqualTo(model);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void rowsOfAllShardsAreWrittenAsEveryEnginesAre(Format format) {
    String model = fit(LEARN).fit().modelDigest();
    var task = generateTask(model, 20_000, format, 2);
    var seeds = new HashSet<Integer>();

    for (int shard = 0; shard < 2; shard++) {
      var result =
          generate(
              task,
              shard,
              data -> {
                assertThat(read(data, "model/weights.bin")).isEqualTo("weights");
                assertThat(data.resolve("source")).doesNotExist();
                seeds.add(engineTask().seed());
                rows(1).run(data);
              });
      assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.DONE);
    }

    String extension = format == Format.CSV ? ".csv" : ".parquet";
    assertThat(s3.objects("ds/v1/data/"))
        .containsOnlyKeys(
            "ds/v1/data/part-00000" + extension,
            "ds/v1/data/part-00001" + extension,
            "ds/v1/data/part-00002" + extension);
    assertThat(seeds).hasSize(2).allMatch(seed -> seed >= 0);
    if (format == Format.CSV) {
      var written =
          s3.objects("ds/v1/data/").values().stream()
              .flatMap(part -> new String(part, StandardCharsets.UTF_8).lines())
              .filter(line -> !line.startsWith("id"))
              .map(ContainerEngineTest::id);
      assertThat(written)
          .containsExactlyElementsOf(IntStream.range(0, 20_000).mapToObj(i -> "S" + i).toList());
    }
  }

  @Test
  void rowsOfAShardThatIsRunAgainAreThoseThatWereStoredFirst() {
    var task = generateTask(fit(LEARN).fit().modelDigest(), 100, Format.CSV, 1);
    TaskResult once = generate(task, 0, rows(1));
    byte[] part = s3.objects("ds/").get("ds/v1/data/part-00000.csv");
    try (var store = s3.open()) {
      store.delete("ds/v1/generate-00000.json");
    }

    assertThat(generate(task, 0, rows(2))).isEqualTo(once);
    assertThat(s3.objects("ds/").get("ds/v1/data/part-00000.csv")).isEqualTo(part);
  }

  @Test
  void otherRowsFromAnEngineThatSaysItIsDeterministicAreAConflict() {
    var fit = fitTask(engine(", \"deterministic\": true"), "in/people.csv");
    var task = generateTask(fit(fit, LEARN).fit().modelDigest(), 100, Format.CSV, 1);
    generate(task, 0, rows(1));
    try (var store = s3.open()) {
      store.delete("ds/v1/generate-00000.json");
    }

    assertThat(generate(task, 0, rows(2)).outcome()).isEqualTo(ExitCode.CONFLICT);
  }

  @Test
  void aPodThatStartsOverRemovesWhatItsFirstStartLeft() throws IOException {
    Files.createDirectories(data.resolve("model/nested"));
    write(data, "model/nested/old", "old");

    assertThat(
            fit(data -> {
                  assertThat(data.resolve("model")).isEmptyDirectory();
                  LEARN.run(data);
                })
                .outcome())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void valuesAreInOneFormForEngineAndInTheSourcesForTheRows() {
    s3.put(
        "in/visits.csv",
        "day,at,when,ok,amount\n"
            + IntStream.range(0, 60)
                .mapToObj(
                    i ->
                        "%02d/03/2024,%02d:30,2024-03-01 10:%02d:00+02:00,%s,%d.25"
                            .formatted(1 + i % 28, i % 24, i, i % 2 == 0 ? "yes" : "no", i))
                .collect(Collectors.joining("\n"))
            + "\n");

    var fitted =
        fit(
            fitTask(
                engine(""),
                "in/visits.csv",
                ColumnDeclaration.of("day", ColumnType.DATE, null),
                ColumnDeclaration.of("at", ColumnType.TIME, null),
                ColumnDeclaration.of("when", ColumnType.DATE_TIME, null)),
            data -> {
              var columns = TaskJson.read(read(data, "schema.json"), EngineSchema.class).columns();
              assertThat(columns.get(2).zoned()).isTrue();
              assertThat(columns.get(4).decimals()).isEqualTo(2);
              assertThat(read(data, "source/rows.csv").lines().skip(1))
                  .allMatch(
                      line ->
                          line.matches(
                              "2024-03-\\d\\d,\\d\\d:30:00.000,2024-03-01T08:\\d\\d:00.000Z,(true|false),\\d+\\.25"));
              LEARN.run(data);
            });
    assertThat(fitted.outcome()).as(fitted.message()).isEqualTo(ExitCode.DONE);
    var generated =
        generate(
            generateTask(fitted.fit().modelDigest(), 2, Format.CSV, 1),
            0,
            data ->
                write(
                    data,
                    "out/rows.csv",
                    "ok,day,at,when,amount\n"
                        + "true,2024-03-09,07:15:00,2024-03-01 08:05:00.123456+00:00,1.23456\n"
                        + "false,2024-03-10,07:15:00.5,2024-03-01T08:05:00Z,2\n"));
    assertEngineFailed(generated, "row 2", "'at'");
    generated =
        generate(
            generateTask(fitted.fit().modelDigest(), 1, Format.CSV, 1),
            0,
            data ->
                write(
                    data,
                    "out/rows.csv",
                    "ok,day,at,when,amount\n"
                        + "true,2024-03-09,07:15:00,2024-03-01 08:05:00.123456+00:00,1.23456\n"));

    assertThat(generated.outcome()).as(generated.message()).isEqualTo(ExitCode.DONE);
    assertThat(
            new String(s3.objects("ds/").get("ds/v1/data/part-00000.csv"), StandardCharsets.UTF_8))
        .isEqualTo("day,at,when,ok,amount\n09/03/2024,07:15,2024-03-01 10:05:00+02:00,yes,1.23\n");
  }

  @Test
  void theSourceCanBeHandedOverAsParquet() {
    var task = fitTask(engine(", \"format\": \"Parquet\""), "in/people.csv");

    assertThat(
            fit(
                    task,
                    data -> {
                      assertThat(engineTask().source().path()).isEqualTo("source/rows.parquet");
                      assertThat(Files.readAllBytes(data.resolve("source/rows.parquet")))
                          .startsWith('P', 'A', 'R', '1');
                      LEARN.run(data);
                    })
                .outcome())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void anEngineMayTellItsNameAndWhatItDoesNotKeep() {
    fit(
        data -> {
          LEARN.run(data);
          write(
              data,
              "result.json",
              "{\"name\": \"copula\", \"version\": \"2\", \"limitations\": [\"No tails.\"],"
                  + " \"further\": 1}");
        });

    assertThat(new String(s3.objects("gen/").get("gen/v1/model.json"), StandardCharsets.UTF_8))
        .contains("engine:1 (copula 2)", "No tails.", "named by a tag", "cannot be made again");
  }

  @Test
  void aPinnedDeterministicEngineHasLessToBeWarnedOf() {
    var engine =
        TaskJson.read(
            "{\"container\": {\"image\": \"e@sha256:00\", \"deterministic\": true}}", Engine.class);

    fit(fitTask(engine, "in/people.csv"), LEARN);

    assertThat(new String(s3.objects("gen/").get("gen/v1/model.json"), StandardCharsets.UTF_8))
        .contains("depend on the number of shards")
        .doesNotContain("named by a tag", "cannot be made again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON | not as its schema has it",
        "{\"limitations\": \"one\"} | not as its schema has it",
        "{\"limitations\": [null]} | 32 sentences of 512",
        "{\"name\": \"%s\"} | 200 characters"
      })
  void aResultThatIsNoneIsRefused(String text, String message) {
    var long201 = "n".repeat(201);

    assertEngineFailed(
        fit(
            data -> {
              LEARN.run(data);
              write(data, "result.json", text.replace("%s", long201));
            }),
        "result.json",
        message);
    assertThat(s3.objects("gen/")).isEmpty();
  }

  @Test
  void noModelIsNoModel() {
    assertEngineFailed(fit(data -> {}), "wrote no model");
    assertEngineFailed(fit(data -> Files.createDirectory(data.resolve("model/empty"))), "no model");
    assertEngineFailed(fit(data -> Files.delete(data.resolve("model"))), "removed the directory");
    assertThat(s3.objects("gen/").keySet()).noneMatch(key -> key.contains("model"));
  }

  /** Else an engine could have the worker's environment stored where it can read it later. */
  @Test
  void aLinkInTheModelIsRefused() throws IOException {
    Path secret = Files.writeString(directory.resolve("environ"), "AWS_SECRET_ACCESS_KEY=x");

    assertEngineFailed(
        fit(data -> Files.createSymbolicLink(data.resolve("model/weights"), secret)),
        "model: weights is a symbolic link");
    assertEngineFailed(
        fit(
            data -> {
              Files.delete(data.resolve("model"));
              Files.createSymbolicLink(data.resolve("model"), directory);
            }),
        "replaced it");
    assertEngineFailed(
        fit(
            data -> {
              LEARN.run(data);
              Files.createSymbolicLink(data.resolve("result.json"), secret);
            }),
        "result.json is not a plain file");
  }

  @Test
  void anArchiveThatWasAlteredIsNotUsed() {
    String model = fit(LEARN).fit().modelDigest();
    String archive =
        s3.objects("gen/").keySet().stream()
            .filter(key -> key.endsWith(".tar"))
            .findFirst()
            .orElseThrow();
    s3.put(archive, "other");

    var result = generate(generateTask(model, 10, Format.CSV, 1), 0, rows(1));

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains(".tar is not the one that was recorded");
  }

  @Test
  void aModelOfTheWorkersIsNotForAnEngine() {
    String model = tasks.run(tasks.fit("in/people.csv", "gen/v1")).fit().modelDigest();

    var result = generate(generateTask(model, 10, Format.CSV, 1), 0, rows(1));

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("not that of an engine in a container");
  }

  @Test
  void aModelOfAnEngineIsNotForTheWorker() {
    String model = fit(LEARN).fit().modelDigest();

    var result = tasks.run(generateTask(model, 10, Format.CSV, 1), 0);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("only its container makes rows");
  }

  static List<BadRows> badRows() {
    return List.of(
        new BadRows("no rows", List.of("wrote no rows"), data -> {}),
        new BadRows(
            "a missing column",
            List.of("the column 'score'", "is not there"),
            data -> write(data, "out/rows.csv", "id,age,group\nS1,30,a\nS2,31,b\n")),
        new BadRows(
            "a further column",
            List.of("'name' is not in the recorded schema"),
            data -> write(data, "out/rows.csv", "id,age,group,score,name\nS1,30,a,1,x\n")),
        new BadRows(
            "a wrong type",
            List.of("out, row 1", "'age'", "not INTEGER"),
            data -> write(data, "out/rows.csv", HEADER + "S1,thirty,a,1\nS2,31,b,1\n")),
        new BadRows(
            "too few rows",
            List.of("wrote 1 rows", "asks for 2"),
            data -> write(data, "out/rows.csv", HEADER + "S1,30,a,1\n")),
        new BadRows(
            "too many rows",
            List.of("wrote 3 rows", "asks for 2"),
            data -> write(data, "out/rows.csv", HEADER + "S1,30,a,1\nS2,3,b,1\nS3,3,b,1\n")),
        new BadRows(
            "another file",
            List.of("_SUCCESS is no table"),
            data -> {
              write(data, "out/rows.csv", HEADER + "S1,30,a,1\nS2,31,b,1\n");
              write(data, "out/_SUCCESS", "");
            }),
        new BadRows(
            "a directory",
            List.of("data is no table"),
            data -> {
              Files.createDirectory(data.resolve("out/data"));
              write(data, "out/data/rows.csv", HEADER + "S1,30,a,1\nS2,31,b,1\n");
            }),
        new BadRows(
            "an unknown label",
            List.of("'group' has labels", "categories"),
            data -> write(data, "out/rows.csv", HEADER + "S1,30,a,1\nS2,31,z,1\n")),
        new BadRows(
            "a value too few",
            List.of("'age' has no value in row 2"),
            data -> write(data, "out/rows.csv", HEADER + "S1,30,a,1\nS2,,b,1\n")),
        new BadRows(
            "a link",
            List.of("rows.csv is a symbolic link"),
            data -> Files.createSymbolicLink(data.resolve("out/rows.csv"), Path.of("/etc/passwd"))),
        new BadRows(
            "a link as the directory",
            List.of("replaced it"),
            data -> {
              Files.delete(data.resolve("out"));
              Files.createSymbolicLink(data.resolve("out"), Path.of("/tmp"));
            }),
        new BadRows(
            "no Parquet",
            List.of("not a readable Parquet file"),
            data -> write(data, "out/rows.parquet", "PAR1")));
  }

  private record BadRows(String name, List<String> messages, Program program) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void rowsThatAreNotAsAskedForAreRefused() {
    var task = generateTask(fit(LEARN).fit().modelDigest(), 2, Format.CSV, 1);

    for (var bad : badRows()) {
      var result = generate(task, 0, bad.program());
      assertThat(result.outcome())
          .as("%s: %s", bad, result.message())
          .isEqualTo(ExitCode.ENGINE_FAILED);
      assertThat(result.message()).contains(bad.messages());
    }
    assertThat(s3.objects("ds/")).isEmpty();
  }
}
