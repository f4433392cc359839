package dev.syntheticdata.local.apiserver.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@code labelSelector} of a request: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}. */
public final class LabelSelector {
  private static final Pattern SET =
      Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)", Pattern.DOTALL);
  private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==?|!=)\\s*(\\S*)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*([^=!\\s(),]+)");

  private LabelSelector() {}

  /** A test of whole objects; the empty selector matches everything. */
  public static Predicate<JsonNode> parse(String selector) {
    Predicate<JsonNode> all = labels -> true;
    for (String requirement : split(selector)) {
      all = all.and(requirement(requirement.trim(), selector));
    }
    Predicate<JsonNode> requirements = all;
    return object -> requirements.test(object.path("metadata").path("labels"));
  }

  private static Predicate<JsonNode> requirement(String text, String selector) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      String key = set.group(1);
      Set<String> values =
          Arrays.stream(set.group(3).split(",")).map(String::trim).collect(Collectors.toSet());
      boolean in = set.group(2).equals("in");
      return labels -> labels.has(key) && values.contains(labels.get(key).asText()) ? in : !in;
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      String key = equality.group(1);
      String value = equality.group(3);
      boolean equal = !equality.group(2).equals("!=");
      return labels -> (labels.has(key) && labels.get(key).asText().equals(value)) == equal;
    }
    Matcher exists = EXISTS.matcher(text);
    if (exists.matches()) {
      boolean wanted = exists.group(1).isEmpty();
      return labels -> labels.has(exists.group(2)) == wanted;
    }
    throw ApiError.badRequest(
        "unable to parse requirement \"" + text + "\" of label selector \"" + selector + "\"");
  }

  /** Splits at commas outside of parentheses. */
  private static List<String> split(String selector) {
    List<String> requirements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < selector.length(); i++) {
      switch (selector.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            requirements.add(selector.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    if (!selector.isBlank()) {
      requirements.add(selector.substring(start));
    }
    return requirements;
  }
}
