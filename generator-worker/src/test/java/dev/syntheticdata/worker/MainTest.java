package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.report.EvaluationSchema;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.sequences.Chains;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on local files. */
class MainTest {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private int fit(String... more) {
    var args =
        new java.util.ArrayList<>(
            java.util.List.of("fit", "--source", Rows.flchain().toString(), "--out", at("model")));
    args.addAll(java.util.List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void fitWritesModelSchemaAndHoldout() {
    assertThat(fit("--target", "death", "--holdout", "0.2", "--seed", "1")).isZero();

    assertThat(directory.resolve("model")).isDirectoryContaining("glob:**/model.json");
    assertThat(directory.resolve("model/schema.json")).exists();
    assertThat(out.toString())
        .contains("Fitted autoregressiveTrees", "11 columns", "rows held out");
    int held = TableReader.read(directory.resolve("model/holdout.csv"), SchemaHints.none()).rows();
    assertThat(held).isBetween(1_300, 1_800);
  }

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

    assertThat(run("generate", "--model", at("model"), "--rows", "3000", "--out", at("rows")))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("broke a constraint");
    var rows = TableReader.read(directory.resolve("rows"), SchemaHints.none());
    for (int row = 0; row < rows.rows(); row++) {
      assertThat(rows.column("age").numbers()[row]).isBetween(50.0, 101.0);
      assertThat(rows.column("kappa").numbers()[row])
          .isLessThanOrEqualTo(rows.column("lambda").numbers()[row] * 10 + 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "parquet"})
  void generateWritesTheRowsAskedForAndAlwaysTheSame(String format) throws IOException {
    fit();

    for (String name : new String[] {"once", "again"}) {
      assertThat(
              run(
                  "generate",
                  "--model",
                  at("model"),
                  "--rows",
                  "9000",
                  "--seed",
                  "3",
                  "--format",
                  format,
                  "--out",
                  at(name)))
          .isZero();
    }

    assertThat(TableReader.read(directory.resolve("once"), SchemaHints.none()).rows())
        .isEqualTo(9_000);
    for (int part = 0; part < 2; part++) {
      String file = "data/part-0000" + part + "." + format;
      assertThat(directory.resolve("once").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("again").resolve(file));
    }
  }

  @Test
  void evaluateTakesWhatFitAndGenerateWrote() throws IOException {
    fit("--target", "death");
    run("generate", "--model", at("model"), "--rows", "2000", "--out", at("out"));

    assertThat(
            run(
                "evaluate",
                "--real",
                Rows.flchain().toString(),
                "--holdout",
                at("model/holdout.csv"),
                "--synthetic",
                at("out"),
                "--target",
                "death",
                "--out",
                at("eval")))
        .isZero();

    EvaluationSchema.requireKept(Files.readString(directory.resolve("eval/evaluation.json")));
    assertThat(directory.resolve("eval/report.html")).exists();
  }

  @Test
  void generateAndEvaluateTakeConditions() throws IOException {
    fit("--target", "death");

    assertThat(
            run(
                "generate",
                "--model",
                at("model"),
                "--rows",
                "3000",
                "--fix",
                "sex=F",
                "--rebalance",
                "death:1=0.5",
                "--where",
                "age>=60",
                "--where",
                "flc.grp=1|2|10",
                "--out",
                at("out")))
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
                at("model/holdout.csv"),
                "--synthetic",
                at("out"),
                "--schema",
                at("model/schema.json"),
                "--fix",
                "sex=F",
                "--rebalance",
                "death:1=0.5",
                "--where",
                "age>=60",
                "--where",
                "flc.grp=1|2|10",
                "--out",
                at("eval")))
        .as(err.toString())
        .isZero();
    assertThat(directory.resolve("eval/README.md"))
        .content(StandardCharsets.UTF_8)
        .contains("Every row has sex = F.");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "--fix;sex;--fix sex: write COLUMN=VALUE",
        "--rebalance;death=0.5;write COLUMN:VALUE=SHARE",
        "--rebalance;death:1=half;'half' is no share",
        "--where;age>60;write 'age>=60'",
        "--where;agee>=60;there is no column 'agee'",
        "--fix;sex=Q;column 'sex' has no value 'Q'"
      })
  void aConditionThatCannotBeReadIsNamedWithItsForm(String option, String value, String message) {
    fit("--engine", "independent");

    assertThat(
            run(
                "generate",
                "--model",
                at("model"),
                "--rows",
                "10",
                option,
                value,
                "--out",
                at("out")))
        .isEqualTo(10);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void sequencesAreFittedGeneratedAndEvaluated() throws IOException {
    Path source = Files.writeString(directory.resolve("stations.csv"), Chains.csv(400));
    var columns = new String[] {"--sequence-key", "station", "--order-by", "day"};

    assertThat(run(columns, "fit", "--source", source.toString(), "--out", at("model"))).isZero();
    assertThat(run("generate", "--model", at("model"), "--rows", "9000", "--out", at("rows")))
        .isZero();
    assertThat(
            run(
                columns,
                "evaluate",
                "--real",
                source.toString(),
                "--holdout",
                at("model/holdout.csv"),
                "--synthetic",
                at("rows"),
                "--out",
                at("evaluation")))
        .isZero();

    Table drawn = TableReader.read(directory.resolve("rows"), SchemaHints.none());
    assertThat(drawn.rows()).isEqualTo(9_000);
    var conditioned =
        new String[] {"generate", "--model", at("model"), "--rows", "9", "--fix", "place=coast"};
    assertThat(run(new String[] {"--out", at("fixed")}, conditioned)).isEqualTo(10);
    assertThat(err.toString()).contains("rows of a sequence are drawn together");
    assertThat(out.toString())
        .containsPattern("fidelity.sequence-length +0.9")
        .containsPattern("fidelity.sequence-transitions +0.[89]");
  }

  private int run(String[] more, String... args) {
    var all = new java.util.ArrayList<>(java.util.List.of(args));
    all.addAll(java.util.List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void aSequenceNeedsItsKeyAndItsOrder() {
    assertThat(fit("--order-by", "age")).isEqualTo(2);
    assertThat(err.toString()).contains("--sequence-key and --order-by must be given together");
  }

  @Test
  void aPrivateFitTakesWhatIsDeclaredAndSaysWhatItProves() throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("columns.json"),
            """
            {"columns": [{"name": "age", "minimum": 50, "maximum": 101},
                         {"name": "sex", "categories": ["F", "M", "X"]},
                         {"name": "death", "role": "Target"}]}
            """);

    assertThat(
            fit(
                "--engine",
                "privateMarginals",
                "--epsilon",
                "2",
                "--declared",
                declared.toString()))
        .isZero();

    assertThat(out.toString())
        .contains("Fitted privateMarginals", "epsilon 2.0, delta 1.0E-6, for a row");
    assertThat(Files.readString(directory.resolve("model/schema.json")))
        .containsPattern("\"F\", \"M\", \"X\"");
  }

  @Test
  void aPrivateFitWithoutEpsilonIsInvalidInput() {
    assertThat(fit("--engine", "privateMarginals")).isEqualTo(10);
    assertThat(err.toString()).contains("needs an epsilon");
  }

  @ParameterizedTest
  @CsvSource({
    "gaussianCopula,      --epsilon,             1,   privateMarginals",
    "autoregressiveTrees, --epsilon,             1,   privateMarginals",
    "independent,         --delta,               0.1, privateMarginals",
    "autoregressiveTrees, --max-rows-per-entity, 2,   privateMarginals",
    "privateMarginals,    --leaf-rows,           50,  autoregressiveTrees",
    "gaussianCopula,      --leading,             age, autoregressiveTrees"
  })
  void anOptionOfAnotherEngineIsNotPassedOver(
      String engine, String option, String value, String belongsTo) {
    assertThat(fit("--engine", engine, option, value)).isEqualTo(2);

    assertThat(err.toString()).contains(option + " is for the engine " + belongsTo);
    assertThat(directory.resolve("model")).doesNotExist();
  }

  @Test
  void leavesOfFewerRowsThanAreProtectedAreRefused() {
    assertThat(fit("--leaf-rows", "4")).isEqualTo(2);

    assertThat(err.toString()).contains("--leaf-rows 4: leaves have at least 5 rows");
  }

  @Test
  void withoutAHoldoutAllRowsAreFitted() {
    assertThat(fit("--holdout", "0")).isZero();

    assertThat(out.toString()).contains("on 7,874 rows", "0 rows held out");
    assertThat(directory.resolve("model/holdout.csv")).doesNotExist();
  }

  @Test
  void aTargetThatIsNotAColumnIsInvalidInput() {
    assertThat(fit("--target", "dead")).isEqualTo(10);

    assertThat(err.toString())
        .startsWith(
            "InvalidInput: --target dead: there is no such column; the columns are age, sex,");
    assertThat(directory.resolve("model")).doesNotExist();
  }

  @Test
  void anEngineThatDoesNotExistIsInvalidInput() {
    assertThat(fit("--engine", "gan")).isEqualTo(10);
    assertThat(err.toString()).contains("gaussianCopula, independent");
  }

  @Test
  void aFormatThatDoesNotExistIsInvalidInput() {
    fit();

    assertThat(
            run(
                "generate",
                "--model",
                at("model"),
                "--rows",
                "5",
                "--format",
                "xml",
                "--out",
                at("out")))
        .isEqualTo(10);
    assertThat(err.toString()).contains("csv and parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void noRowsOrFewerAreInvalidInput(String rows) {
    fit();

    assertThat(run("generate", "--model", at("model"), "--rows", rows, "--out", at("out")))
        .isEqualTo(10);
    assertThat(err.toString()).contains("rows is " + rows);
  }

  @Test
  void partsOfAnEarlierRunAreNotMixedWithNewOnes() {
    fit();
    run("generate", "--model", at("model"), "--rows", "9000", "--out", at("out"));

    assertThat(run("generate", "--model", at("model"), "--rows", "10", "--out", at("out")))
        .isEqualTo(10);
    assertThat(err.toString()).contains("there are files already");
  }

  @Test
  void aModelThatIsNotThereIsInvalidInput() {
    assertThat(run("generate", "--model", at("none"), "--rows", "5", "--out", at("out")))
        .isEqualTo(10);
    assertThat(err.toString()).contains("none", "no such file");
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
    assertThat(run("prune", "--task", at("none.json"), "--termination-log", at("log")))
        .isEqualTo(10);
    assertThat(Files.readString(directory.resolve("log"))).contains("\"outcome\":\"InvalidInput\"");
  }
}
