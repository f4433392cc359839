package dev.syntheticdata.helm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The chart, rendered by Helm itself. */
final class Chart {

  /** The chart's directory; tests run in the module's. */
  static final Path DIRECTORY = Path.of("synthetic-data-operator");

  static final String RELEASE = "sdo";
  static final String NAMESPACE = "synthetic-data";

  /** The oldest that Chart.yaml admits. */
  private static final String OLDEST_KUBERNETES = "1.31.0";

  private static final String NATIVE = "META-INF/services/com.marcnuri.helm.jni.NativeLibrary";
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

  private Chart() {}

  /** Skips the test, visibly, where Helm has no native library for this platform. */
  static void assumeHelm() {
    assumeTrue(
        Chart.class.getClassLoader().getResource(NATIVE) != null,
        () ->
            "no Helm for "
                + System.getProperty("os.name")
                + " on "
                + System.getProperty("os.arch")
                + ": the chart is not tested here");
  }

  static LintResult lint() {
    assumeHelm();
    return new Helm(DIRECTORY).lint().strict().call();
  }

  /**
   * Renders the chart.
   *
   * @param values a values file's content
   * @throws RuntimeException with Helm's message, if it does not render
   */
  static String render(String values) {
    return render(values, RELEASE);
  }

  /** Renders the chart as a release of another name. */
  static String render(String values, String release) {
    return render(values, release, NAMESPACE);
  }

  /** Renders the chart as a release in another namespace. */
  static String render(String values, String release, String namespace) {
    assumeHelm();
    return withValues(
        values,
        file ->
            new Helm(DIRECTORY)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(OLDEST_KUBERNETES)
                .withValuesFile(file)
                .call());
  }

  /** Hands over a file with values, which is gone afterwards. */
  static <T> T withValues(String values, Function<Path, T> command) {
    try {
      var file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, values);
        return command.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renders the chart to its objects. */
  static List<JsonNode> objects(String values) {
    return parse(render(values));
  }

  /** The objects of a kind. */
  static List<JsonNode> objects(String values, String kind) {
    return objects(values).stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
  }

  /** The only object of a kind. */
  static JsonNode object(String values, String kind) {
    var found = objects(values, kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of kind " + kind + ", not one");
    }
    return found.get(0);
  }

  /** The documents of a YAML text. */
  static List<JsonNode> parse(String yaml) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      var objects = new ArrayList<JsonNode>();
      documents.forEachRemaining(
          document -> {
            if (!document.isNull() && !document.isMissingNode()) {
              objects.add(document);
            }
          });
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one document of a file. */
  static JsonNode read(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
