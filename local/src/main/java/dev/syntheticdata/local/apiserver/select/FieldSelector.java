package dev.syntheticdata.local.apiserver.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code fieldSelector} of a request: {@code metadata.name=a,status.phase!=Running}. */
public final class FieldSelector {
  private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+)(==?|!=)(.*)");

  private FieldSelector() {}

  /** A test of whole objects; fails with 400 on fields that the type does not offer. */
  public static Predicate<JsonNode> parse(String selector, ResourceType type) {
    Predicate<JsonNode> all = object -> true;
    if (selector.isBlank()) {
      return all;
    }
    for (String requirement : selector.split(",")) {
      all = all.and(requirement(requirement.trim(), selector, type));
    }
    return all;
  }

  private static Predicate<JsonNode> requirement(String text, String selector, ResourceType type) {
    Matcher matcher = REQUIREMENT.matcher(text);
    if (!matcher.matches()) {
      throw ApiError.badRequest(
          "invalid selector: '" + selector + "'; can't understand '" + text + "'");
    }
    String field = matcher.group(1);
    boolean offered =
        field.equals("metadata.name")
            || field.equals("metadata.namespace")
            || type.selectableFields().contains(field);
    if (!offered) {
      throw ApiError.badRequest("field label not supported: " + field);
    }
    String[] path = field.split("\\.");
    boolean equal = !matcher.group(2).equals("!=");
    String value = matcher.group(3);
    return object -> at(object, path).asText("").equals(value) == equal;
  }

  private static JsonNode at(JsonNode object, String[] path) {
    JsonNode node = object;
    for (String field : path) {
      node = node.path(field);
    }
    return node;
  }
}
