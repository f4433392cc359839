package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The chart's CRDs are those of {@code crds/}. A chart holds only files of its own directory, so
 * they are copies; after a change of the CRDs, copy them anew with {@code mvn -pl helm test
 * -Dtest=CrdCopiesTest -Dgolden.write}.
 */
class CrdCopiesTest {

  private static final Path ORIGINALS = Path.of("../crds");
  private static final Path COPIES = Chart.DIRECTORY.resolve("files/crds");

  @Test
  void theCopiesEqualTheOriginals() throws IOException {
    var originals = contents(ORIGINALS);
    if (System.getProperty("golden.write") != null) {
      for (var original : originals.entrySet()) {
        Files.writeString(COPIES.resolve(original.getKey()), original.getValue());
      }
    }
    assertThat(originals).isNotEmpty();
    assertThat(contents(COPIES))
        .as("run: mvn -pl helm test -Dtest=CrdCopiesTest -Dgolden.write")
        .isEqualTo(originals);
  }

  @Test
  void theChartInstallsThemUnchangedButForLabelsAndAnnotations() throws IOException {
    var installed = crds("");
    for (var crd : installed) {
      var metadata = (ObjectNode) crd.get("metadata");
      metadata.remove(List.of("labels", "annotations"));
    }
    assertThat(installed)
        .containsExactlyInAnyOrderElementsOf(
            contents(ORIGINALS).values().stream().flatMap(y -> Chart.parse(y).stream()).toList());
  }

  @Test
  void uninstallingKeepsThem() {
    assertThat(crds(""))
        .isNotEmpty()
        .allSatisfy(crd -> assertThat(policy(crd).asText()).isEqualTo("keep"));
  }

  @Test
  void uninstallingRemovesThemWhereThatIsWanted() {
    assertThat(crds("crds: {keep: false}"))
        .isNotEmpty()
        .allSatisfy(crd -> assertThat(policy(crd).isMissingNode()).isTrue());
  }

  @Test
  void theyCanBeLeftToOthers() {
    assertThat(crds("crds: {install: false}")).isEmpty();
  }

  private static List<JsonNode> crds(String values) {
    return Chart.objects(values, "CustomResourceDefinition");
  }

  private static JsonNode policy(JsonNode crd) {
    return crd.path("metadata").path("annotations").path("helm.sh/resource-policy");
  }

  private static TreeMap<String, String> contents(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString(),
                  CrdCopiesTest::content,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
