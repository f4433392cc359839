package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command fit on a local file. */
class FitCommandTest extends Commands {

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
  void columnsWithoutTheirValuesAreNotedWithTheRemedy() throws IOException {
    var rows = new StringBuilder("age,share,tag\n");
    for (int i = 0; i < 100; i++) {
      rows.append("%d,%d.5%%,%dkg\n".formatted(i % 9, i, i));
    }
    Path source = Files.writeString(directory.resolve("source.csv"), rows);

    assertThat(run("fit", "--source", source.toString(), "--out", path("model"))).isZero();

    assertThat(out.toString().lines().filter(line -> line.startsWith("note ")))
        .anyMatch(
            note ->
                note.contains("'share'")
                    && note.contains("numbers with '%': write them as plain numbers in the source"))
        .anyMatch(note -> note.contains("'tag'") && note.contains("declare its type"));
  }

  @Test
  void aSequenceNeedsItsKeyAndItsOrder() {
    assertThat(fit("--order-by", "age")).isEqualTo(2);
    assertThat(err.toString()).contains("--sequence-key and --order-by must be given together");
  }

  @ParameterizedTest
  @CsvSource({
    "age, age,     sex, --order-by age: the column is the --sequence-key",
    "age, futime,  age, --context age: the column is the --sequence-key; leave it out",
    "age, futime,  futime, --context futime: the column is the --order-by; leave it out"
  })
  void theColumnsOfASequenceDifferFromEachOther(
      String key, String orderBy, String context, String message) {
    assertThat(fit("--sequence-key", key, "--order-by", orderBy, "--context", context))
        .isEqualTo(10);

    assertThat(err.toString()).contains(message);
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

  /** What an API server refuses of a Generator, nobody else refuses of a file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'columns':[{'name':'sex','pattern':'A','personal':'City'}]|columns[0]: a column has either",
        "'columns':[{'name':'sex','pattern':''}]|columns[0]: a pattern has from 1 to 256 characters",
        "'constraints':[{'expression':'age>0'}]|constraints[0]: name is missing",
        "'constraints':[{'name':'a b','expression':'age>0'}]|the name 'a b' is not of letters",
        "'constraints':[{'name':'a'}]|constraints[0]: give either expression or fixedCombinations",
        "'constraints':[{'name':'a','expression':' '}]|an expression has from 1 to 1,024 characters",
        "'constraints':[{'name':'a','fixedCombinations':[]}]|fixedCombinations name from 2 to 16",
        "'constraints':[{'name':'a','fixedCombinations':['sex']}]|fixedCombinations name from 2 to",
        "'constraints':[{'name':'a','expression':'true'},{'name':'a','expression':'true'}]|constraints[1]: 'a'"
      },
      quoteCharacter = '`')
  void aFileIsHeldToTheRulesOfTheResource(String content, String message) throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.json"), "{" + content.replace('\'', '"') + "}");

    assertThat(fit("--declared", declared.toString())).isEqualTo(10);

    assertThat(err.toString()).startsWith("InvalidInput: --declared " + declared).contains(message);
    assertThat(directory.resolve("model")).doesNotExist();
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
}
