package dev.syntheticdata.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command generate on a local model. */
class GenerateCommandTest extends Commands {

  @ParameterizedTest
  @ValueSource(strings = {"csv", "parquet"})
  void generateWritesTheRowsAskedForAndAlwaysTheSame(String format) throws IOException {
    fit();

    for (String name : new String[] {"once", "again"}) {
      assertThat(generate(name, "--rows", "9000", "--seed", "3", "--format", format)).isZero();
    }

    assertThat(TableReader.read(directory.resolve("once"), SchemaHints.none()).rows())
        .isEqualTo(9_000);
    for (int part = 0; part < 2; part++) {
      String file = "data/part-0000" + part + "." + format;
      assertThat(directory.resolve("once").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("again").resolve(file));
    }
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

    assertThat(generate("out", "--rows", "10", option, value)).isEqualTo(10);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void aFormatThatDoesNotExistIsInvalidInput() {
    fit();

    assertThat(generate("out", "--rows", "5", "--format", "xml")).isEqualTo(10);
    assertThat(err.toString()).contains("csv and parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void noRowsOrFewerAreInvalidInput(String rows) {
    fit();

    assertThat(generate("out", "--rows", rows)).isEqualTo(10);
    assertThat(err.toString()).contains("rows is " + rows);
  }

  @Test
  void partsOfAnEarlierRunAreNotMixedWithNewOnes() {
    fit();
    generate("out", "--rows", "9000");

    assertThat(generate("out", "--rows", "10")).isEqualTo(10);
    assertThat(err.toString()).contains("there are files already");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamedBeforeTheWork() throws IOException {
    fit();
    Files.writeString(directory.resolve("out"), "a file");

    assertThat(generate("out", "--rows", "10")).isEqualTo(10);
    assertThat(err.toString())
        .contains("--out " + path("out") + ": is a file; name a directory")
        .doesNotContain("\tat ");
  }

  @Test
  void aModelThatIsNotThereIsInvalidInput() {
    assertThat(run("generate", "--model", path("none"), "--rows", "5", "--out", path("out")))
        .isEqualTo(10);
    assertThat(err.toString()).contains("none", "no such file");
  }
}
