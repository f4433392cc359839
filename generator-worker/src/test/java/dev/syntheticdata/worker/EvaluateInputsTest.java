package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong with the options and files of {@code evaluate} is said before the work, naming the
 * option or field and what to do, and ends with the exit code of bad input.
 */
class EvaluateInputsTest extends Commands {

  private static final int INVALID_INPUT = 10;

  @BeforeEach
  void writeTables() throws IOException {
    write("real.csv", table(0));
    write("synthetic.csv", table(7));
  }

  /** Visits of forty people. */
  private static String table(int shift) {
    var text = new StringBuilder("id,day,age,sex,cost\n");
    for (int row = 0; row < 200; row++) {
      int mixed = (row + shift) * 37 % 101;
      text.append(
          "p%d,%d,%d,%s,%d.5\n"
              .formatted(row / 5, row % 5, 20 + mixed % 60, mixed % 3 == 0 ? "F" : "M", mixed * 3));
    }
    return text.toString();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  /** Options replace those of the same name; in values {@code @} stands for the directory. */
  private int evaluate(String... options) {
    var args =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--real",
                path("real.csv"),
                "--synthetic",
                path("synthetic.csv"),
                "--out",
                path("eval")));
    for (int i = 0; i < options.length; i += 2) {
      String value = options[i + 1].replace("@", directory.toString());
      int there = args.indexOf(options[i]);
      if (there > 0) {
        args.set(there + 1, value);
      } else {
        args.add(options[i]);
        args.add(value);
      }
    }
    return run(args.toArray(String[]::new));
  }

  private void assertRefused(int exit, String... said) {
    assertThat(exit).as("exit code; %s", err).isEqualTo(INVALID_INPUT);
    String last = err.toString().lines().reduce("", (a, b) -> b);
    assertThat(last).startsWith("InvalidInput: ").contains(said);
    assertThat(err.toString()).doesNotContain("dev.syntheticdata", "Exception", "Input" + "File@");
    assertThat(err.toString()).as("steps of the evaluation").doesNotContain("1 of ");
    assertThat(directory.resolve("eval/evaluation.json")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--quasi-identifier nope",
        "--sensitive nope",
        "--protected nope",
        "--target nope",
        "--by nope",
        "--sequence-key nope --order-by day",
        "--order-by nope --sequence-key id",
        "--context nope --sequence-key id --order-by day",
      })
  void aColumnThatIsNotThereIsNamedWithItsOption(String options) {
    int exit = evaluate(options.split(" "));

    String wrong = options.replaceAll("^(.* )?(--\\S+ nope).*", "$2");
    assertRefused(exit, wrong + ": there is no such column", "the columns are id, day, age, sex");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"--fix | nope=1", "--rebalance | nope:a=0.5", "--where | nope>=1"})
  void aConditionOnAColumnThatIsNotThereIsNamedWithItsOption(String option, String condition) {
    assertRefused(
        evaluate(option, condition), option + " nope: there is no such column", "id, day, age");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaVersion\": \"1\"}",
        "{\"schemaVersion\": \"1\", \"columns\": [{\"edges\": [1], \"counts\": [1, 2, 3]}]}",
        "{\"schemaVersion\": \"2\", \"columns\": []}",
        "null",
        "{[",
      })
  void jsonOfAnotherKindIsNoProfile(String text) throws IOException {
    write("schema.json", text);

    assertRefused(
        evaluate("--previous", "@/schema.json"),
        "--previous " + path("schema.json"),
        "give the profile.json that an evaluation wrote");
  }

  @Test
  void aColumnByWhichNothingCanBeOrderedIsNamedWithItsOption() {
    int exit = evaluate("--sequence-key", "id", "--order-by", "sex");

    assertRefused(exit, "--order-by sex", "CATEGORICAL", "choose another column");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"columns\": [{\"name\": \"nope\", \"categories\": [\"a\"]}]} | columns[0]: there is no column 'nope' | the columns are id",
        "{\"columns\": [{\"name\": \"age\", \"minumum\": 1, \"maximum\": 9}]} | columns[0]: there is no field 'minumum' | name, type, role, minimum",
        "{\"columns\": [{\"name\": \"age\", \"minimum\": 9, \"maximum\": 1}]} | columns[0]: minimum 9 is greater than maximum 1 | age",
        "{\"columns\": [{\"name\": \"age\", \"minimum\": 9}]} | columns[0]: minimum and maximum must be set together | age",
        "{\"columns\": [{\"name\": \"age\", \"minimum\": \"old\", \"maximum\": \"older\"}]} | columns[0]: 'old' is not | Integer",
        "{\"columns\": [{\"name\": \"sex\", \"minimum\": 0, \"maximum\": 1}]} | columns[0]: 'sex' is Categorical | categories",
        "{\"columns\": [{\"categories\": [\"a\"]}]} | columns[0]: name is missing | name",
        "{\"columns\": [{\"name\": \"age\", \"role\": \"Goal\"}]} | columns[0].role: 'Goal' is none of | Target",
        "{\"columns\": [{\"name\": \"age\"}, {\"name\": \"age\"}]} | columns[1]: 'age' is declared already | age",
        "{\"sequence\": {\"key\": \"nope\", \"orderBy\": \"day\"}} | sequence.key nope: there is no such column | id, day",
        "{\"sequence\": {\"key\": \"id\"}} | sequence.orderBy is missing | name a column",
        "{\"sequence\": {\"key\": \"id\", \"orderBy\": \"id\"}} | sequence.orderBy names 'id' a second time | leave it out",
        "{\"column\": []} | there is no field 'column' | columns",
        "[1] | must be an object | columns",
        "{[ | not JSON | declared.json",
      })
  void whatADeclarationGetsWrongIsNamed(String text, String what, String more) throws IOException {
    write("declared.json", text);

    assertRefused(evaluate("--declared", "@/declared.json"), "--declared", what, more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--declared",
        "--schema",
        "--gates",
        "--previous",
        "--real",
        "--holdout",
        "--synthetic",
      })
  void aFileThatIsNotThereIsNamedWithItsOption(String option) {
    assertRefused(
        evaluate(option, "@/absent"),
        option + " " + path("absent") + ": there is no such file",
        "check the path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"--declared", "--schema", "--gates", "--previous"})
  void aDirectoryIsNoDocument(String option) throws IOException {
    Files.createDirectory(directory.resolve("folder"));

    assertRefused(evaluate(option, "@/folder"), option + " " + path("folder") + ": is a directory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"columns\": [{\"name\": \"age\", \"shares\": [0.5]}]}",
        "{\"columns\": [{\"type\": \"INTEGER\"}]}",
        "{\"columns\": []}",
        "{\"columns\": 1}",
        "[]",
        "null",
      })
  void jsonOfAnotherKindIsNoSchema(String text) throws IOException {
    write("profile.json", text);

    assertRefused(
        evaluate("--schema", "@/profile.json"),
        "--schema " + path("profile.json"),
        "give the schema.json that fit wrote");
  }

  @Test
  void aFileIsNoDirectoryToWriteTo() throws IOException {
    String file = write("result", "what was there");
    int exit = evaluate("--out", "@/result");

    assertRefused(exit, "--out " + file + ": is a file; name a directory");
    assertThat(out.toString()).isEmpty();
    assertThat(directory.resolve("result"))
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent("what was there");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsRefusedBeforeTheWork() {
    assertRefused(evaluate("--out", "@/real.csv/eval"), "--out " + path("real.csv/eval"), "name");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aDocumentThatCannotBeWrittenIsNamedWithItsOption() throws IOException {
    Files.createDirectories(directory.resolve("taken/report.html/in"));

    int exit = evaluate("--metrics", "fidelity.column-shapes", "--out", "@/taken");

    assertThat(exit).isEqualTo(10);
    assertThat(err.toString())
        .contains("--out " + path("taken/report.html") + ": cannot be written", "name another");
  }

  @Test
  void nothingIsLeftBesideTheDocuments() throws IOException {
    assertThat(evaluate("--metrics", "fidelity.column-shapes", "--out", "@/documents")).isZero();

    try (var files = Files.list(directory.resolve("documents"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("README.md", "evaluation.json", "profile.json", "report.html");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'- {metric: fidelity.column-shapes, minimum: 1}' | gate 1: there is no field 'minimum' | the fields are metric, min, max, target, severity, margin, statistic, column",
        "'- {metric: fidelity.column-shapes, min: high}' | gate 1: min: 'high' is not a number | 0.9",
        "'- {metric: fidelity.columns, min: 1}' | gate 1: metric: there is no metric 'fidelity.columns' | fidelity.accuracy-1way, fidelity.accuracy-2way",
        "'- {metric: shapes, min: 1}' | gate 1: metric: there is no metric 'shapes' | fidelity, utility, privacy",
        "'- {metric: privacy.dcr-share, max: 1, statistic: Median}' | gate 1: statistic: 'Median' is none of | IntervalHigh, IntervalLow, Value",
        "'- fidelity.column-shapes' | gate 1: must be an object | {metric: fidelity.column-shapes, min: 0.9}",
        "'- {metric: fidelity.column-shapes, min: 0.5, target: sex}' | gate 1: fidelity.column-shapes is one value for the whole table | leave target out",
        "'- {metric: utility.tstr-auc, min: 0.5, target: sex}' | gate 1: the target 'sex' is not among those of --target | --target sex",
        "'- {metric: fidelity.detection-auc, max: 0.5, column: age}' | gate 1: fidelity.detection-auc has no values by column | leave column out",
        "'- {metric: fidelity.column-shapes, min: 0.5, column: nope}' | gate 1: there is no column 'nope' | the columns are id, day, age, sex",
        "'- {metric: fairness.representation, min: 0.5, column: sex}' | gate 1: the column 'sex' is not among those of --protected | --protected sex",
        "'- {metric: drift.source-psi, max: 1, column: age, statistic: IntervalLow}' | gate 1: the metric has no interval by column | leave statistic out",
      })
  void whatAGateGetsWrongIsNamedInItsOwnWords(String text, String what, String more)
      throws IOException {
    write("gates.yaml", text);

    assertRefused(evaluate("--gates", "@/gates.yaml"), "--gates " + path("gates.yaml"), what, more);
  }

  @Test
  void aDirectoryWithoutTablesIsNamedWithItsOption() throws IOException {
    Files.createDirectory(directory.resolve("folder"));

    assertRefused(
        evaluate("--synthetic", "@/folder"), "--synthetic " + path("folder"), "has no *.csv");
  }

  @Test
  void aFileOfAnotherFormatIsNamedWithItsOption() throws IOException {
    write("synthetic.xlsx", "PK");

    assertRefused(
        evaluate("--synthetic", "@/synthetic.xlsx"),
        "--synthetic " + path("synthetic.xlsx") + ": cannot tell the format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'id,day,age,sex\np1,1,2,F\n' | there is no column 'cost', which --real has",
        "'id,day,age,sex,cost,more\np1,1,2,F,3.5,x\n' | the column 'more' is not in --real",
      })
  void aTableOfOtherColumnsIsNamedBeforeAnyIsRead(String text, String why) throws IOException {
    write("other.csv", text);

    assertRefused(evaluate("--synthetic", "@/other.csv"), "--synthetic " + path("other.csv"), why);
    assertRefused(evaluate("--holdout", "@/other.csv"), "--holdout " + path("other.csv"), why);
    assertThat(err.toString()).doesNotContain("reading");
  }

  @Test
  void whatIsReadIsTold() {
    evaluate("--metrics", "fidelity.column-shapes");

    // No coverage was asked for, so nothing is told of it.
    assertThat(err.toString())
        .containsSubsequence(
            "reading --real " + path("real.csv") + ", 0.0 MiB",
            "reading --synthetic " + path("synthetic.csv") + ", 0.0 MiB",
            "1 of 2  sdmetrics quality");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"id,age", "PAR1 and then nothing else PAR1", "''"})
  void aBrokenParquetFileIsNamedWithItsOption(String text) throws IOException {
    write("broken.parquet", text);

    assertRefused(
        evaluate("--synthetic", "@/broken.parquet"),
        "--synthetic " + path("broken.parquet") + ": not a readable Parquet file",
        "write it again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "' '", "'fidelity,,utility'"})
  void anEmptyNameOfAMetricIsCalledSo(String metrics) {
    assertRefused(
        evaluate("--metrics", metrics), "--metrics: a name is empty", "fidelity, utility, privacy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--holdout-by nope --out @/eval | --holdout-by nope: there is no such column",
        "--leading nope --out @/eval | --leading nope: there is no such column",
        "--sequence-key nope --order-by day --out @/eval | --sequence-key nope: there is no such column",
        "--declared @/real.csv --out @/eval | not JSON",
        "--declared @/crossed.json --out @/eval | columns[0]: minimum 9 is greater than maximum 1",
        "--out @/real.csv | is a file; name a directory",
      })
  void whatFitIsGivenWrongIsNamedAsWell(String options, String why) throws IOException {
    write("crossed.json", "{\"columns\": [{\"name\": \"age\", \"minimum\": 9, \"maximum\": 1}]}");
    var args = new ArrayList<>(List.of("fit"));
    args.addAll(List.of("--source", path("real.csv")));
    args.addAll(List.of(options.replace("@", directory.toString()).split(" ")));

    assertRefused(run(args.toArray(String[]::new)), why);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void rolesTypesAndTheSequenceOfADeclarationCount() throws IOException {
    write("held.csv", table(11));
    write(
        "declared.json",
        """
        {"columns": [{"name": "age", "role": "Target"},
                     {"name": "sex", "role": "QuasiIdentifier"},
                     {"name": "day", "type": "Decimal"}],
         "sequence": {"key": "id", "orderBy": "day"}}
        """);

    int exit = evaluate("--declared", "@/declared.json", "--holdout", "@/held.csv");

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("utility.tstr-r2\\[age\\] ")
        .containsPattern("privacy.k-anonymity +\\d")
        .containsPattern("fidelity.sequence-length +[01]\\.")
        .contains("id takes no part: names whom a row is about");
    assertThat(directory.resolve("eval/evaluation.json"))
        .content(StandardCharsets.UTF_8)
        .containsPattern("\"name\" : \"day\",\\s+\"type\" : \"DECIMAL\"");
  }

  @Test
  void remediesAreThoseOfTheCommandLine() throws IOException {
    write("gates.yaml", "- {metric: utility.tstr-auc, min: 0.5}\n");

    int exit = evaluate("--gates", "@/gates.yaml");

    assertThat(exit).isEqualTo(3);
    assertThat(Arrays.asList(out.toString().split("\n")))
        .filteredOn(line -> line.contains("privacy.k-anonymity"))
        .singleElement()
        .asString()
        .contains("not computed: ", "--quasi-identifier");
    assertThat(out.toString())
        .containsPattern("gate +utility.tstr-auc .*: not computed, .*--target")
        .doesNotContain("Generator");
  }
}
