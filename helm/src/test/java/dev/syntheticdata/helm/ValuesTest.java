package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's values: documented, checked, and refused with a message that names them. */
class ValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicaCount: -1                          | replicaCount       | minimum
          replicaCount: two                         | replicaCount       | integer
          replicas: 2                               | replicas           | additional
          worker: {image: {digest: latest}}         | worker/image/digest| pattern
          worker: {image: {repository: "a:1.0"}}    | worker/image/repository | pattern
          worker: {resources: {limits: {cpu: a lot}}} | worker/resources/limits/cpu | pattern
          image: {pullPolicy: Sometimes}            | image/pullPolicy   | 'Always'
          watchNamespaces: team-a                   | watchNamespaces    | array
          watchNamespaces: [Team A]                 | watchNamespaces/0  | pattern
          watchNamespaces: [a, a]                   | watchNamespaces    | equal
          logFormat: xml                            | logFormat          | 'json'
          service: {port: 70000}                    | service/port       | maximum
          """)
  void aBadValueIsNamedAndSaysWhatIsWrong(String values, String where, String what) {
    Chart.assumeHelm();
    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void aServiceAccountMadeByOthersMustBeNamed() {
    Chart.assumeHelm();
    assertThatThrownBy(() -> Chart.render("serviceAccount: {create: false}"))
        .hasMessageContaining("serviceAccount.name: name the service account to use");
  }

  @Test
  void everyValueIsDocumentedAboveIt() throws IOException {
    var lines = Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml"));
    var silent = new ArrayList<String>();
    var freely = -1;
    for (int i = 1; i < lines.size(); i++) {
      var line = lines.get(i);
      var indent = line.length() - line.stripLeading().length();
      if (line.isBlank() || line.strip().startsWith("#") || freely >= 0 && indent > freely) {
        continue;
      }
      freely = -1;
      if (!lines.get(i - 1).strip().startsWith("#")) {
        silent.add(line.strip());
      }
      // What is below these is Kubernetes' or the user's to name.
      if (line.strip().matches("(resources|requests|limits|affinity):")
          && !line.startsWith("  resources")) {
        freely = indent;
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void theSchemaAndTheDefaultsNameTheSameValues() {
    var schema = Chart.read(Chart.DIRECTORY.resolve("values.schema.json"));
    var named = new TreeSet<>(schemaPaths("", schema, schema));
    named.remove("global");
    var defaults = Chart.read(Chart.DIRECTORY.resolve("values.yaml"));
    assertThat(valuePaths("", defaults, named)).isEqualTo(named);
  }

  @Test
  void theDefaultImagesAreThoseOfThisBuild() throws IOException {
    var version = Chart.read(Chart.DIRECTORY.resolve("Chart.yaml")).path("appVersion").asText();
    assertThat(Files.readString(java.nio.file.Path.of("pom.xml")))
        .contains("<version>" + version + "</version>");
  }

  /** The paths of the values a schema names, the branches left out. */
  private static List<String> schemaPaths(String path, JsonNode schema, JsonNode root) {
    var reference = schema.path("$ref").asText("");
    var target = reference.isEmpty() ? schema : root.at(reference.substring(1));
    if (!target.has("properties")) {
      return List.of(path);
    }
    var paths = new ArrayList<String>();
    target
        .path("properties")
        .properties()
        .forEach(p -> paths.addAll(schemaPaths(join(path, p.getKey()), p.getValue(), root)));
    return paths;
  }

  private static TreeSet<String> valuePaths(String path, JsonNode value, TreeSet<String> leaves) {
    var paths = new TreeSet<String>();
    if (!path.isEmpty() && (leaves.contains(path) || !value.isObject())) {
      paths.add(path);
    } else {
      value
          .properties()
          .forEach(p -> paths.addAll(valuePaths(join(path, p.getKey()), p.getValue(), leaves)));
    }
    return paths;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
