package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** ConfigMaps and Secrets: immutability, keys, size, and a Secret's plain texts. */
final class ConfigRules implements KindRules {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final String IMMUTABLE = "field is immutable when `immutable` is set";

  @Override
  public void normalise(ObjectNode object) {
    JsonNode texts = object.remove("stringData");
    if (texts != null && texts.isObject()) {
      ObjectNode data = Json.child(object, "data");
      texts
          .properties()
          .forEach(
              t ->
                  data.put(
                      t.getKey(),
                      Base64.getEncoder()
                          .encodeToString(t.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    }
  }

  @Override
  public List<FieldError> validate(ObjectNode before, ObjectNode after) {
    List<FieldError> errors = new ArrayList<>();
    long size = 0;
    for (String field : List.of("data", "binaryData")) {
      for (var entry : after.path(field).properties()) {
        size += entry.getValue().asText().length();
        if (!KEY.matcher(entry.getKey()).matches()) {
          errors.add(
              FieldError.invalidText(
                  field + "[" + entry.getKey() + "]",
                  '"' + entry.getKey() + '"',
                  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
        }
      }
    }
    if (size > MAX_BYTES) {
      errors.add(FieldError.tooLong("data", MAX_BYTES));
    }
    if (before != null && before.path("immutable").asBoolean(false)) {
      if (!after.path("immutable").asBoolean(false)) {
        errors.add(FieldError.forbidden("immutable", IMMUTABLE));
      }
      for (String field : List.of("data", "binaryData")) {
        if (!Json.same(before.get(field), after.get(field))) {
          errors.add(FieldError.forbidden(field, IMMUTABLE));
        }
      }
    }
    return errors;
  }
}
