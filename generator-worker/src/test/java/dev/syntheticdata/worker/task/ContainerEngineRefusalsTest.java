package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine in a container leaves behind that is not what its contract says. */
class ContainerEngineRefusalsTest extends ContainerStages {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON | not as its schema has it; write such as {\"name\": \"copula\"",
        "[1] | or leave it out",
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
