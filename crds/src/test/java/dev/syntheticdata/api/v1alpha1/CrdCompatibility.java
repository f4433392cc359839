package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * What stops working where a newer CRD is applied over an older one: resources that are stored, and
 * manifests that people keep. A server without validation ratcheting is assumed, for which a
 * tightened rule also stops each update of a resource that breaks it.
 */
final class CrdCompatibility {

  private static final List<String> IDENTITY =
      List.of("group", "scope", "names/plural", "names/kind");

  /** What may be raised but not lowered; absent, it is without limit. */
  private static final List<String> UPPER =
      List.of("maximum", "maxLength", "maxItems", "maxProperties");

  private static final List<String> LOWER =
      List.of("minimum", "minLength", "minItems", "minProperties");

  /** What may go but neither come nor change. */
  private static final List<String> RESTRICTIONS =
      List.of(
          "pattern", "format", "multipleOf", "uniqueItems", "exclusiveMaximum", "exclusiveMinimum");

  /** What must stay as it is: it says how values are read, merged and completed. */
  private static final List<String> MEANING =
      List.of(
          "type",
          "default",
          "x-kubernetes-int-or-string",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-map-type");

  private final List<String> breaks = new ArrayList<>();

  private CrdCompatibility() {}

  /** Each break, as a path and what happened to it; empty where there is none. */
  static List<String> breaks(JsonNode before, JsonNode after) {
    var check = new CrdCompatibility();
    check.definition(before.path("spec"), after.path("spec"));
    return check.breaks;
  }

  private void definition(JsonNode before, JsonNode after) {
    for (var field : IDENTITY) {
      if (!before.at("/" + field).equals(after.at("/" + field))) {
        tell(field, "changed");
      }
    }
    gone("shortNames", before.at("/names/shortNames"), after.at("/names/shortNames"));
    gone("categories", before.at("/names/categories"), after.at("/names/categories"));
    for (var old : before.path("versions")) {
      version(old, named(after.path("versions"), "name", old.path("name").asText()));
    }
  }

  private void version(JsonNode before, JsonNode after) {
    var name = before.path("name").asText();
    if (after == null || before.path("served").asBoolean() && !after.path("served").asBoolean()) {
      tell(name, "no longer served");
      return;
    }
    before
        .path("subresources")
        .fieldNames()
        .forEachRemaining(
            sub -> {
              if (!after.path("subresources").has(sub)) {
                tell(name + " " + sub, "subresource removed");
              }
            });
    for (var selectable : before.path("selectableFields")) {
      var jsonPath = selectable.path("jsonPath").asText();
      if (named(after.path("selectableFields"), "jsonPath", jsonPath) == null) {
        tell(name + " " + jsonPath, "no longer selectable");
      }
    }
    schema(name, before.at("/schema/openAPIV3Schema"), after.at("/schema/openAPIV3Schema"));
  }

  private void schema(String path, JsonNode before, JsonNode after) {
    for (var word : MEANING) {
      if (!before.path(word).equals(after.path(word))) {
        tell(path, word + " changed from " + text(before, word) + " to " + text(after, word));
      }
    }
    for (var word : RESTRICTIONS) {
      if (after.has(word) && !after.path(word).equals(before.path(word))) {
        tell(path, word + " changed from " + text(before, word) + " to " + text(after, word));
      }
    }
    bounds(path, before, after, UPPER, (old, now) -> now < old);
    bounds(path, before, after, LOWER, (old, now) -> now > old);
    if (before.path("nullable").asBoolean() && !after.path("nullable").asBoolean()) {
      tell(path, "no longer nullable");
    }
    if (before.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        && !after.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      tell(path, "no longer keeps unknown fields");
    }
    enumeration(path, before.path("enum"), after.path("enum"));
    rules(path, before, after);
    required(path, before, after);
    children(path, before, after);
  }

  private void bounds(
      String path,
      JsonNode before,
      JsonNode after,
      List<String> words,
      BiPredicate<Double, Double> tighter) {
    for (var word : words) {
      boolean added = after.has(word) && !before.has(word);
      if (added
          || after.has(word)
              && tighter.test(before.get(word).asDouble(), after.get(word).asDouble())) {
        tell(path, word + " tightened from " + text(before, word) + " to " + text(after, word));
      }
    }
  }

  private void enumeration(String path, JsonNode before, JsonNode after) {
    if (before.isMissingNode() && !after.isMissingNode()) {
      tell(path, "restricted to " + after);
    } else if (!after.isMissingNode()) {
      gone(path + " enum", before, after);
    }
  }

  /** A rule that is new or reads differently may refuse what was accepted. */
  private void rules(String path, JsonNode before, JsonNode after) {
    var old = new TreeSet<String>();
    before.path("x-kubernetes-validations").forEach(rule -> old.add(rule.path("rule").asText()));
    for (var rule : after.path("x-kubernetes-validations")) {
      if (!old.contains(rule.path("rule").asText())) {
        tell(path, "new rule " + rule.path("rule").asText());
      }
    }
  }

  /** A required field with a default is there where nobody writes it. */
  private void required(String path, JsonNode before, JsonNode after) {
    var old = words(before.path("required"));
    for (var field : words(after.path("required"))) {
      if (!old.contains(field) && !after.path("properties").path(field).has("default")) {
        tell(path + "." + field, "newly required");
      }
    }
  }

  private void children(String path, JsonNode before, JsonNode after) {
    before
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              var child = path + "." + field.getKey();
              if (after.path("properties").has(field.getKey())) {
                schema(child, field.getValue(), after.path("properties").get(field.getKey()));
              } else {
                tell(child, "removed");
              }
            });
    if (before.has("items")) {
      schema(path + "[]", before.get("items"), after.path("items"));
    }
    if (before.path("additionalProperties").isObject()) {
      schema(path + "{}", before.get("additionalProperties"), after.path("additionalProperties"));
    }
  }

  private void gone(String what, JsonNode before, JsonNode after) {
    var now = words(after);
    for (var word : words(before)) {
      if (!now.contains(word)) {
        tell(what, word + " removed");
      }
    }
  }

  private void tell(String path, String what) {
    breaks.add(path + ": " + what);
  }

  private static Set<String> words(JsonNode list) {
    var words = new TreeSet<String>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String text(JsonNode schema, String word) {
    return schema.has(word) ? schema.get(word).toString() : "nothing";
  }

  private static JsonNode named(JsonNode list, String key, String name) {
    for (var item : list) {
      if (item.path(key).asText().equals(name)) {
        return item;
      }
    }
    return null;
  }
}
