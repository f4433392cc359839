package dev.syntheticdata.local.apiserver.schema;

import static dev.syntheticdata.local.apiserver.Yaml.object;
import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultingAndPruningTest {
  private static ObjectNode withDefaults(String schema, String value) {
    ObjectNode object = object(value);
    Defaulting.apply(yaml(schema), object);
    return object;
  }

  @Test
  void absentFieldsGetTheirDefault() {
    assertThat(withDefaults("properties: {a: {default: 1}, b: {default: x}}", "{b: y}"))
        .isEqualTo(object("{b: y, a: 1}"));
  }

  @Test
  void aDefaultObjectIsFilledToo() {
    assertThat(withDefaults("properties: {a: {default: {}, properties: {b: {default: 1}}}}", "{}"))
        .isEqualTo(object("{a: {b: 1}}"));
  }

  @Test
  void nothingIsFilledBelowAnAbsentObject() {
    assertThat(withDefaults("properties: {a: {properties: {b: {default: 1}}}}", "{}"))
        .isEqualTo(object("{}"));
  }

  @Test
  void elementsAndMapValuesAreFilled() {
    String element = "{properties: {b: {default: 1}}}";
    assertThat(
            withDefaults(
                "properties: {l: {items: %s}, m: {additionalProperties: %s}}"
                    .formatted(element, element),
                "{l: [{}], m: {k: {}}}"))
        .isEqualTo(object("{l: [{b: 1}], m: {k: {b: 1}}}"));
  }

  @Test
  void nullCountsAsAbsentUnlessItIsAllowed() {
    assertThat(
            withDefaults(
                "properties: {a: {default: 1}, b: {default: 1, nullable: true}}",
                "{a: null, b: null}"))
        .isEqualTo(object("{a: 1, b: null}"));
  }

  @Test
  void nullWithoutADefaultGoesUnlessItIsAllowed() {
    assertThat(
            withDefaults(
                "properties: {a: {}, b: {nullable: true}, m: {additionalProperties: {}}}",
                "{a: null, b: null, m: {k: null}, u: null}"))
        .isEqualTo(object("{b: null, m: {}, u: null}"));
  }

  @Test
  void unknownFieldsAreRemovedAndNamed() {
    JsonNode schema = CrdTypes.of(Yaml.recipeCrd()).get(0).schema();
    ObjectNode recipe =
        object(
            """
            apiVersion: v1
            kind: Recipe
            metadata: {name: a, colour: red, labels: {any: thing}}
            taste: good
            spec:
              titel: x
              ingredients: [{name: salt, fresh: true}]
              notes: {any: thing}
              free: {any: {thing: 1}}
            """);

    List<String> removed = Pruning.apply(schema, recipe);

    assertThat(removed)
        .containsExactlyInAnyOrder(
            "metadata.colour", "taste", "spec.titel", "spec.ingredients[0].fresh");
    assertThat(recipe.get("spec"))
        .isEqualTo(
            object("{ingredients: [{name: salt}], notes: {any: thing}, free: {any: {thing: 1}}}"));
  }

  @Test
  void knownFieldsBelowPreservedOnesAreStillPruned() {
    ObjectNode value = object("{a: {x: 1, b: {known: 1, unknown: 2}}}");
    Pruning.apply(
        yaml(
            "properties: {a: {x-kubernetes-preserve-unknown-fields: true,"
                + " properties: {b: {properties: {known: {}}}}}}"),
        value);
    assertThat(value).isEqualTo(object("{a: {x: 1, b: {known: 1}}}"));
  }
}
