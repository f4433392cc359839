package dev.syntheticdata.local.apiserver.schema;

import static dev.syntheticdata.local.apiserver.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidationTest {
  private static List<String> check(String schema, String value) {
    return SchemaValidation.check(
            yaml("{type: object, properties: {f: " + schema + "}}"), yaml("{f: " + value + "}"))
        .stream()
        .map(FieldError::describe)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{type: integer}                    | x     | f: Invalid value: \"string\": f in body must be of type integer: \"string\"",
        "{type: string}                     | 1     | f: Invalid value: \"integer\": f in body must be of type string: \"integer\"",
        "{type: string}                     | null  | f: Invalid value: \"null\": f in body must be of type string: \"null\"",
        "{type: integer, minimum: 1}        | 0     | f: Invalid value: 0: f in body should be greater than or equal to 1",
        "{type: integer, maximum: 5}        | 6     | f: Invalid value: 6: f in body should be less than or equal to 5",
        "{type: number, minimum: 0, exclusiveMinimum: true} | 0 | f: Invalid value: 0: f in body should be greater than 0",
        "{type: integer, multipleOf: 5}     | 6     | f: Invalid value: 6: f in body should be a multiple of 5",
        "{type: string, enum: [a, b]}       | c     | f: Unsupported value: \"c\": supported values: \"a\", \"b\"",
        "{type: string, pattern: '^x'}      | yx    | f: Invalid value: \"yx\": f in body should match '^x'",
        "{type: string, minLength: 2}       | y     | f: Invalid value: \"y\": f in body should be at least 2 chars long",
        "{type: string, maxLength: 2}       | yyy   | f: Too long: may not be more than 2 bytes",
        "{type: string, format: date-time}  | today | f: Invalid value: \"today\": f in body must be of type date-time: \"today\"",
        "{type: array, minItems: 1}         | []    | f: Invalid value: 0: f in body should have at least 1 items",
        "{type: array, maxItems: 1}         | [1,2] | f: Too many: 2: must have at most 1 items",
        "{type: object, required: [a]}      | {}    | f.a: Required value",
        "{type: object, maxProperties: 1}   | {a: 1, b: 2} | f: Too many: 2: must have at most 1 items",
        "{x-kubernetes-int-or-string: true} | 1.5   | f: Invalid value: \"number\": f in body must be of type integer,string: \"number\"",
        "{type: array, x-kubernetes-list-type: set} | [a, b, a] | f[2]: Duplicate value: \"a\"",
        "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]} | [{k: 1}, {k: 1, v: 2}] | f[1]: Duplicate value: {\"k\":1}",
        "{type: array, items: {type: object, required: [a]}} | [{}] | f[0].a: Required value"
      })
  void finds(String schema, String value, String error) {
    assertThat(check(schema, value)).containsExactly(error);
  }

  @Test
  void aNumberThatIsNoIntegerIsComplainedOfTwice() {
    assertThat(check("{type: integer}", "1.5"))
        .containsExactly(
            "f: Invalid value: \"number\": f in body must be of type integer: \"number\"",
            "<nil>: Invalid value: \"\": Checked value must be of type integer (default format) in f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{type: integer}                                   | 2.0",
        "{type: number}                                    | 2",
        "{type: string, nullable: true}                    | null",
        "{x-kubernetes-int-or-string: true}                | 50%",
        "{x-kubernetes-int-or-string: true}                | 5",
        "{type: string, pattern: b}                        | abc",
        "{type: string, maxLength: 2}                      | äö",
        "{type: object, additionalProperties: {type: string}} | {a: b}"
      })
  void accepts(String schema, String value) {
    assertThat(check(schema, value)).isEmpty();
  }

  @Test
  void reportsEveryError() {
    assertThat(
            check(
                "{type: object, required: [a], properties: {b: {type: integer}, c: {type: string}}}",
                "{b: x, c: 1}"))
        .hasSize(3);
  }
}
