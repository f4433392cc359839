package dev.syntheticdata.local.apiserver.schema;

import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.apiserver.Yaml;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelTypeCheckTest {
  private static final String FIELDS =
      "type: object, properties: {a: {type: integer}, d: {type: number}, s: {type: string},"
          + " in: {type: string}, t: {type: string, format: date-time},"
          + " o: {type: object, properties: {x: {type: integer}}},"
          + " l: {type: array, items: {type: object, properties: {x: {type: integer}}}},"
          + " m: {type: object, additionalProperties: {type: integer}},"
          + " any: {x-kubernetes-preserve-unknown-fields: true}}";

  private static List<String> check(String more) {
    var schema =
        yaml(
            "{type: object, properties: {spec: {%s, x-kubernetes-validations: [{%s}]}}}"
                .formatted(FIELDS, more));
    return CelTypeCheck.check(schema, "schema").stream().map(FieldError::describe).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "self.a > 0",
        "self.a < self.d",
        "self.s.matches('x')",
        "self.__in__ == 'x'",
        "self.t > timestamp('2026-01-01T00:00:00Z')",
        "has(self.o.x) && self.o.x == 1",
        "self.l.all(e, e.x > 0)",
        "self.m.all(k, self.m[k] > 0)",
        "self.any.what.ever == 1",
        "self == oldSelf",
        "self.s.find('a') == ''",
        "[has(self.a), has(self.d)].exists_one(x, x)"
      })
  void accepts(String rule) {
    assertThat(check("rule: \"" + rule + "\"")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "self.a ==               | mismatched input",
        "self.b > 0              | undefined field 'b'",
        "self.o.y == 1           | undefined field 'y'",
        "self.l.all(e, e.y > 0)  | undefined field 'y'",
        "self.a == 'x'           | found no matching overload for '_==_'",
        "self.s > 1              | found no matching overload for '_>_'",
        "self.a.unknown()        | undeclared reference to 'unknown'",
        "self.a + 1              | must evaluate to bool, not int",
        "other.a == 1            | undeclared reference to 'other'"
      })
  void refuses(String rule, String error) {
    assertThat(check("rule: \"" + rule + "\"")).singleElement().asString().contains(error);
  }

  @Test
  void aMessageExpressionMustBeAText() {
    assertThat(check("rule: 'true', messageExpression: self.a"))
        .singleElement()
        .asString()
        .contains(".messageExpression")
        .contains("must evaluate to string, not int");
  }

  @Test
  void oldSelfIsOptionalWhenSaidSo() {
    assertThat(check("rule: oldSelf.a == 1, optionalOldSelf: true")).hasSize(1);
    assertThat(check("rule: 'oldSelf.hasValue() || self.a == 1', optionalOldSelf: true")).isEmpty();
  }

  @Test
  void errorsNameTheRule() {
    assertThat(check("rule: self.b"))
        .singleElement()
        .asString()
        .startsWith("schema.properties[spec].x-kubernetes-validations[0].rule: Invalid value:");
  }

  @Test
  void ofTheMetadataOnlyTheNameIsVisible() {
    var labels =
        yaml("{type: object, x-kubernetes-validations: [{rule: has(self.metadata.labels)}]}");
    var name = yaml("{type: object, x-kubernetes-validations: [{rule: self.metadata.name != ''}]}");
    assertThat(CelTypeCheck.check(labels, "s")).hasSize(1);
    assertThat(CelTypeCheck.check(name, "s")).isEmpty();
  }

  @Test
  void theRulesOfTheTestCrdPass() {
    var schema = Yaml.recipeCrd().at("/spec/versions/0/schema/openAPIV3Schema");
    assertThat(CelTypeCheck.check(schema, "s")).isEmpty();
  }
}
