package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the rules of a CRD when it is registered: each must compile, and name only fields that the
 * schema declares, with the types that it gives them. What passes here is evaluated by {@link
 * CelRules}.
 */
public final class CelTypeCheck {
  private static final String RULES = "x-kubernetes-validations";

  private final CelSchemaTypes types = new CelSchemaTypes();
  private final List<FieldError> errors = new ArrayList<>();

  private CelTypeCheck() {}

  /**
   * The errors of all rules.
   *
   * @param schema the schema of a whole object
   * @param path where the schema stands in the CRD
   */
  public static List<FieldError> check(JsonNode schema, String path) {
    CelTypeCheck check = new CelTypeCheck();
    check.walk(schema, check.types.root(schema), path);
    return check.errors;
  }

  private void walk(JsonNode schema, CelType type, String path) {
    // Making a compiler costs more than using it.
    Map<Boolean, CelCompiler> compilers = new HashMap<>();
    int index = 0;
    for (JsonNode rule : schema.path(RULES)) {
      String at = path + "." + RULES + "[" + index++ + "]";
      boolean optionalOld = rule.path("optionalOldSelf").asBoolean(false);
      CelCompiler compiler =
          compilers.computeIfAbsent(optionalOld, optional -> compiler(type, optional));
      compile(compiler, rule, "rule", SimpleType.BOOL, at);
      compile(compiler, rule, "messageExpression", SimpleType.STRING, at);
    }
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      walk(field.getValue(), path + ".properties[" + field.getKey() + "]");
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject()) {
        walk(schema.get(inner), path + "." + inner);
      }
    }
  }

  private void walk(JsonNode schema, String path) {
    walk(schema, types.of(schema), path);
  }

  private CelCompiler compiler(CelType self, boolean optionalOld) {
    return CelProgram.environment()
        .setTypeProvider(types)
        .addVar("self", self)
        .addVar("oldSelf", optionalOld ? OptionalType.create(self) : self)
        .build();
  }

  private void compile(
      CelCompiler compiler, JsonNode rule, String field, CelType wanted, String path) {
    if (!rule.has(field)) {
      return;
    }
    try {
      CelType type = compiler.compile(rule.get(field).asText()).getAst().getResultType();
      if (!type.equals(wanted) && !type.equals(SimpleType.DYN)) {
        invalid(rule, field, path, "must evaluate to " + wanted.name() + ", not " + type.name());
      }
    } catch (CelValidationException e) {
      invalid(rule, field, path, "compilation failed: " + e.getMessage());
    }
  }

  private void invalid(JsonNode rule, String field, String path, String detail) {
    errors.add(FieldError.invalid(path + "." + field, rule.get(field), detail));
  }
}
