package dev.syntheticdata.operator.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorSpec;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.Fixtures;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an engine in a container asks for a new fit, and what only for another try. */
class GeneratorInputsTest {

  private static final String ENGINE = "image: e:1, args: [a], deterministic: false";
  private static final GeneratorVersion FITTED = version("Fitted");
  private static final GeneratorVersion FAILED = version("Failed");

  private static Generator generator(String engine) {
    var generator = Fixtures.generator();
    var s = generator.getSpec();
    generator.setSpec(
        new GeneratorSpec(
            s.source(),
            s.schema(),
            s.storage(),
            s.holdout(),
            Serialization.unmarshal("container: {" + engine + "}", Engine.class),
            s.seed(),
            s.privacy(),
            s.limitations(),
            s.allowedPurposes(),
            s.job(),
            s.suspend(),
            s.retention(),
            null));
    return generator;
  }

  private static GeneratorVersion version(String phase) {
    var version = GeneratorInputs.version(generator(ENGINE), 1, Reason.INITIAL, "worker:1");
    var yaml = Serialization.asYaml(version) + "\nstatus: {phase: " + phase + "}\n";
    return Serialization.unmarshal(yaml, GeneratorVersion.class);
  }

  private static boolean asksForAFit(GeneratorVersion version, String engine) {
    var spec = generator(engine).getSpec();
    return !GeneratorInputs.hash(spec).equals(GeneratorInputs.hashToCompare(version, spec));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: e:1, args: [a], deterministic: false, dataSizeLimit: 50Gi",
        "image: e:1, args: [a], deterministic: false, imagePullPolicy: Always",
        "image: e:1, args: [a], deterministic: false, runAsUser: 1001",
        "image: e:1, args: [a], deterministic: false, fit: {timeoutSeconds: 100}",
        "image: e:1, args: [a], deterministic: false, generate: {resources: {limits: {cpu: 1}}}"
      })
  void howItRunsAsksForAnotherTryOnly(String engine) {
    assertThat(asksForAFit(FITTED, engine)).isFalse();
    assertThat(asksForAFit(FAILED, engine)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: e:2, args: [a], deterministic: false",
        "image: e:1, args: [b], deterministic: false",
        "image: e:1, args: [a], deterministic: true",
        "image: e:1, args: [a], deterministic: false, command: [run]",
        "image: e:1, args: [a], deterministic: false, format: Parquet",
        "image: e:1, args: [a], deterministic: false, env: [{name: A, value: b}]"
      })
  void whatItLearnsAsksForANewFit(String engine) {
    assertThat(asksForAFit(FITTED, engine)).isTrue();
  }

  @Test
  void theSameEngineAsksForNothing() {
    assertThat(asksForAFit(FITTED, ENGINE)).isFalse();
    assertThat(asksForAFit(FAILED, ENGINE)).isFalse();
  }
}
