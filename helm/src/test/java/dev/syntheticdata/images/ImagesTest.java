package dev.syntheticdata.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the images of operator and worker, and how they run. */
class ImagesTest {

  private static final String SPEC = "org.opencontainers.image.";

  static Stream<Image> images() {
    return Stream.of("operator", "generator-worker").map(Image::of);
  }

  @ParameterizedTest
  @MethodSource("images")
  void theUserIsANumberAndNotRoot(Image image) {
    assertThat(image.config().at("/config/User").asText()).isEqualTo("65532:65532");
  }

  @ParameterizedTest
  @MethodSource("images")
  void itStartsJavaWithoutAShell(Image image) {
    var entryPoint = texts(image.config().at("/config/Entrypoint"));
    assertThat(entryPoint).startsWith("java").endsWith(mainClass(image));
    assertThat(image.contents()).containsKey("app/jib-classpath-file");
    assertThat(image.contents()).containsKey(file(mainClass(image)));
  }

  @ParameterizedTest
  @MethodSource("images")
  void itsLabelsSayWhatItIs(Image image) {
    var labels = image.config().at("/config/Labels");
    assertThat(labels.path(SPEC + "title").asText()).startsWith("Synthetic Data Operator: ");
    assertThat(labels.path(SPEC + "version").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-.+)?");
    assertThat(labels.path(SPEC + "licenses").asText()).isEqualTo("Apache-2.0");
  }

  /** The tools that make it would otherwise write when they did. */
  @ParameterizedTest
  @MethodSource("images")
  void noTimeOfTheBuildIsInIt(Image image) {
    assertThat(image.config().path("created").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(image.config().findValuesAsText("created")).containsOnly("1970-01-01T00:00:00Z");
    var epoch = FileTime.from(Instant.EPOCH);
    var second = FileTime.from(Instant.EPOCH.plusSeconds(1));
    assertThat(image.entries())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.getLastModifiedTime()).isBetween(epoch, second);
              assertThat(Stream.of(epoch, second, null)).contains(entry.getCreationTime());
            });
  }

  /** Who runs as another user can read all and change nothing. */
  @ParameterizedTest
  @MethodSource("images")
  void everythingBelongsToRootAndIsReadOnlyForOthers(Image image) {
    assertThat(image.entries())
        .allSatisfy(
            (TarArchiveEntry entry) -> {
              assertThat(entry.getLongUserId()).isZero();
              assertThat(entry.getLongGroupId()).isZero();
              assertThat(entry.getMode() & 07777)
                  .as(entry.getName())
                  .isEqualTo(entry.isDirectory() ? 0755 : 0644);
              assertThat(entry.isFile() || entry.isDirectory()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("images")
  void thereIsNothingInItButTheProgramItsLibrariesAndTheirLicences(Image image) {
    assertThat(image.contents().keySet())
        .allSatisfy(
            name ->
                assertThat(name)
                    .matches(
                        "app/(LICENSE|NOTICE|libs/.*\\.jar|classes/.*|resources/.*|sbom/.*|jib-[a-z-]+-file)"));
    assertThat(image.contents()).containsKeys("app/LICENSE", "app/NOTICE");
  }

  @ParameterizedTest
  @MethodSource("images")
  void thereIsOneHttpClientOfEachLibrary(Image image) {
    assertThat(image.libraries())
        .filteredOn(name -> name.matches("(kubernetes-httpclient|vertx|netty)-.*"))
        .isSubsetOf(
            image.libraries().stream()
                .filter(name -> name.startsWith("kubernetes-httpclient-okhttp-"))
                .toList());
  }

  private static String mainClass(Image image) {
    return image.toString().equals("operator")
        ? "dev.syntheticdata.operator.OperatorMain"
        : "dev.syntheticdata.worker.Main";
  }

  private static String file(String type) {
    return "app/classes/" + type.replace('.', '/') + ".class";
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
