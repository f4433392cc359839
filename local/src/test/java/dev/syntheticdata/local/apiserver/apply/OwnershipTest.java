package dev.syntheticdata.local.apiserver.apply;

import static dev.syntheticdata.local.apiserver.Yaml.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.Yaml;
import dev.syntheticdata.local.apiserver.apply.FieldManager.Operation;
import dev.syntheticdata.local.apiserver.schema.CrdTypes;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final JsonNode SCHEMA = CrdTypes.of(Yaml.recipeCrd()).get(0).schema();
  private static final String NOW = "2026-01-01T00:00:00Z";

  private static FieldManager applier(String name) {
    return new FieldManager(name, Operation.Apply, "v1", "");
  }

  private static ObjectNode apply(ObjectNode live, String manager, String configuration) {
    return Ownership.apply(SCHEMA, live, object(configuration), applier(manager), false, NOW);
  }

  private static ObjectNode created(String manager, String configuration) {
    return apply(object("{metadata: {name: a}}"), manager, configuration);
  }

  private static JsonNode spec(ObjectNode object) {
    return object.get("spec");
  }

  private static FieldSet owned(ObjectNode object, String manager) {
    return ManagedFields.of(object).fieldsOf(applier(manager));
  }

  @Test
  void anApplierOwnsTheLeavesItDeclares() {
    ObjectNode object =
        created("me", "spec: {title: Soup, ingredients: [{name: salt, grams: 1}], tags: [x]}");

    assertThat(owned(object, "me").toFieldsV1())
        .isEqualTo(
            object(
                """
                f:spec:
                  f:title: {}
                  f:ingredients:
                    'k:{"name":"salt"}': {.: {}, f:name: {}, f:grams: {}}
                  f:tags:
                    'v:"x"': {}
                """));
  }

  @Test
  void whatIsNoLongerAppliedGoes() {
    ObjectNode first = created("me", "spec: {title: Soup, servings: 3, oven: {fan: true}}");
    assertThat(spec(apply(first, "me", "spec: {title: Soup}"))).isEqualTo(object("{title: Soup}"));
  }

  @Test
  void whatSomebodyElseAlsoOwnsStays() {
    ObjectNode first = created("me", "spec: {title: Soup, servings: 3}");
    ObjectNode second = apply(first, "you", "spec: {servings: 3}");
    assertThat(spec(apply(second, "me", "spec: {title: Soup}")).path("servings").asInt())
        .isEqualTo(3);
  }

  @Test
  void listElementsHaveOwnersOfTheirOwn() {
    ObjectNode first = created("me", "spec: {ingredients: [{name: salt}, {name: oil}]}");
    ObjectNode second = apply(first, "you", "spec: {ingredients: [{name: rice}]}");
    assertThat(spec(apply(second, "me", "spec: {ingredients: [{name: oil}]}")))
        .isEqualTo(object("{ingredients: [{name: oil}, {name: rice}]}"));
  }

  @Test
  void setsMergeByValue() {
    ObjectNode first = created("me", "spec: {tags: [a, b]}");
    ObjectNode second = apply(first, "you", "spec: {tags: [b, c]}");
    assertThat(spec(apply(second, "me", "spec: {tags: []}"))).isEqualTo(object("{tags: [b, c]}"));
  }

  @Test
  void plainListsAreOwnedAsAWhole() {
    ObjectNode first = created("me", "spec: {steps: [a, b]}");
    assertThatThrownBy(() -> apply(first, "you", "spec: {steps: [c]}"))
        .hasMessage("Apply failed with 1 conflict: conflict with \"me\": .spec.steps");
  }

  @Test
  void anotherValueForAForeignFieldIsAConflict() {
    ObjectNode first = created("me", "spec: {title: Soup, servings: 3}");
    assertThatThrownBy(() -> apply(first, "you", "spec: {title: Stew, servings: 4}"))
        .hasMessage(
            """
            Apply failed with 2 conflicts: conflicts with "me":
            - .spec.servings
            - .spec.title\
            """);
  }

  @Test
  void theSameValueIsSharedWithoutConflict() {
    ObjectNode first = created("me", "spec: {title: Soup}");
    ObjectNode second = apply(first, "you", "spec: {title: Soup}");
    assertThat(owned(second, "you")).isEqualTo(owned(second, "me"));
  }

  @Test
  void forceTakesTheFieldAway() {
    ObjectNode first = created("me", "spec: {title: Soup, servings: 3}");
    ObjectNode second =
        Ownership.apply(SCHEMA, first, object("spec: {title: Stew}"), applier("you"), true, NOW);

    assertThat(spec(second).path("title").asText()).isEqualTo("Stew");
    assertThat(owned(second, "me")).hasToString("[.spec.servings]");
  }

  @Test
  void anUpdateTakesOverWhatItChanges() {
    ObjectNode first = created("me", "spec: {title: Soup, servings: 3}");
    ObjectNode after = first.deepCopy();
    ((ObjectNode) after.get("spec")).put("title", "Stew");
    FieldManager editor = new FieldManager("editor", Operation.Update, "v1", "");

    Ownership.recordUpdate(SCHEMA, first, after, editor, NOW);

    assertThat(owned(after, "me")).hasToString("[.spec.servings]");
    assertThat(ManagedFields.of(after).fieldsOf(editor)).hasToString("[.spec.title]");
  }

  @Test
  void conflictsWithUpdatesNameVersionAndTime() {
    ObjectNode after = object("{metadata: {name: a}, spec: {title: Soup}}");
    FieldManager editor = new FieldManager("editor", Operation.Update, "v1", "");
    Ownership.recordUpdate(SCHEMA, null, after, editor, NOW);

    assertThatThrownBy(() -> apply(after, "me", "spec: {title: Stew}"))
        .hasMessage(
            "Apply failed with 1 conflict: conflict with \"editor\" using v1 at"
                + " 2026-01-01T00:00:00Z: .spec.title");
  }

  @Test
  void applyingTheSameAgainChangesNothing() {
    String configuration = "spec: {title: Soup, oven: {}, ingredients: [{name: salt}]}";
    ObjectNode first = created("me", configuration);
    ObjectNode second =
        Ownership.apply(
            SCHEMA, first, object(configuration), applier("me"), false, "2027-01-01T00:00:00Z");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void anEmptyObjectDoesNotConflictWithDefaultsInIt() {
    ObjectNode first = created("me", "spec: {oven: {}}");
    ((ObjectNode) first.get("spec").get("oven")).put("celsius", 180);
    assertThat(spec(apply(first, "me", "spec: {oven: {}}")))
        .isEqualTo(object("{oven: {celsius: 180}}"));
  }

  @Test
  void fieldSetsSurviveWritingAndReading() {
    FieldSet fields = owned(created("me", "spec: {notes: {a.b: x}, tags: ['k:v']}"), "me");
    assertThat(FieldSet.parse(fields.toFieldsV1())).isEqualTo(fields);
  }
}
