package dev.syntheticdata.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/reliability.md} has a row for each test of a fault, and no other. After a change of
 * those, write it anew with {@code mvn -pl local -am test -Dtest=ReliabilityTest -Ddocs.write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ReliabilityTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "reliability.md");

  static List<FaultRow> rows() {
    return FaultRow.all();
  }

  @Test
  void theDocumentTellsOfTheTestsThereAre() throws IOException {
    var text = document(rows());
    if (System.getProperty("docs.write") != null) {
      Files.writeString(DOCUMENT, text);
    }

    assertThat(DOCUMENT)
        .as("run: mvn -pl local -am test -Dtest=ReliabilityTest -Ddocs.write")
        .content()
        .isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachRowIsATestThatRunsSomewhere(FaultRow row) {
    assertThat(row.servers()).as("servers that %s says it runs on", row).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachRowSaysAll(FaultRow row) {
    var fault = row.fault();
    assertThat(Stream.of(fault.fault(), fault.made(), fault.outcome(), fault.meanwhile()))
        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("\n", "|"));
  }

  @Test
  void noTwoRowsHaveOneName() {
    assertThat(rows())
        .extracting(row -> row.fault().of() + " " + row.fault().fault())
        .doesNotHaveDuplicates();
  }

  private static String document(List<FaultRow> rows) {
    return """
        # Reliability

        What breaks, and what comes of it. Each row is a test, which makes the fault in the middle of a life: a
        generator is fitted, a dataset is generated, evaluated and published. The tables are written from the tests
        and compared with them [`local/.../fault/ReliabilityTest`]; `local/...` stands for
        `local/src/test/java/dev/syntheticdata/local/`. How to watch for such things, and what to do, is in
        [operations.md](operations.md) and [troubleshooting.md](troubleshooting.md).
        """
        + Arrays.stream(Part.values())
            .map(part -> section(part, rows))
            .collect(Collectors.joining());
  }

  private static String section(Part part, List<FaultRow> rows) {
    var own = rows.stream().filter(row -> row.fault().of() == part).toList();
    if (own.isEmpty()) {
      return "";
    }
    return """

        ## %s

        %s

        | Fault | What holds afterwards | What one sees meanwhile | Made by | Test | On |
        |---|---|---|---|---|---|
        """
            .formatted(part.title(), part.always())
        + own.stream().map(ReliabilityTest::line).collect(Collectors.joining());
  }

  private static String line(FaultRow row) {
    var fault = row.fault();
    return "| %s | %s | %s | %s | `%s` | %s |\n"
        .formatted(
            fault.fault(),
            fault.outcome(),
            fault.meanwhile(),
            fault.made(),
            row.test(),
            row.servers().stream().map(Server::title).collect(Collectors.joining("; ")));
  }
}
