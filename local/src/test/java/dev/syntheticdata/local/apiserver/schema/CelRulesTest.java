package dev.syntheticdata.local.apiserver.schema;

import static dev.syntheticdata.local.apiserver.Yaml.object;
import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelRulesTest {
  /** A schema whose only field, spec, has one rule. */
  private static JsonNode schema(String spec, String rule) {
    return yaml(
        "{type: object, properties: {spec: {%s, x-kubernetes-validations: [{%s}]}}}"
            .formatted(spec, rule));
  }

  private static List<String> check(JsonNode schema, String value, String old) {
    JsonNode before = old == null ? null : object("{spec: " + old + "}");
    return CelRules.check(schema, object("{spec: " + value + "}"), before).stream()
        .map(FieldError::describe)
        .toList();
  }

  private static final String FIELDS =
      "type: object, properties: {a: {type: integer}, b: {type: integer}, d: {type: number},"
          + " s: {type: string}, for: {type: string}, x-y: {type: string},"
          + " t: {type: string, format: date-time}, u: {type: string, format: duration},"
          + " l: {type: array, items: {type: string}},"
          + " m: {type: object, additionalProperties: {type: string}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "self.a <= self.b                              | {a: 1, b: 2}",
        "!has(self.a)                                  | {b: 2}",
        "self.d < 1                                    | {d: 0.5}",
        "self.d == 1.0                                 | {d: 1}",
        "self.s.matches('^[a-z]+$')                    | {s: abc}",
        "self.s.split('-').size() == 2                 | {s: a-b}",
        "self.s.find('[0-9]+') == '12'                 | {s: a12b}",
        "self.l.map(e, size(e)).sum() == 5             | {l: [ab, abc]}",
        "self.l.map(e, 0.5).sum() <= 1.0               | {l: [x, y]}",
        "self.__for__ == 'x'                           | {for: x}",
        "self.x__dash__y == 'x'                        | {x-y: x}",
        "self.t > timestamp('2025-01-01T00:00:00Z')    | {t: '2026-01-01T00:00:00Z'}",
        "self.u == duration('90s')                     | {u: 1m30s}",
        "self.l.all(e, e.startsWith('a'))              | {l: [ab, ac]}",
        "self.l.exists_one(e, e == 'x')                | {l: [x, y]}",
        "'k.e-y' in self.m                             | {m: {k.e-y: v}}",
        "size(self.m) <= 1                             | {m: {a: b}}"
      })
  void holds(String rule, String value) {
    assertThat(check(schema(FIELDS, "rule: \"" + rule.trim() + "\""), value, null)).isEmpty();
  }

  @Test
  void aBrokenRuleSaysItsMessageAtItsField() {
    JsonNode schema = schema(FIELDS, "rule: self.a <= self.b, message: a must not exceed b");
    assertThat(check(schema, "{a: 3, b: 2}", null))
        .containsExactly("spec: Invalid value: a must not exceed b");
  }

  @Test
  void withoutAMessageTheRuleIsShown() {
    assertThat(check(schema(FIELDS, "rule: self.a == 1"), "{a: 3}", null))
        .containsExactly("spec: Invalid value: failed rule: self.a == 1");
  }

  @Test
  void theMessageCanBeComputed() {
    JsonNode schema =
        schema(FIELDS, "rule: self.a == 1, messageExpression: \"'a is ' + string(self.a)\"");
    assertThat(check(schema, "{a: 3}", null)).containsExactly("spec: Invalid value: a is 3");
  }

  @Test
  void aMessageThatCannotBeComputedFallsBack() {
    JsonNode schema =
        schema(FIELDS, "rule: self.a == 1, message: fixed, messageExpression: string(self.b)");
    assertThat(check(schema, "{a: 3}", null)).containsExactly("spec: Invalid value: fixed");
  }

  @Test
  void reasonAndFieldPathAreUsed() {
    JsonNode schema =
        schema(
            FIELDS, "rule: has(self.s), message: say s, reason: FieldValueRequired, fieldPath: .s");
    assertThat(check(schema, "{a: 3}", null)).containsExactly("spec.s: Required value: say s");
  }

  @Test
  void aTransitionRuleIsSkippedOnCreation() {
    JsonNode schema = schema("type: integer", "rule: self >= oldSelf");
    assertThat(check(schema, "1", null)).isEmpty();
  }

  @Test
  void aTransitionRuleComparesWithTheValueBefore() {
    JsonNode schema = schema("type: integer", "rule: self >= oldSelf, message: only grow");
    assertThat(check(schema, "1", "2")).containsExactly("spec: Invalid value: 1: only grow");
  }

  @Test
  void anOptionalOldSelfIsEmptyOnCreation() {
    JsonNode schema =
        schema(
            "type: integer",
            "rule: '!oldSelf.hasValue() || self > oldSelf.value()', optionalOldSelf: true,"
                + " message: only grow");
    assertThat(check(schema, "1", null)).isEmpty();
    assertThat(check(schema, "1", "1")).containsExactly("spec: Invalid value: 1: only grow");
  }

  @Test
  void elementsOfListsWithKeysAreComparedByKey() {
    JsonNode schema =
        yaml(
            """
            type: object
            properties:
              spec:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [name]
                items:
                  type: object
                  properties: {name: {type: string}, v: {type: integer}}
                  x-kubernetes-validations: [{rule: self.v == oldSelf.v, message: fixed}]
            """);
    assertThat(
            check(
                schema,
                "[{name: new, v: 9}, {name: a, v: 1}, {name: b, v: 3}]",
                "[{name: a, v: 1}, {name: b, v: 2}]"))
        .containsExactly("spec[2]: Invalid value: fixed");
  }

  @Test
  void rootRulesSeeTheNameAndNoOtherMetadata() {
    JsonNode schema =
        yaml(
            "{type: object, x-kubernetes-validations:"
                + " [{rule: size(self.metadata.name) <= 3 && !has(self.metadata.labels)}]}");
    JsonNode object = object("metadata: {name: abc, labels: {a: b}}");
    assertThat(CelRules.check(schema, object, null)).isEmpty();
  }

  @Test
  void aRuleThatFailsToEvaluateIsAnError() {
    assertThat(check(schema(FIELDS, "rule: self.a == 1"), "{b: 1}", null))
        .singleElement()
        .asString()
        .startsWith("spec: Invalid value: \"object\": rule evaluation error:");
  }
}
