package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks {@code x-kubernetes-validations}: each rule is a CEL expression over {@code self}, the
 * value the rule stands at, and over {@code oldSelf}, that value before the update. A rule that
 * names {@code oldSelf} is skipped when there was no value before, unless it says {@code
 * optionalOldSelf}. Of the metadata, rules see the name and generateName only.
 */
public final class CelRules {
  private static final String RULES = "x-kubernetes-validations";

  private final List<FieldError> errors = new ArrayList<>();

  private CelRules() {}

  /**
   * All broken rules.
   *
   * @param old the object before an update, null on creation
   */
  public static List<FieldError> check(JsonNode schema, JsonNode value, JsonNode old) {
    CelRules rules = new CelRules();
    rules.walk(schema, visible(value), old == null ? null : visible(old), "");
    return rules.errors;
  }

  /**
   * Loads the CEL library in a thread of its own. That takes a good part of the time that the first
   * rule costs, and something else can be done meanwhile.
   */
  public static void loadInBackground() {
    Thread loader = new Thread(CelProgram::environment, "cel-loader");
    loader.setDaemon(true);
    loader.start();
  }

  private static CelProgram program(JsonNode rule, String field) throws CelValidationException {
    return CelProgram.of(rule.path(field).asText(), hasOptionalOld(rule));
  }

  private static boolean hasOptionalOld(JsonNode rule) {
    return rule.path("optionalOldSelf").asBoolean(false);
  }

  private static ObjectNode visible(JsonNode object) {
    ObjectNode visible = Json.object();
    object.properties().forEach(f -> visible.set(f.getKey(), f.getValue()));
    ObjectNode metadata = Json.object();
    for (String field : List.of("name", "generateName")) {
      if (object.path("metadata").has(field)) {
        metadata.set(field, object.path("metadata").get(field));
      }
    }
    visible.set("metadata", metadata);
    return visible;
  }

  private void walk(JsonNode schema, JsonNode value, JsonNode old, String path) {
    if (schema == null || value.isNull()) {
      return;
    }
    for (JsonNode rule : schema.path(RULES)) {
      checkRule(rule, schema, value, old, path);
    }
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        JsonNode oldField = old == null ? null : old.get(field.getKey());
        walk(
            Schemas.field(schema, field.getKey()),
            field.getValue(),
            oldField,
            Schemas.child(path, field.getKey()));
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode before = correlate(schema, value.get(i), old);
        walk(Schemas.items(schema), value.get(i), before, path + "[" + i + "]");
      }
    }
  }

  /** The old element with the same keys; elements of plain lists have no identity. */
  private static JsonNode correlate(JsonNode schema, JsonNode element, JsonNode old) {
    List<String> keys = Schemas.listMapKeys(schema);
    if (old == null || keys.isEmpty()) {
      return null;
    }
    for (JsonNode candidate : old) {
      if (keys.stream().allMatch(k -> Json.same(candidate.get(k), element.get(k)))) {
        return candidate;
      }
    }
    return null;
  }

  private void checkRule(
      JsonNode rule, JsonNode schema, JsonNode value, JsonNode old, String path) {
    String expression = rule.path("rule").asText();
    try {
      CelProgram program = program(rule, "rule");
      boolean optionalOld = hasOptionalOld(rule);
      if (program.isTransition() && old == null && !optionalOld) {
        return;
      }
      Map<String, Object> variables = new HashMap<>();
      variables.put("self", CelValues.of(schema, value));
      if (program.isTransition()) {
        Object before = old == null ? null : CelValues.of(schema, old);
        variables.put("oldSelf", optionalOld ? Optional.ofNullable(before) : before);
      }
      if (!Boolean.TRUE.equals(program.evaluate(variables))) {
        errors.add(broken(rule, value, variables, path));
      }
    } catch (CelValidationException | CelEvaluationException e) {
      errors.add(
          FieldError.invalidText(
              path,
              '"' + schema.path("type").asText() + '"',
              "rule evaluation error: " + e.getMessage() + " evaluating rule: " + expression));
    }
  }

  private static FieldError broken(
      JsonNode rule, JsonNode value, Map<String, Object> variables, String path) {
    String named = path + fieldPath(rule.path("fieldPath").asText(""), path);
    String field = named.isEmpty() ? FieldError.NO_FIELD : named;
    String message = message(rule, variables);
    FieldError.Reason reason =
        FieldError.Reason.valueOf(rule.path("reason").asText("FieldValueInvalid"));
    return switch (reason) {
      case FieldValueRequired -> FieldError.required(field, message);
      case FieldValueForbidden -> FieldError.forbidden(field, message);
      default ->
          FieldError.withValue(
              reason, field, value.isContainerNode() ? null : value.toString(), message);
    };
  }

  private static String fieldPath(String declared, String parent) {
    return parent.isEmpty() && declared.startsWith(".") ? declared.substring(1) : declared;
  }

  private static String message(JsonNode rule, Map<String, Object> variables) {
    if (rule.hasNonNull("messageExpression")) {
      try {
        Object text = program(rule, "messageExpression").evaluate(variables);
        if (text instanceof String message && !message.isBlank()) {
          return message.trim();
        }
      } catch (CelValidationException | CelEvaluationException e) {
        // As in Kubernetes: a message that cannot be computed falls back to the fixed one.
        return fixedMessage(rule);
      }
    }
    return fixedMessage(rule);
  }

  private static String fixedMessage(JsonNode rule) {
    return rule.hasNonNull("message")
        ? rule.get("message").asText()
        : "failed rule: " + rule.path("rule").asText();
  }
}
