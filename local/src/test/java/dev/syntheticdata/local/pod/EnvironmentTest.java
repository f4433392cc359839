package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  private final FixedConfig config =
      new FixedConfig()
          .configMap("settings", "level", "high")
          .configMap("settings", "mode", "fast")
          .secret("keys", "password", "s3cret");
  private final Environment environment = new Environment(config);
  private final Pod pod =
      new PodBuilder()
          .withNewMetadata()
          .withName("pod-1")
          .withNamespace("ns")
          .withUid("uid-1")
          .addToLabels("app", "worker")
          .addToAnnotations("example.com/note", "hello")
          .endMetadata()
          .withNewSpec()
          .withNodeName("local")
          .endSpec()
          .build();

  @Test
  void aValueMayReferToEarlierOnes() {
    assertThat(
            resolve(
                c ->
                    env(env(c, "A", "1"), "B", "$(A)2")
                        .addNewEnv()
                        .withName("C")
                        .withValue("$(D)")
                        .endEnv()))
        .containsExactly(Map.entry("A", "1"), Map.entry("B", "12"), Map.entry("C", "$(D)"));
  }

  @ParameterizedTest
  @CsvSource({
    "metadata.name, pod-1",
    "metadata.namespace, ns",
    "metadata.uid, uid-1",
    "spec.nodeName, local",
    "metadata.labels['app'], worker",
    "metadata.annotations['example.com/note'], hello",
    "metadata.annotations['absent'], ''",
  })
  void aFieldOfThePodIsAValue(String path, String value) {
    assertThat(
            resolve(
                c ->
                    c.addNewEnv()
                        .withName("F")
                        .withNewValueFrom()
                        .withNewFieldRef(null, path)
                        .endValueFrom()
                        .endEnv()))
        .containsExactly(Map.entry("F", value));
  }

  @Test
  void aFieldThatThePodDoesNotHaveIsNamed() {
    assertThatThrownBy(
            () ->
                resolve(
                    c ->
                        c.addNewEnv()
                            .withName("F")
                            .withNewValueFrom()
                            .withNewFieldRef(null, "metadata.color")
                            .endValueFrom()
                            .endEnv()))
        .hasMessageContaining("metadata.color");
  }

  @Test
  void aKeyOfAConfigMapOrASecretIsAValue() {
    assertThat(
            resolve(
                c ->
                    secretKey(
                        configMapKey(c, "settings", "level", null), "keys", "password", null)))
        .containsExactly(Map.entry("level", "high"), Map.entry("password", "s3cret"));
  }

  @Test
  void aMissingSecretIsNamedAsKubeletDoes() {
    assertThatThrownBy(() -> resolve(c -> secretKey(c, "absent", "password", null)))
        .isInstanceOf(ContainerConfigException.class)
        .hasMessage("secret \"absent\" not found");
  }

  @Test
  void aMissingConfigMapIsNamedAsKubeletDoes() {
    assertThatThrownBy(() -> resolve(c -> configMapKey(c, "absent", "level", false)))
        .isInstanceOf(ContainerConfigException.class)
        .hasMessage("configmap \"absent\" not found");
  }

  @Test
  void aMissingKeyIsNamedAsKubeletDoes() {
    assertThatThrownBy(() -> resolve(c -> secretKey(c, "keys", "user", null)))
        .hasMessage("couldn't find key user in Secret ns/keys");
  }

  @Test
  void anOptionalReferenceMayBeMissing() {
    assertThat(resolve(c -> secretKey(configMapKey(c, "absent", "x", true), "keys", "user", true)))
        .isEmpty();
  }

  @Test
  void allKeysAreImportedWithAPrefix() {
    assertThat(
            resolve(
                c ->
                    c.addNewEnvFrom()
                        .withPrefix("S_")
                        .withNewConfigMapRef("settings", false)
                        .endEnvFrom()))
        .containsOnly(Map.entry("S_level", "high"), Map.entry("S_mode", "fast"));
  }

  @Test
  void anEntryReplacesAnImportedOne() {
    assertThat(
            resolve(
                c ->
                    env(
                        c.addNewEnvFrom().withNewConfigMapRef("settings", false).endEnvFrom(),
                        "level",
                        "low")))
        .containsEntry("level", "low");
  }

  @Test
  void anImportOfAMissingSecretFailsUnlessOptional() {
    assertThatThrownBy(
            () -> resolve(c -> c.addNewEnvFrom().withNewSecretRef("absent", false).endEnvFrom()))
        .hasMessage("secret \"absent\" not found");
    assertThat(resolve(c -> c.addNewEnvFrom().withNewSecretRef("absent", true).endEnvFrom()))
        .isEmpty();
  }

  @Test
  void aSourceThatIsNotSupportedIsNamedWithTheRemedy() {
    assertThatThrownBy(
            () ->
                resolve(
                    c ->
                        c.addNewEnv()
                            .withName("M")
                            .withNewValueFrom()
                            .withNewResourceFieldRef()
                            .endResourceFieldRef()
                            .endValueFrom()
                            .endEnv()))
        .hasMessageContaining("env M")
        .hasMessageContaining("use value");
  }

  private Map<String, String> resolve(UnaryOperator<ContainerBuilder> container) {
    return environment.resolve(pod, container.apply(new ContainerBuilder()).build());
  }

  private static ContainerBuilder env(ContainerBuilder container, String name, String value) {
    return container.addNewEnv().withName(name).withValue(value).endEnv();
  }

  private static ContainerBuilder configMapKey(
      ContainerBuilder container, String map, String key, Boolean optional) {
    return container
        .addNewEnv()
        .withName(key)
        .withNewValueFrom()
        .withNewConfigMapKeyRef(key, map, optional)
        .endValueFrom()
        .endEnv();
  }

  private static ContainerBuilder secretKey(
      ContainerBuilder container, String secret, String key, Boolean optional) {
    return container
        .addNewEnv()
        .withName(key)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, optional)
        .endValueFrom()
        .endEnv();
  }
}
