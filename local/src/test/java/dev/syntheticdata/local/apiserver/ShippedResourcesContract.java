package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRDs and examples of this project, with the real kubectl, on whatever API server. */
abstract class ShippedResourcesContract {
  static final Path CRDS = Path.of("..", "crds");
  private static final Path EXAMPLE = Path.of("..", "examples", "flchain");

  private Kubectl kubectl;

  /** A kubectl for an API server that knows the CRDs and holds none of their resources. */
  abstract Kubectl start() throws IOException;

  @BeforeEach
  void connect() throws IOException {
    kubectl = start();
  }

  private static String example(String file) {
    return EXAMPLE.resolve(file).toAbsolutePath().toString();
  }

  private Kubectl.Result applyChanged(String file, String from, String to) throws IOException {
    String manifest = Files.readString(EXAMPLE.resolve(file));
    assertThat(manifest).contains(from);
    return kubectl.attempt("apply", "-f", kubectl.file("changed.yaml", manifest.replace(from, to)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generators",
        "generatorversions",
        "syntheticdatasets",
        "syntheticdatasetversions"
      })
  void everyKindIsServedAndExplained(String resource) {
    assertThat(kubectl.run("api-resources", "--categories=synthetic", "-o", "name"))
        .contains(resource + ".syntheticdata.dev");
    assertThat(kubectl.run("explain", resource, "--recursive"))
        .contains("observedGeneration")
        .doesNotContain("no description");
  }

  @Test
  void theCrdFilesCanBeAppliedByKubectl() {
    String crds = CRDS.toAbsolutePath().toString();
    assertThat(kubectl.run("apply", "--server-side", "--force-conflicts", "-f", crds))
        .contains("generators.syntheticdata.dev serverside-applied");
    kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
  }

  @Test
  void noCrdHasAConditionThatComplains() {
    assertThat(
            kubectl.run(
                "get",
                "crd",
                "-o",
                "jsonpath={range .items[*]}{range .status.conditions[*]}{.type}={.status} {end}{end}"))
        .isEqualTo("NamesAccepted=True Established=True ".repeat(4));
  }

  @Test
  void resourcesAreShownWithTheirColumns() {
    kubectl.run("apply", "-f", EXAMPLE.toAbsolutePath().toString());
    assertThat(kubectl.run("get", "gen").lines().findFirst().orElseThrow().split(" +"))
        .containsExactly("NAME", "READY", "REASON", "VERSION", "AGE");
    assertThat(kubectl.run("get", "sds").lines().findFirst().orElseThrow().split(" +"))
        .containsExactly(
            "NAME",
            "READY",
            "REASON",
            "PUBLISHED",
            "ROWS",
            "GATES",
            "FRESH",
            "NEXT-REFRESH",
            "AGE");
  }

  @ParameterizedTest
  @CsvSource({
    "spec.generatorRef.name=flchain, syntheticdataset.syntheticdata.dev/flchain-synthetic",
    "spec.purpose=ModelTraining, syntheticdataset.syntheticdata.dev/flchain-synthetic",
    "spec.purpose=Analytics, ''"
  })
  void datasetsAreSelectedByTheirFields(String selector, String found) {
    kubectl.run("apply", "-f", example("dataset.yaml"));
    assertThat(kubectl.run("get", "sds", "--field-selector", selector, "-o", "name").strip())
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"generator.yaml, gen/flchain", "dataset.yaml, sds/flchain-synthetic"})
  void anExampleAppliedAgainIsNotWrittenAndShowsNoDiff(String file, String name) {
    kubectl.run("apply", "-f", example(file));
    String version = kubectl.run("get", name, "-o", "jsonpath={.metadata.resourceVersion}");
    kubectl.run("apply", "-f", example(file));
    assertThat(kubectl.run("get", name, "-o", "jsonpath={.metadata.resourceVersion}"))
        .isEqualTo(version);
    assertThat(kubectl.run("diff", "-f", example(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator.yaml", "dataset.yaml"})
  void anExampleAppliesOnTheServerSideWithoutLosingItsDefaults(String file) {
    kubectl.run("apply", "--server-side", "-f", example(file));
    kubectl.run("apply", "--server-side", "-f", example(file));
    assertThat(kubectl.run("diff", "--server-side", "-f", example(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "generator.yaml | autoregressiveTrees: {} | {} | spec.engine",
        "generator.yaml | autoregressiveTrees: {} | gaussianCopulla: {} | unknown field \"spec.engine.gaussianCopulla\"",
        "generator.yaml | fraction: 0.2 | fraction: 2 | spec.holdout.fraction",
        "generator.yaml | name: flchain | name: flchain-flchain-flchain-flchain-flchain-flchain | is invalid",
        "dataset.yaml | rows: 10000 | rows: 0 | spec.rows: Invalid value: 0",
        "dataset.yaml | rows: 10000 | rows: -5 | spec.rows: Invalid value: -5",
        "dataset.yaml | format: Parquet | format: Excel | spec.format: Unsupported value: \"Excel\"",
        "dataset.yaml | fidelity.column-shapes | fidelity.magic | spec.gates[0].metric: Unsupported value: \"fidelity.magic\""
      })
  void aMistakeIsAnsweredWithItsField(String file, String from, String to, String error)
      throws IOException {
    Kubectl.Result result = applyChanged(file, from, to);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(error);
  }

  @Test
  void theBucketOfAnOutputStays() throws IOException {
    kubectl.run("apply", "-f", example("dataset.yaml"));
    assertThat(applyChanged("dataset.yaml", "bucket: synthetic-data", "bucket: other").err())
        .contains("spec.output")
        .contains("immutable");
  }
}
