package dev.syntheticdata.local.pod;

import java.util.Map;

/**
 * Expands {@code $(NAME)} as Kubernetes does in commands, arguments and environment values: a name
 * that is not defined is left as it stands, and {@code $$} is one dollar sign, so that {@code
 * $$(NAME)} is never expanded.
 */
final class VariableExpansion {
  private VariableExpansion() {}

  static String expand(String text, Map<String, String> variables) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        out.append(c);
        at++;
      } else if (text.charAt(at + 1) == '$') {
        out.append('$');
        at += 2;
      } else {
        at = expandReference(text, at, variables, out);
      }
    }
    return out.toString();
  }

  /** Handles a dollar sign at {@code at} that is not doubled; returns where to go on. */
  private static int expandReference(
      String text, int at, Map<String, String> variables, StringBuilder out) {
    int end = text.charAt(at + 1) == '(' ? text.indexOf(')', at) : -1;
    if (end < 0) {
      out.append('$');
      return at + 1;
    }
    String value = variables.get(text.substring(at + 2, end));
    out.append(value == null ? text.substring(at, end + 1) : value);
    return end + 1;
  }
}
