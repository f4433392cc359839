package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GenerateRunTest extends S3TaskTest {

  private static final long ROWS = 60_000;

  private static final RowConditions RICH =
      new RowConditions(
          null,
          List.of(new RowConditions.RebalancedColumn("group", Map.of("c", 0.7))),
          List.of(new RowConditions.RowFilter("age", null, "60", null)));

  private String model;

  @BeforeEach
  void fitModel() {
    s3.put("in/people.csv", Tasks.csv(500));
    model = tasks.run(tasks.fit("in/people.csv", "gen/v1")).fit().modelDigest();
  }

  private Map<String, byte[]> data(String version) {
    var data = new TreeMap<String, byte[]>();
    s3.objects(version + "/data/")
        .forEach((key, content) -> data.put(key.substring(version.length()), content));
    return data;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void oneShardAndSevenShardsGiveTheSameFiles(Format format) {
    tasks.runAllShards(tasks.generate("gen/v1", model, ROWS, format, 1, "ds/one"));
    tasks.runAllShards(tasks.generate("gen/v1", model, ROWS, format, 7, "ds/seven"));

    var one = data("ds/one");
    assertThat(one).hasSize(Partitioning.parts(ROWS)).hasSizeGreaterThan(7);
    assertThat(data("ds/seven")).containsExactlyEntriesOf(one);
  }

  @Test
  void underConditionsOneShardAndSevenGiveTheSameFilesAndTellHowTheyWereMet() {
    var one =
        tasks.runAllShards(
            Tasks.with(tasks.generate("gen/v1", model, ROWS, Format.CSV, 1, "ds/one"), RICH));
    var seven =
        tasks.runAllShards(
            Tasks.with(tasks.generate("gen/v1", model, ROWS, Format.CSV, 7, "ds/seven"), RICH));

    assertThat(data("ds/seven")).containsExactlyEntriesOf(data("ds/one"));
    long proposals = one.get(0).generate().conditioning().proposals();
    assertThat(proposals).isGreaterThan(ROWS);
    assertThat(seven.stream().mapToLong(r -> r.generate().conditioning().proposals()).sum())
        .isEqualTo(proposals);
    assertThat(one.get(0).generate().conditioning().effectiveShare()).isBetween(0.01, 1.0);
    String rows =
        data("ds/one").values().stream()
            .map(part -> new String(part, StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    long ofGroup = rows.lines().filter(line -> line.contains(",c,")).count();
    assertThat(ofGroup / (double) ROWS).isCloseTo(0.7, within(0.01));
    assertThat(rows.lines().filter(line -> !line.startsWith("id,")))
        .allMatch(line -> Integer.parseInt(line.split(",")[1]) >= 60);
  }

  @Test
  void conditionsThatCannotBeMetAreInvalidInputThatNamesField() {
    var asked = new RowConditions(List.of(new RowConditions.FixedColumn("group", "z")), null, null);

    TaskResult result =
        tasks.run(
            Tasks.with(tasks.generate("gen/v1", model, 100, Format.CSV, 1, "ds/v1"), asked), 0);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).startsWith("conditions.fixed[0].value: column 'group' has no");
    assertThat(data("ds/v1")).isEmpty();
  }

  @Test
  void shardsReportTheirRows() {
    var results = tasks.runAllShards(tasks.generate("gen/v1", model, ROWS, Format.CSV, 3, "ds/v1"));

    assertThat(results).allMatch(r -> r.outcome() == ExitCode.DONE);
    assertThat(results).extracting(r -> r.generate().shard()).containsExactly(0, 1, 2);
    assertThat(results.stream().mapToLong(r -> r.generate().rows()).sum()).isEqualTo(ROWS);
    assertThat(s3.objects("ds/v1/generate-"))
        .containsOnlyKeys(
            "ds/v1/generate-00000.json", "ds/v1/generate-00001.json", "ds/v1/generate-00002.json");
  }

  @Test
  void neverReadsTheSource() {
    try (var store = s3.open()) {
      store.delete("in/people.csv");
    }

    assertThat(tasks.run(tasks.generate("gen/v1", model, 10, Format.CSV, 1, "ds/v1"), 0).outcome())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aShardThatStoppedInTheMiddleEndsTheSameWhenItIsRunAgain() {
    tasks.runAllShards(tasks.generate("gen/v1", model, ROWS, Format.CSV, 1, "ds/whole"));
    var task = tasks.generate("gen/v1", model, ROWS, Format.CSV, 1, "ds/broken");

    s3.refuseAfter(8);
    TaskResult broken = tasks.run(task, 0);
    s3.refuseNone();
    var partly = data("ds/broken");
    TaskResult mended = tasks.run(task, 0);

    assertThat(broken.outcome()).isEqualTo(ExitCode.STORAGE_UNAVAILABLE);
    assertThat(partly).hasSizeBetween(1, Partitioning.parts(ROWS) - 1);
    assertThat(mended.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(data("ds/broken")).containsExactlyEntriesOf(data("ds/whole"));
  }

  @Test
  void runAgainItReportsAgain() {
    var task = tasks.generate("gen/v1", model, ROWS, Format.PARQUET, 2, "ds/v1");

    assertThat(tasks.run(task, 1)).isEqualTo(tasks.run(task, 1));
  }

  @Test
  void foreignContentUnderAPartsNameIsAConflict() {
    s3.put("ds/v1/data/part-00000.csv", "someone else's");

    TaskResult result = tasks.run(tasks.generate("gen/v1", model, 100, Format.CSV, 1, "ds/v1"), 0);

    assertThat(result.outcome()).isEqualTo(ExitCode.CONFLICT);
    assertThat(result.message()).contains("ds/v1/data/part-00000.csv", "other content");
  }

  @Test
  void aModelThatIsNotTheOneRecordedIsRefused() {
    TaskResult result =
        tasks.run(tasks.generate("gen/v1", "0".repeat(64), 100, Format.CSV, 1, "ds/v1"), 0);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message())
        .contains("gen/v1/model.json is not the model that was recorded", model);
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    TaskResult result = tasks.run(tasks.generate("gen/v9", model, 100, Format.CSV, 1, "ds/v1"), 0);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("s3://data/gen/v9/model.json: there is no such object");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(longs = {0, -5})
  void noRowsOrFewerAreRefused(long rows) {
    TaskResult result = tasks.run(tasks.generate("gen/v1", model, rows, Format.CSV, 1, "ds/v1"), 0);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("rows is " + rows, "at least 1");
  }

  @Test
  void aShardOutOfRangeIsRefused() {
    TaskResult result = tasks.run(tasks.generate("gen/v1", model, 100, Format.CSV, 1, "ds/v1"), 3);

    assertThat(result.outcome()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(result.message()).contains("JOB_COMPLETION_INDEX is '3'");
  }

  @Test
  void oneRowIsOneFileOfOneRow() {
    tasks.run(tasks.generate("gen/v1", model, 1, Format.CSV, 1, "ds/v1"), 0);

    assertThat(data("ds/v1")).containsOnlyKeys("/data/part-00000.csv");
    assertThat(
            new String(data("ds/v1").get("/data/part-00000.csv"), StandardCharsets.UTF_8).lines())
        .hasSize(2);
  }
}
