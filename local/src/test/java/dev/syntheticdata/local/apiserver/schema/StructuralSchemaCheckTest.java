package dev.syntheticdata.local.apiserver.schema;

import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.apiserver.Yaml;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuralSchemaCheckTest {
  private static List<String> check(String field) {
    return StructuralSchemaCheck.check(
            yaml("{type: object, properties: {f: " + field + "}}"), "schema")
        .stream()
        .map(FieldError::describe)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{description: x} | schema.properties[f].type: Required value: must not be empty for specified fields",
        "{type: text} | schema.properties[f].type: Unsupported value: \"text\"",
        "{type: array} | schema.properties[f].items: Required value",
        "{type: string, x-kubernetes-list-type: set} | must be array if x-kubernetes-list-type is set",
        "{type: array, items: {type: object}, x-kubernetes-list-type: map} | x-kubernetes-list-map-keys: Required value",
        "{type: array, items: {type: object, properties: {k: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]} | items.properties[k].default: Required value",
        "{type: array, items: {type: object}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]} | entries must all be names of item properties",
        "{type: integer, minimum: 1, default: 0} | schema.properties[f].default: Invalid value: 0",
        "{type: string, pattern: '('} | must be a valid regular expression",
        "{type: array, items: {type: string}, uniqueItems: true} | schema.properties[f].uniqueItems: Forbidden",
        "{type: object, properties: {}, additionalProperties: {type: string}} | mutual exclusive"
      })
  void refuses(String field, String error) {
    assertThat(check(field)).singleElement().asString().contains(error);
  }

  @Test
  void theRootIsAnObject() {
    assertThat(StructuralSchemaCheck.check(yaml("{type: string}"), "schema")).hasSize(1);
  }

  @Test
  void theTestCrdIsStructural() {
    var schema = Yaml.recipeCrd().at("/spec/versions/0/schema/openAPIV3Schema");
    assertThat(StructuralSchemaCheck.check(schema, "schema")).isEmpty();
  }
}
