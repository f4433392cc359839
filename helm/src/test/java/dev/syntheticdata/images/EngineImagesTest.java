package dev.syntheticdata.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Containerfiles of the examples' engines, as far as they can be checked without building them:
 * that what they name is there, and that Kubernetes would run what they make.
 */
class EngineImagesTest {

  private static final Path CONTEXT = Path.of("../examples/engines");

  static Stream<Path> containerfiles() throws IOException {
    try (var engines = Files.list(CONTEXT)) {
      return engines
          .filter(engine -> Files.exists(engine.resolve("engine")))
          .map(engine -> engine.resolve("Containerfile"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** What follows an instruction's name, each time it stands in a file. */
  private static List<String> all(Path containerfile, String instruction) throws IOException {
    return Files.readAllLines(containerfile).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length()).strip())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void whatIsCopiedIsThereAndKeepsItsPlaceBesideTheOthers(Path containerfile) throws IOException {
    assertThat(all(containerfile, "COPY"))
        .isNotEmpty()
        .allSatisfy(
            copy -> {
              var source = copy.split(" ")[0];
              assertThat(CONTEXT.resolve(source)).isRegularFile();
              assertThat(copy.split(" ")[1])
                  .isEqualTo("/engine/" + source.substring(0, source.lastIndexOf('/') + 1));
            });
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void itStartsAProgramThatIsCopiedWithoutAShell(Path containerfile) throws IOException {
    var programs =
        all(containerfile, "COPY").stream().map(copy -> "/engine/" + copy.split(" ")[0]).toList();
    assertThat(all(containerfile, "ENTRYPOINT"))
        .singleElement()
        .satisfies(
            entrypoint ->
                assertThat(programs)
                    .anyMatch(
                        program ->
                            entrypoint.matches(
                                "\\[\"[a-z]+\", \"%s\"]".formatted(program.replace(".", "\\.")))));
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void theUserIsANumberAndNotRoot(Path containerfile) throws IOException {
    assertThat(all(containerfile, "USER")).singleElement().asString().matches("[1-9][0-9]*");
  }

  @ParameterizedTest
  @MethodSource("containerfiles")
  void theBaseIsNamedInFullAndPackagesByTheirVersion(Path containerfile) throws IOException {
    assertThat(all(containerfile, "FROM"))
        .singleElement()
        .asString()
        .matches("[a-z.]+/[a-z/-]+:[0-9.]+-[a-z]+");
    var requirements = containerfile.resolveSibling("requirements.txt");
    if (Files.exists(requirements)) {
      assertThat(all(containerfile, "COPY")).anyMatch(copy -> copy.contains("requirements.txt"));
      assertThat(Files.readAllLines(requirements))
          .filteredOn(line -> !line.startsWith("#"))
          .isNotEmpty()
          .allMatch(line -> line.matches("[a-z-]+(\\[[a-z]+])?==[0-9.]+"));
    }
  }
}
