package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.SequenceDeclaration;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.ResultDocument;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import dev.syntheticdata.worker.synthesizer.sequences.Chains;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FitRunTest extends S3TaskTest {

  @BeforeEach
  void uploadSource() {
    s3.put("in/people.csv", Tasks.csv(500));
  }

  @Test
  void writesModelAndSchemaAndLastTheResult() {
    TaskResult result = tasks.run(tasks.fit("in/people.csv", "gen/v1"));

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(result.versionUid()).isEqualTo("uid-gen-v1");
    var objects = s3.objects("gen/");
    assertThat(objects)
        .containsOnlyKeys(
            "gen/v1/fit.json", "gen/v1/model.json", "gen/v1/schema.json", "gen/v1/write-probe");
    assertThat(result.fit().modelDigest())
        .isEqualTo(Digests.sha256(objects.get("gen/v1/model.json")));
    assertThat(result.fit().schemaDigest())
        .isEqualTo(Digests.sha256(objects.get("gen/v1/schema.json")));
    assertThat(result.documentDigest()).isEqualTo(Digests.sha256(objects.get("gen/v1/fit.json")));
  }

  @Test
  void reportsWhatItWasFittedOn() {
    TaskResult.Fit fit = tasks.run(tasks.fit("in/people.csv", "gen/v1")).fit();

    assertThat(fit.sourceDigest())
        .isEqualTo(Digests.sha256(Tasks.csv(500).getBytes(StandardCharsets.UTF_8)));
    assertThat(fit.trainRows() + fit.holdoutRows()).isEqualTo(500);
    assertThat(fit.holdoutRows()).isBetween(60L, 140L);
    assertThat(fit.columns()).isEqualTo(4);
    assertThat(fit.holdoutDigest()).hasSize(64);
  }

  @Test
  void theResultDocumentIsTheReportInFull() {
    TaskResult result = tasks.run(tasks.fit("in/people.csv", "gen/v1"));

    var document =
        TaskJson.read(
            new String(s3.objects("gen/").get("gen/v1/fit.json"), StandardCharsets.UTF_8),
            ResultDocument.class);
    assertThat(document.result().withDocumentDigest(result.documentDigest())).isEqualTo(result);
    assertThat(document.objects())
        .extracting(o -> o.path())
        .containsExactly("model.json", "schema.json");
  }

  @Test
  void runAgainItReportsAgainWithoutTheSource() {
    TaskResult once = tasks.run(tasks.fit("in/people.csv", "gen/v1"));
    try (var store = s3.open()) {
      store.delete("in/people.csv");
    }

    assertThat(tasks.run(tasks.fit("in/people.csv", "gen/v1"))).isEqualTo(once);
  }

  @Test
  void runAgainAfterItStoppedBeforeItsResultItEndsTheSame() {
    TaskResult once = tasks.run(tasks.fit("in/people.csv", "gen/v1"));
    try (var store = s3.open()) {
      store.delete("gen/v1/fit.json");
    }

    assertThat(tasks.run(tasks.fit("in/people.csv", "gen/v1"))).isEqualTo(once);
  }

  private FitTask sequenceFit(String by, Engine engine, ColumnDeclaration... columns) {
    s3.put("in/stations.csv", Chains.csv(150));
    var task = tasks.fit("in/stations.csv", "gen/v1", columns);
    return Copy.of(task)
        .with("holdout", new Holdout(0.2, by))
        .with("engine", engine)
        .with("sequence", new SequenceDeclaration("station", "day", null))
        .make();
  }

  private static final Engine TREES =
      new Engine(new Engine.AutoregressiveTrees(null), null, null, null);

  @Test
  void sequencesAreHeldOutWhole() {
    TaskResult result = tasks.run(sequenceFit(null, TREES));

    assertThat(result.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tasks.run(sequenceFit("station", TREES)).fit()).isEqualTo(result.fit());
    assertThat(new String(s3.objects("gen/").get("gen/v1/model.json"), StandardCharsets.UTF_8))
        .contains("autoregressiveTreesOfSequences");
  }

  @Test
  void sequencesHeldOutByAnotherColumnAreRefused() {
    assertThat(tasks.run(sequenceFit("place", TREES)).message())
        .contains("holdout.by is 'place', and sequence.key 'station'");
  }

  @Test
  void sequencesAreRefusedWhereAnEngineMakesRows() {
    var copula = new Engine(null, new Engine.GaussianCopula(), null, null);

    assertThat(tasks.run(sequenceFit(null, copula)).message())
        .contains("the engine 'gaussianCopula' makes every row by itself");
  }

  @Test
  void theKeyOfSequencesIsNoNumber() {
    var declared = ColumnDeclaration.of("station", ColumnType.CATEGORICAL, null);

    assertThat(tasks.run(sequenceFit(null, TREES, declared)).message())
        .contains("sequence.key names the column 'station', which is declared as CATEGORICAL");
  }

  @Test
  void anObjectThatWasAlteredSinceIsAConflict() {
    tasks.run(tasks.fit("in/people.csv", "gen/v1"));
    s3.put("gen/v1/model.json", "{}");

    assertFailed(
        tasks.run(tasks.fit("in/people.csv", "gen/v1")),
        ExitCode.CONFLICT,
        "s3://data/gen/v1/model.json",
        "other content");
  }

  @Test
  void anObjectThatIsGoneSinceIsAConflict() {
    tasks.run(tasks.fit("in/people.csv", "gen/v1"));
    try (var store = s3.open()) {
      store.delete("gen/v1/schema.json");
    }

    assertFailed(
        tasks.run(tasks.fit("in/people.csv", "gen/v1")),
        ExitCode.CONFLICT,
        "s3://data/gen/v1/schema.json is gone");
  }

  @Test
  void theResultOfAnotherVersionIsNotTakenForItsOwn() {
    tasks.run(tasks.fit("in/people.csv", "gen/v1"));
    String foreign =
        new String(s3.objects("gen/").get("gen/v1/fit.json"), StandardCharsets.UTF_8)
            .replace("uid-gen-v1", "uid-older");
    s3.put("gen/v1/fit.json", foreign);

    assertFailed(
        tasks.run(tasks.fit("in/people.csv", "gen/v1")),
        ExitCode.CONFLICT,
        "gen/v1/fit.json is the result of another version (uid uid-older)");
  }

  @Test
  void readsGzip() throws Exception {
    var bytes = new java.io.ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
      gzip.write(Tasks.csv(100).getBytes(StandardCharsets.UTF_8));
    }
    try (var store = s3.open()) {
      store.putIfAbsent("in/people.csv.gz", bytes.toByteArray());
    }

    assertThat(tasks.run(tasks.fit("in/people.csv.gz", "gen/v1")).outcome())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void readsParquetAsItsCsv() throws Exception {
    Path csv = directory.resolve("people.csv");
    Path parquet = directory.resolve("people.parquet");
    Files.writeString(csv, Tasks.csv(500));
    TableWriter.write(parquet, TableReader.read(csv, SchemaHints.none()));
    try (var store = s3.open()) {
      store.putIfAbsent("in/people.parquet", parquet, Digests.sha256(parquet));
    }
    var task = tasks.fit("in/people.csv", "gen/csv");
    var other =
        Copy.of(task)
            .with("source", s3.location("in/people.parquet"))
            .with("format", Format.PARQUET)
            .with("output", s3.location("gen/parquet"))
            .make();

    assertThat(tasks.run(other).fit().modelDigest()).isEqualTo(tasks.run(task).fit().modelDigest());
  }

  @Test
  void declaredTypesAreKept() {
    tasks.run(
        tasks.fit(
            "in/people.csv", "gen/v1", ColumnDeclaration.of("age", ColumnType.CATEGORICAL, null)));

    assertThat(s3.objects("gen/").get("gen/v1/schema.json"))
        .asString(StandardCharsets.UTF_8)
        .containsPattern("\"name\" : \"age\",\\s+\"type\" : \"CATEGORICAL\"");
  }

  @Test
  void namesATargetThatIsNotAColumn() {
    assertFailed(
        tasks.run(tasks.fit("in/people.csv", "gen/v1", Tasks.target("death"))),
        ExitCode.INVALID_INPUT,
        "target 'death' is not a column",
        "id, age, group, score");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColumnRole.class,
      names = {"PROTECTED", "QUASI_IDENTIFIER", "SENSITIVE"})
  void namesAColumnOfARoleThatIsNotThereBeforeAnEvaluationMissesIt(ColumnRole role) {
    assertFailed(
        tasks.run(
            tasks.fit("in/people.csv", "gen/v1", ColumnDeclaration.of("illness", null, role))),
        ExitCode.INVALID_INPUT,
        "something is declared of a column 'illness', which is not there",
        "id, age, group, score");
  }

  @Test
  void namesTheSourceAndLineOfARaggedRow() {
    s3.put("in/bad.csv", "a,b\n1,2\n3\n");

    assertFailed(
        tasks.run(tasks.fit("in/bad.csv", "gen/v1")),
        ExitCode.INVALID_INPUT,
        "s3://data/in/bad.csv, line 3");
  }

  @Test
  void namesASourceThatIsNotThere() {
    assertFailed(
        tasks.run(tasks.fit("in/none.csv", "gen/v1")),
        ExitCode.INVALID_INPUT,
        "s3://data/in/none.csv: there is no such object");
  }

  @Test
  void writesNothingWhereTheSourceIsBad() {
    s3.put("in/bad.csv", "a,b\n");

    tasks.run(tasks.fit("in/bad.csv", "gen/v1"));

    assertThat(s3.objects("gen/")).isEmpty();
  }

  @Test
  void saysThatStorageDidNotAnswer() {
    s3.refuseAfter(0);

    assertFailed(
        tasks.run(tasks.fit("in/people.csv", "gen/v1")),
        ExitCode.STORAGE_UNAVAILABLE,
        "could not be reached");
  }

  @Test
  void saysThatTheSourceDidNotAnswer() {
    s3.refuseAfter(1);

    assertFailed(
        tasks.run(tasks.fit("in/people.csv", "gen/v1")),
        ExitCode.SOURCE_UNAVAILABLE,
        "s3://data/in/people.csv");
  }

  @Test
  void outlastsAServerThatRefusesForAWhile() {
    s3.refuse(5);

    assertThat(tasks.run(tasks.fit("in/people.csv", "gen/v1")).outcome()).isEqualTo(ExitCode.DONE);
  }
}
