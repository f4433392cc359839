package dev.syntheticdata.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed CRDs are those of the types, and the API reference is that of the CRDs. After a
 * change of the types, write both anew with {@code mvn -pl crds test -Dtest=CrdsTest -Dcrds.write}.
 */
class CrdsTest {

  private static final Path DIRECTORY = Path.of("");
  private static final Path REFERENCE = Path.of("..", "docs", "reference", "api.md");

  static Stream<Map.Entry<String, String>> files() throws IOException {
    var generated = CrdYaml.generate();
    if (System.getProperty("crds.write") != null) {
      for (var file : generated.entrySet()) {
        Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
      }
    }
    return generated.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void committedYamlEqualsTheTypes(Map.Entry<String, String> file) throws IOException {
    assertThat(DIRECTORY.resolve(file.getKey()))
        .as("run: mvn -pl crds test -Dtest=CrdsTest -Dcrds.write")
        .content()
        .isEqualTo(file.getValue());
  }

  @Test
  void committedReferenceEqualsTheCommittedYaml() throws IOException {
    var crds = new ArrayList<CustomResourceDefinition>();
    for (var name : CrdYaml.generate().keySet()) {
      crds.add(definition(Files.readString(DIRECTORY.resolve(name))));
    }
    var reference = ApiReference.of(crds);
    if (System.getProperty("crds.write") != null) {
      Files.writeString(REFERENCE, reference);
    }
    assertThat(REFERENCE)
        .as("run: mvn -pl crds test -Dtest=CrdsTest -Dcrds.write")
        .content()
        .isEqualTo(reference);
  }

  @Test
  void nothingElseIsApplied() throws IOException {
    try (var present = Files.list(DIRECTORY)) {
      assertThat(present.map(Path::toString).filter(n -> n.matches(".*\\.(ya?ml|json)")))
          .containsExactlyInAnyOrderElementsOf(CrdYaml.generate().keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFieldIsDescribed(Map.Entry<String, String> file) {
    assertThat(offenders(file.getValue(), (path, s) -> s.getDescription() == null)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyListAndStringOfASpecIsBounded(Map.Entry<String, String> file) {
    assertThat(
            offenders(
                file.getValue(),
                (path, s) -> {
                  if (!path.startsWith(".spec")) {
                    return false;
                  }
                  boolean list = "array".equals(s.getType());
                  boolean string = "string".equals(s.getType()) && s.getEnum().isEmpty();
                  return list && s.getMaxItems() == null
                      || string && s.getMaxLength() == null
                      || s.getAdditionalProperties() != null && s.getMaxProperties() == null;
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void clientSideApplyHasRoom(Map.Entry<String, String> file) {
    assertThat(file.getValue().length()).isLessThan(200_000);
  }

  @ParameterizedTest
  @MethodSource("files")
  void conditionsAreSharedByType(Map.Entry<String, String> file) {
    var conditions =
        schema(file.getValue()).getProperties().get("status").getProperties().get("conditions");
    assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
    assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
  }

  private interface Check {
    boolean offends(String path, JSONSchemaProps schema);
  }

  private static List<String> offenders(String yaml, Check check) {
    var found = new ArrayList<String>();
    walk(
        "",
        schema(yaml),
        (path, schema) -> {
          boolean kubernetes = List.of(".apiVersion", ".kind", ".metadata").contains(path);
          if (!kubernetes && !path.isEmpty() && check.offends(path, schema)) {
            found.add(path);
          }
        });
    return found;
  }

  private static JSONSchemaProps schema(String yaml) {
    return definition(yaml).getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
  }

  private static CustomResourceDefinition definition(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
  }

  private static void walk(
      String path, JSONSchemaProps schema, BiConsumer<String, JSONSchemaProps> visitor) {
    visitor.accept(path, schema);
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, child) -> walk(path + "." + name, child, visitor));
    }
    if (schema.getItems() != null) {
      var items = schema.getItems().getSchema();
      if (items.getProperties() != null) {
        items.getProperties().forEach((n, child) -> walk(path + "[]." + n, child, visitor));
      }
    }
  }
}
