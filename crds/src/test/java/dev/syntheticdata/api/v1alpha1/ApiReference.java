package dev.syntheticdata.api.v1alpha1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The CRDs as a page for people: what each kind is, and each field with what is accepted in it. */
final class ApiReference {

  private static final String HEAD =
      """
      # API

      The four kinds of `syntheticdata.dev`, field by field, as the CRDs in [`crds`](../../crds) have them.
      `[]` stands for each element of a list, `*` for each key of a map. A rule is CEL, checked by the API
      server; its message is what a write that breaks it is refused with. A rule that names `oldSelf` compares
      with what is stored: it holds on updates.

      `kubectl explain generator.spec.source` shows the same on a cluster.

      This page is generated from the CRDs by `CrdsTest`, which also keeps it equal to them.

      """;

  private ApiReference() {}

  /** The page, kinds in the given order. */
  static String of(Collection<CustomResourceDefinition> crds) {
    return HEAD + crds.stream().map(ApiReference::kind).collect(Collectors.joining("\n"));
  }

  private static String kind(CustomResourceDefinition crd) {
    var names = crd.getSpec().getNames();
    return "## "
        + names.getKind()
        + "\n\n"
        + crd.getSpec().getVersions().stream()
            .map(version -> version(crd, version))
            .collect(Collectors.joining("\n"));
  }

  private static String version(
      CustomResourceDefinition crd, CustomResourceDefinitionVersion version) {
    var names = crd.getSpec().getNames();
    var root = version.getSchema().getOpenAPIV3Schema();
    var text = new StringBuilder(root.getDescription()).append("\n\n");
    bullet(
        text,
        "API version",
        code(crd.getSpec().getGroup() + "/" + version.getName()) + ", " + crd.getSpec().getScope());
    bullet(text, "Resource", code(names.getPlural()));
    bullet(text, "Short names", codes(names.getShortNames()));
    bullet(text, "Categories", codes(names.getCategories()));
    if (version.getSubresources() != null && version.getSubresources().getStatus() != null) {
      bullet(text, "Subresources", code("status"));
    }
    bullet(
        text,
        "Field selectors",
        codes(version.getSelectableFields().stream().map(f -> f.getJsonPath()).toList()));
    for (var rule : root.getXKubernetesValidations()) {
      bullet(text, "Rule", rule(rule));
    }
    text.append(
        "\n### Columns of `kubectl get`\n\n| Column | From | With `-o wide` only |\n|---|---|---|\n");
    version.getAdditionalPrinterColumns().forEach(column -> text.append(column(column)));
    for (var part : List.of("spec", "status")) {
      var schema = root.getProperties().get(part);
      text.append("\n### `%s` of %s\n\n".formatted(part, names.getKind()));
      for (var rule : schema.getXKubernetesValidations()) {
        bullet(text, "Rule", rule(rule));
      }
      if (!schema.getXKubernetesValidations().isEmpty()) {
        text.append('\n');
      }
      text.append("| Field | Type | Default | Accepted | Meaning |\n|---|---|---|---|---|\n");
      fields(part, schema, text);
    }
    return text.toString();
  }

  private static void bullet(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("- ").append(name).append(": ").append(value).append('\n');
    }
  }

  private static String column(CustomResourceColumnDefinition column) {
    boolean wide = column.getPriority() != null && column.getPriority() > 0;
    return "| %s | %s | %s |\n"
        .formatted(column.getName(), cell(code(column.getJsonPath())), wide ? "yes" : "");
  }

  /** A row for each field below the schema, depth first, in the order of the CRD. */
  private static void fields(String path, JSONSchemaProps schema, StringBuilder text) {
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach(
              (name, child) -> {
                boolean required = schema.getRequired().contains(name);
                text.append(row(path + "." + name, child, required));
                fields(path + "." + name, child, text);
              });
    }
    if (schema.getItems() != null) {
      fields(path + "[]", schema.getItems().getSchema(), text);
    }
    if (schema.getAdditionalProperties() != null) {
      fields(path + ".*", schema.getAdditionalProperties().getSchema(), text);
    }
  }

  private static String row(String path, JSONSchemaProps schema, boolean required) {
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            code(path),
            type(schema),
            schema.getDefault() == null ? "" : cell(code(schema.getDefault().toString())),
            cell(accepted(schema, required)),
            cell(schema.getDescription()));
  }

  private static String type(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    if (schema.getItems() != null) {
      return "list of " + type(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      return "map of " + type(schema.getAdditionalProperties().getSchema());
    }
    return schema.getFormat() == null
        ? schema.getType()
        : schema.getType() + " (" + schema.getFormat() + ")";
  }

  private static String accepted(JSONSchemaProps schema, boolean required) {
    var parts = new ArrayList<String>();
    if (required) {
      parts.add("**required**");
    }
    parts.addAll(bounds(schema));
    // What is said of a list or a map as a whole comes first, then what is said of its values.
    if (schema.getItems() != null) {
      parts.addAll(ofEach("each element", schema.getItems().getSchema()));
    }
    if (schema.getAdditionalProperties() != null) {
      parts.addAll(ofEach("each value", schema.getAdditionalProperties().getSchema()));
    }
    return String.join("; ", parts);
  }

  private static List<String> ofEach(String subject, JSONSchemaProps schema) {
    return bounds(schema).stream().map(bound -> subject + ": " + bound).toList();
  }

  private static List<String> bounds(JSONSchemaProps schema) {
    var bounds = new ArrayList<String>();
    if (!schema.getEnum().isEmpty()) {
      bounds.add("one of " + codes(schema.getEnum().stream().map(e -> e.asText()).toList()));
    }
    range(bounds, "", schema.getMinimum(), schema.getMaximum());
    range(bounds, " characters", schema.getMinLength(), schema.getMaxLength());
    range(bounds, " elements", schema.getMinItems(), schema.getMaxItems());
    range(bounds, " keys", schema.getMinProperties(), schema.getMaxProperties());
    if (schema.getPattern() != null) {
      bounds.add("matches " + code(schema.getPattern()));
    }
    if ("map".equals(schema.getXKubernetesListType())) {
      bounds.add("one element for each " + codes(schema.getXKubernetesListMapKeys()));
    }
    if ("set".equals(schema.getXKubernetesListType())) {
      bounds.add("no element twice");
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
      bounds.add("any fields");
    }
    schema.getXKubernetesValidations().forEach(rule -> bounds.add("rule: " + rule(rule)));
    return bounds;
  }

  private static void range(List<String> bounds, String unit, Number least, Number most) {
    if (least != null && most != null) {
      bounds.add(number(least) + " to " + number(most) + unit);
    } else if (least != null) {
      bounds.add("at least " + number(least) + unit);
    } else if (most != null) {
      bounds.add("at most " + number(most) + unit);
    }
  }

  /** 1.0, as CRDs write bounds of integers, is 1. */
  private static String number(Number number) {
    double value = number.doubleValue();
    return value == Math.rint(value) ? Long.toString(number.longValue()) : number.toString();
  }

  private static String rule(ValidationRule rule) {
    return "%s (%s)".formatted(rule.getMessage(), code(rule.getRule()));
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(ApiReference::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  /** A bar ends a cell of a table, also between backquotes. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
