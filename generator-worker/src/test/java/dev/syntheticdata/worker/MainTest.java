package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.report.EvaluationSchema;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.sequences.Chains;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on local files, one after the other, and how they are called. */
class MainTest extends Commands {

  @Test
  void constraintsOfTheCommandLineHoldInEveryRow() throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.json"),
            """
            {"columns": [{"name": "chapter", "personal": "Company"}],
             "constraints": [{"name": "aged", "expression": "age >= 50 && age <= 101"}]}
            """);
    assertThat(
            fit(
                "--engine",
                "independent",
                "--declared",
                declared.toString(),
                "--constraint",
                "kappa <= lambda * 10.0"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("holds    aged, by construction", "holds    constraint-1, by drawing again");

    assertThat(generate("rows", "--rows", "3000")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("broke a constraint");
    var rows = TableReader.read(directory.resolve("rows"), SchemaHints.none());
    for (int row = 0; row < rows.rows(); row++) {
      assertThat(rows.column("age").numbers()[row]).isBetween(50.0, 101.0);
      assertThat(rows.column("kappa").numbers()[row])
          .isLessThanOrEqualTo(rows.column("lambda").numbers()[row] * 10 + 1e-9);
    }
  }

  @Test
  void evaluateTakesWhatFitAndGenerateWrote() throws IOException {
    fit("--target", "death");
    generate("out", "--rows", "2000");

    assertThat(
            run(
                "evaluate",
                "--real",
                Rows.flchain().toString(),
                "--holdout",
                path("model/holdout.csv"),
                "--synthetic",
                path("out"),
                "--target",
                "death",
                "--out",
                path("eval")))
        .isZero();

    EvaluationSchema.requireKept(Files.readString(directory.resolve("eval/evaluation.json")));
    assertThat(directory.resolve("eval/report.html")).exists();
  }

  @Test
  void generateAndEvaluateTakeConditions() throws IOException {
    fit("--target", "death");

    assertThat(
            generate(
                "out",
                "--rows",
                "3000",
                "--fix",
                "sex=F",
                "--rebalance",
                "death:1=0.5",
                "--where",
                "age>=60",
                "--where",
                "flc.grp=1|2|10"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("Conditions met in ", "effective share of proposals");
    var rows = Files.readAllLines(directory.resolve("out/data/part-00000.csv"));
    assertThat(rows.get(0)).startsWith("age,sex,sample.yr,kappa,lambda,flc.grp,");
    assertThat(rows.subList(1, rows.size()))
        .hasSize(3_000)
        .allMatch(row -> Integer.parseInt(row.split(",")[0]) >= 60)
        .allMatch(row -> row.split(",")[1].equals("F"))
        .allMatch(row -> java.util.Set.of("1", "2", "10").contains(row.split(",")[5]));
    long dead = rows.stream().filter(row -> row.split(",")[9].equals("1")).count();
    assertThat(dead / 3000.0).isBetween(0.46, 0.54);

    assertThat(
            run(
                "evaluate",
                "--real",
                Rows.flchain().toString(),
                "--holdout",
                path("model/holdout.csv"),
                "--synthetic",
                path("out"),
                "--schema",
                path("model/schema.json"),
                "--fix",
                "sex=F",
                "--rebalance",
                "death:1=0.5",
                "--where",
                "age>=60",
                "--where",
                "flc.grp=1|2|10",
                "--out",
                path("eval")))
        .as(err.toString())
        .isZero();
    assertThat(directory.resolve("eval/README.md"))
        .content(StandardCharsets.UTF_8)
        .contains("Every row has sex = F.");
  }

  @Test
  void sequencesAreFittedGeneratedAndEvaluated() throws IOException {
    Path source = Files.writeString(directory.resolve("stations.csv"), Chains.csv(400));
    var columns = new String[] {"--sequence-key", "station", "--order-by", "day"};

    assertThat(run(columns, "fit", "--source", source.toString(), "--out", path("model"))).isZero();
    assertThat(generate("rows", "--rows", "9000")).isZero();
    assertThat(
            run(
                columns,
                "evaluate",
                "--real",
                source.toString(),
                "--holdout",
                path("model/holdout.csv"),
                "--synthetic",
                path("rows"),
                "--out",
                path("evaluation")))
        .isZero();

    Table drawn = TableReader.read(directory.resolve("rows"), SchemaHints.none());
    assertThat(drawn.rows()).isEqualTo(9_000);
    var conditioned =
        new String[] {"generate", "--model", path("model"), "--rows", "9", "--fix", "place=coast"};
    assertThat(run(new String[] {"--out", path("fixed")}, conditioned)).isEqualTo(10);
    assertThat(err.toString()).contains("rows of a sequence are drawn together");
    assertThat(out.toString())
        .containsPattern("fidelity.sequence-length +0.9")
        .containsPattern("fidelity.sequence-transitions +0.[89]");
  }

  private int run(String[] more, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"fit,--source", "generate,--model", "publish,--task", "prune,--task"})
  void anOptionThatIsMissingIsNamed(String command, String option) {
    assertThat(run(command)).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '" + option + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "generate", "evaluate", "publish", "prune"})
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: generator-worker " + command, "--task=FILE");
  }

  @Test
  void helpListsTheExitCodes() {
    run("--help");

    for (var code : dev.syntheticdata.task.ExitCode.values()) {
      assertThat(out.toString()).containsPattern("(?m)^ *" + code.code() + "   ");
    }
  }

  @Test
  void aTaskThatIsNotMountedIsReported() throws IOException {
    assertThat(run("prune", "--task", path("none.json"), "--termination-log", path("log")))
        .isEqualTo(10);
    assertThat(Files.readString(directory.resolve("log"))).contains("\"outcome\":\"InvalidInput\"");
  }
}
