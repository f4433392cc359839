package dev.syntheticdata.local.apiserver.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Patterns and formats of texts. */
final class Formats {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
  private static final Pattern DURATION =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?(ns|us|µs|ms|s|m|h))+|0");

  private Formats() {}

  /** Whether the pattern occurs in the text; patterns are not anchored, as in Kubernetes. */
  static boolean find(String pattern, String text) {
    return PATTERNS.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
  }

  /** Whether the text has the format; unknown formats are not checked, as in Kubernetes. */
  static boolean isValid(String format, String text) {
    try {
      switch (format) {
        case "date-time" -> OffsetDateTime.parse(text);
        case "date" -> LocalDate.parse(text);
        case "uuid" -> UUID.fromString(text);
        case "byte" -> Base64.getDecoder().decode(text);
        case "duration" -> {
          return DURATION.matcher(text).matches();
        }
        default -> {
          return true;
        }
      }
      return true;
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }
}
