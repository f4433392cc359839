package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's values: documented, checked, and refused with a message that names them. */
class ValuesTest {

  private static final Path GUIDE = Path.of("../docs/install.md");
  private static final String TABLE_START = "<!-- values: generated from values.yaml -->\n";
  private static final String TABLE_END = "<!-- end of values -->";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicaCount: -1                          | replicaCount       | minimum
          replicaCount: two                         | replicaCount       | integer
          replicas: 2                               | replicas           | additional
          worker: {image: {digest: latest}}         | worker/image/digest| pattern
          image: {digest: "sha256:abc"}             | image/digest       | pattern
          worker: {image: {repository: "a:1.0"}}    | worker/image/repository | pattern
          worker: {resources: {limits: {cpu: a lot}}} | worker/resources/limits/cpu | pattern
          worker: {modelSizeLimit: 1GB}             | worker/modelSizeLimit | pattern
          image: {pullPolicy: Sometimes}            | image/pullPolicy   | 'Always'
          watchNamespaces: team-a                   | watchNamespaces    | array
          watchNamespaces: [Team A]                 | watchNamespaces/0  | pattern
          watchNamespaces: [a, a]                   | watchNamespaces    | equal
          logFormat: xml                            | logFormat          | 'json'
          service: {port: 70000}                    | service/port       | maximum
          podDisruptionBudget: {maxUnavailable: 0}  | podDisruptionBudget/maxUnavailable | minimum
          podDisruptionBudget: {maxUnavailable: half} | podDisruptionBudget/maxUnavailable | pattern
          networkPolicy: {apiServer: {cidrs: [10.0.0.1]}} | networkPolicy/apiServer/cidrs/0 | pattern
          networkPolicy: {apiServer: {ports: []}}   | networkPolicy/apiServer/ports | minItems
          commonLabels: {app.kubernetes.io/name: x} | commonLabels/app.kubernetes.io | false
          serviceMonitor: {enabled: maybe}          | serviceMonitor/enabled | 'auto'
          serviceMonitor: {interval: often}         | serviceMonitor/interval | pattern
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
  void everyValueIsDocumentedAboveIt() {
    assertThat(ValuesFile.values())
        .isNotEmpty()
        .allSatisfy(value -> assertThat(value.comment()).as(value.path()).isNotEmpty());
  }

  @Test
  void theSchemaAndTheDefaultsNameTheSameValues() {
    assertThat(ValuesFile.values().stream().filter(ValuesFile.Value::leaf))
        .extracting(ValuesFile.Value::path)
        .containsExactlyInAnyOrderElementsOf(ValuesFile.schemaLeaves());
  }

  /** Written anew with {@code mvn -pl helm test -Dtest=ValuesTest -Dgolden.write}. */
  @Test
  void theGuideListsThem() throws IOException {
    var text = Files.readString(GUIDE);
    int start = text.indexOf(TABLE_START) + TABLE_START.length();
    int end = text.indexOf(TABLE_END);
    assertThat(end).isGreaterThanOrEqualTo(start);
    if (System.getProperty("golden.write") != null) {
      Files.writeString(GUIDE, text.substring(0, start) + ValuesFile.table() + text.substring(end));
    }
    assertThat(Files.readString(GUIDE))
        .as("run: mvn -pl helm test -Dtest=ValuesTest -Dgolden.write")
        .contains(TABLE_START + ValuesFile.table() + TABLE_END);
  }

  @Test
  void theDefaultImagesAreThoseOfThisBuild() throws IOException {
    var version = Chart.read(Chart.DIRECTORY.resolve("Chart.yaml")).path("appVersion").asText();
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + version + "</version>");
  }
}
