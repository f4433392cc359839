package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.ResultDocument;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.task.engine.EngineSchema;
import dev.syntheticdata.task.engine.EngineTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an engine in a container is given, and what is made of what it leaves. */
class ContainerEngineTest extends ContainerStages {

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

  /** It has the rows anyway, and may keep what it likes of them. */
  @Test
  void anEngineIsToldTheLabelsOfSingleRowsAndSoAreTheDocuments() {
    var labels = IntStream.range(0, 40).mapToObj("quux%02d"::formatted).toList();
    String rare =
        labels.stream().map("P-%1$s,33,%1$s,1.5\n"::formatted).collect(Collectors.joining());
    s3.put("in/rare.csv", Tasks.csv(500) + rare);
    var told = new HashSet<String>();
    var rows = new HashSet<String>();

    TaskResult result =
        fit(
            fitTask(engine(""), "in/rare.csv"),
            data -> {
              told.add(read(data, "schema.json"));
              rows.add(read(data, engineTask().source().path()));
              LEARN.run(data);
            });

    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.DONE);
    assertThat(told).singleElement().asString().contains(labels);
    // Some of the 40 rows are held out, and their labels told all the same.
    assertThat(labels).anyMatch(label -> !rows.toString().contains(label));
    for (String name : new String[] {"gen/v1/model.json", "gen/v1/schema.json"}) {
      assertThat(new String(s3.objects("gen/").get(name), StandardCharsets.UTF_8)).contains(labels);
    }
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
                        + "false,2024-03-10,07h15,2024-03-01T08:05:00Z,2\n"));
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
                        + "true,2024-03-09,07:15:00.5,2024-03-01 08:05:00.123456+00:00,1.23456\n"));

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
}
