package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.operator.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Option;

/**
 * The committed reference is that of the code. After a change of the code, write it anew with
 * {@code mvn -pl operator -am test -Dtest=ReferenceTest -Ddocs.write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ReferenceTest {

  private static final Path DIRECTORY = Path.of("..", "docs", "reference");

  /** {@code ${env:NAME:-default}}; the default of the name of a replica is a variable again. */
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{env:([A-Z_]+)(?::-(.*))?}");

  private record Document(String file, String text) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Document> documents() throws IOException {
    var documents =
        Stream.of(new Document("reasons.md", reasons()), new Document("flags.md", flags()))
            .toList();
    if (System.getProperty("docs.write") != null) {
      Files.createDirectories(DIRECTORY);
      for (var document : documents) {
        Files.writeString(DIRECTORY.resolve(document.file()), document.text());
      }
    }
    return documents.stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void committedReferenceEqualsTheCode(Document document) {
    assertThat(DIRECTORY.resolve(document.file()))
        .as("run: mvn -pl operator -am test -Dtest=ReferenceTest -Ddocs.write")
        .content()
        .isEqualTo(document.text());
  }

  private static String reasons() {
    return """
        # Reasons

        The reasons of conditions and Events. They are API: one is added, but none is ever renamed.
        After a failure for a reason that may pass, another version is attempted by itself: after a
        minute, and twice as long after each further failure, up to an hour. The others need somebody
        to change something.

        | Reason | Meaning | May pass |
        |---|---|---|
        """
        + Arrays.stream(Reason.values())
            .map(
                reason ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            reason.word(), cell(reason.meaning()), reason.mayPass() ? "yes" : ""))
            .collect(Collectors.joining());
  }

  private static String flags() {
    return """
        # Flags of the operator

        Each can be given on the command line, `--flag=value`, or by its environment variable; the
        command line goes before the environment.

        | Flag | Environment variable | Default | Meaning |
        |---|---|---|---|
        """
        + Arrays.stream(OperatorMain.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(Option.class))
            .map(field -> row(field.getAnnotation(Option.class)))
            .collect(Collectors.joining());
  }

  private static String row(Option option) {
    var description = String.join(" ", option.description()).replaceFirst("\\s*\\[[A-Z_]+]$", "");
    var variable = DEFAULT.matcher(option.defaultValue());
    assertThat(variable.matches()).as("%s has a variable", option.names()[0]).isTrue();
    return "| `%s` | `%s` | %s | %s |\n"
        .formatted(
            option.names()[0],
            variable.group(1),
            option.required() ? "none, it must be given" : defaultCell(variable.group(2)),
            cell(description));
  }

  private static String defaultCell(String value) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    var further = DEFAULT.matcher(value);
    return further.matches()
        ? "`$" + further.group(1) + "`, else " + defaultCell(further.group(2))
        : "`" + value + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
