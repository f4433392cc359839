package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON values as CEL sees them: integers are 64 bit, times and durations follow the format of the
 * schema, and field names that are no CEL identifiers are escaped as Kubernetes escapes them.
 */
final class CelValues {
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?)(ns|us|µs|ms|s|m|h)");

  private CelValues() {}

  /** The value with the types of the schema; fields that are absent stay absent. */
  static Object of(JsonNode schema, JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> object(schema, value);
      case ARRAY -> list(schema, value);
      case STRING -> text(schema, value.asText());
      case NUMBER -> number(schema, value);
      case BOOLEAN -> value.asBoolean();
      default -> NullValue.NULL_VALUE;
    };
  }

  /** The field name as a CEL identifier. */
  static String escape(String name) {
    if (RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    return name.replace("__", "__underscores__")
        .replace(".", "__dot__")
        .replace("-", "__dash__")
        .replace("/", "__slash__");
  }

  private static Map<String, Object> object(JsonNode schema, JsonNode value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      boolean declared = Schemas.declares(schema, field.getKey());
      String name = declared ? escape(field.getKey()) : field.getKey();
      fields.put(name, of(Schemas.field(schema, field.getKey()), field.getValue()));
    }
    return fields;
  }

  private static List<Object> list(JsonNode schema, JsonNode value) {
    List<Object> elements = new ArrayList<>(value.size());
    value.forEach(e -> elements.add(of(Schemas.items(schema), e)));
    return elements;
  }

  private static Object number(JsonNode schema, JsonNode value) {
    boolean decimal = schema != null && "number".equals(schema.path("type").asText());
    return !decimal && value.doubleValue() == Math.rint(value.doubleValue())
        ? (Object) value.longValue()
        : (Object) value.doubleValue();
  }

  private static Object text(JsonNode schema, String text) {
    String format = schema == null ? "" : schema.path("format").asText("");
    return switch (format) {
      case "date-time" -> instant(text);
      case "duration" -> duration(text);
      default -> text;
    };
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Duration duration(String text) {
    double nanos = 0;
    Matcher part = DURATION_PART.matcher(text);
    while (part.find()) {
      nanos += Double.parseDouble(part.group(1)) * nanosPer(part.group(2));
    }
    return Duration.ofNanos((long) (text.startsWith("-") ? -nanos : nanos));
  }

  private static double nanosPer(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 1e3;
    };
  }
}
