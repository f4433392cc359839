package dev.syntheticdata.local.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The JSONPath of printer columns: {@code .a.b}, {@code ['x.y']}, {@code [0]}, {@code [-1]}, {@code
 * [*]} and {@code [?(@.type=="Ready")]}. The first match is the value.
 */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([^.\\[]+)"
              + "|\\[['\"]([^'\"]+)['\"]\\]"
              + "|\\[(-?\\d+)\\]"
              + "|(\\[\\*\\])"
              + "|\\[\\?\\(@\\.([^=!]+?)\\s*==\\s*['\"]?([^'\")]*)['\"]?\\)\\]");

  private JsonPath() {}

  /** The first value at the path, or null. */
  static JsonNode find(JsonNode root, String path) {
    List<JsonNode> matches = List.of(root);
    Matcher step = STEP.matcher(path.replace("\\.", "\u0000"));
    int end = 0;
    while (step.find() && step.start() == end) {
      end = step.end();
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : matches) {
        follow(node, step, next);
      }
      matches = next;
    }
    return matches.isEmpty() ? null : matches.get(0);
  }

  private static void follow(JsonNode node, Matcher step, List<JsonNode> into) {
    if (step.group(1) != null) {
      add(node.get(step.group(1).replace('\u0000', '.')), into);
    } else if (step.group(2) != null) {
      add(node.get(step.group(2).replace('\u0000', '.')), into);
    } else if (step.group(3) != null) {
      int index = Integer.parseInt(step.group(3));
      add(node.get(index < 0 ? node.size() + index : index), into);
    } else if (step.group(4) != null) {
      node.forEach(into::add);
    } else {
      String[] field = step.group(5).trim().split("\\.");
      StreamSupport.stream(node.spliterator(), false)
          .filter(e -> at(e, field).asText("").equals(step.group(6)))
          .forEach(into::add);
    }
  }

  private static JsonNode at(JsonNode node, String[] path) {
    JsonNode found = node;
    for (String field : path) {
      found = found.path(field);
    }
    return found;
  }

  private static void add(JsonNode node, List<JsonNode> into) {
    if (node != null && !node.isNull()) {
      into.add(node);
    }
  }
}
