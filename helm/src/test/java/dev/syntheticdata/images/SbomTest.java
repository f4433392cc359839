package dev.syntheticdata.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lists of what is in the images: complete, the same each time, and of licences we can pass on.
 */
class SbomTest {

  /**
   * Licences under which a library can go into an image that is given away under ours. A library
   * that is offered under several needs one of these.
   */
  private static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          // As JOSDK's pom spells it.
          "Apache 2 License",
          "MIT",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          // That of Go, three clauses of BSD, as re2j's pom names it.
          "Go License",
          // Asks for nothing but its text, as MIT does.
          "Bouncy Castle Licence",
          // Of the library's own files only, and these are unchanged.
          "EPL-1.0",
          "EPL-2.0",
          "CDDL-1.0");

  static Stream<Image> images() {
    return ImagesTest.images();
  }

  @ParameterizedTest
  @MethodSource("images")
  void itListsTheLibrariesOfTheImageAndNoOthers(Image image) {
    assertThat(
            components(image)
                .map(c -> c.path("name").asText() + "-" + c.path("version").asText() + ".jar"))
        .containsExactlyInAnyOrderElementsOf(image.libraries());
  }

  @ParameterizedTest
  @MethodSource("images")
  void everyLibraryIsNamedByItsPackageAndDigest(Image image) {
    assertThat(components(image))
        .allSatisfy(
            component -> {
              assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
              assertThat(component.path("hashes"))
                  .extracting(hash -> hash.path("alg").asText())
                  .contains("SHA-256");
            });
  }

  @ParameterizedTest
  @MethodSource("images")
  void everyLibraryHasALicenceThatCanBePassedOn(Image image) {
    assertThat(components(image))
        .allSatisfy(
            component ->
                assertThat(offered(component))
                    .as(component.path("purl").asText())
                    .isNotEmpty()
                    .anyMatch(ACCEPTED::contains));
  }

  @ParameterizedTest
  @MethodSource("images")
  void nothingInItIsRandomOrOfTheBuildsTime(Image image) {
    var sbom = image.sbom();
    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.has("serialNumber")).isFalse();
    assertThat(sbom.at("/metadata").has("timestamp")).isFalse();
    assertThat(sbom.at("/metadata/component/name").asText()).isNotBlank();
  }

  /** What is handed out beside an image is what is in it. */
  @ParameterizedTest
  @MethodSource("images")
  void theListBesideTheImageIsTheOneInIt(Image image) throws IOException {
    var inImage = image.sbom();
    try (var files = Files.list(image.module().resolve("target/image-files/sbom"))) {
      var file = files.toList();
      assertThat(file).hasSize(1);
      assertThat(Image.JSON.readTree(Files.readString(file.get(0)))).isEqualTo(inImage);
    }
  }

  private static Stream<JsonNode> components(Image image) {
    return StreamSupport.stream(image.sbom().path("components").spliterator(), false);
  }

  /** Licences of which one can be chosen. */
  private static List<String> offered(JsonNode component) {
    return StreamSupport.stream(component.path("licenses").spliterator(), false)
        .flatMap(
            choice ->
                choice.has("expression")
                    ? alternatives(choice.path("expression").asText())
                    : Stream.of(
                        choice.at("/license/id").asText(choice.at("/license/name").asText())))
        .toList();
  }

  /**
   * Those of an expression like (A OR B); where several must be kept at once there is no choice.
   */
  private static Stream<String> alternatives(String expression) {
    return Arrays.stream(expression.replaceAll("[()]", "").split(" OR "));
  }
}
