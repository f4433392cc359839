package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the chart installs, for the values people use: {@code golden/<case>.values.yaml} renders to
 * {@code golden/<case>.yaml}. After a change of the chart, write them anew with {@code mvn -pl helm
 * test -Dtest=RenderingTest -Dgolden.write} and read the difference.
 */
class RenderingTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String VALUES = ".values.yaml";

  static Stream<String> cases() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(VALUES))
          .map(name -> name.substring(0, name.length() - VALUES.length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersAsRecorded(String name) throws IOException {
    var rendered = Chart.render(Files.readString(GOLDEN.resolve(name + VALUES)));
    var golden = GOLDEN.resolve(name + ".yaml");
    if (System.getProperty("golden.write") != null) {
      Files.writeString(golden, rendered);
    }
    assertThat(golden)
        .as("run: mvn -pl helm test -Dtest=RenderingTest -Dgolden.write")
        .content()
        .isEqualTo(rendered);
  }

  @Test
  void everyRecordedFileHasItsValues() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              cases().flatMap(name -> Stream.of(name + VALUES, name + ".yaml")).toList());
    }
  }

  @Test
  void passesTheStrictLint() {
    var result = Chart.lint();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }
}
