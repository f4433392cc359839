package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The syntax of names and labels. */
final class Names {
  static final String DNS_LABEL_COMPLAINT =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String SUBDOMAIN_COMPLAINT =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + " regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL_VALUE_COMPLAINT =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final long MAX_ANNOTATIONS = 256 * 1024;
  private static final String TOO_LONG_LABEL = "must be no more than 63 characters";

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(LABEL.pattern() + "(\\." + LABEL.pattern() + ")*");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern PATH_SEGMENT = Pattern.compile("[^/%]+");
  private static final Pattern LABEL_KEY =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private Names() {}

  static boolean isDnsLabel(String name) {
    return name.length() <= 63 && LABEL.matcher(name).matches();
  }

  /** Errors in the name of an object; roles may have any name that fits in a path. */
  static List<FieldError> checkName(JsonNode metadata, boolean anyPathSegment) {
    String name = metadata.path("name").asText("");
    if (name.isEmpty()) {
      return List.of(FieldError.required("metadata.name", "name or generateName is required"));
    }
    if (anyPathSegment) {
      return PATH_SEGMENT.matcher(name).matches()
          ? List.of()
          : List.of(
              FieldError.invalid(
                  "metadata.name", metadata.get("name"), "may not contain '/' or '%'"));
    }
    if (name.length() > 253) {
      return List.of(
          FieldError.invalid(
              "metadata.name", metadata.get("name"), "must be no more than 253 characters"));
    }
    return SUBDOMAIN.matcher(name).matches()
        ? List.of()
        : List.of(FieldError.invalid("metadata.name", metadata.get("name"), SUBDOMAIN_COMPLAINT));
  }

  /** Annotations may hold 256 KiB together. */
  static List<FieldError> checkAnnotations(JsonNode annotations) {
    long size = 0;
    for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
      size += annotation.getKey().length() + annotation.getValue().asText().length();
    }
    return size <= MAX_ANNOTATIONS
        ? List.of()
        : List.of(FieldError.tooLong("metadata.annotations", MAX_ANNOTATIONS));
  }

  /** Errors in labels. */
  static List<FieldError> checkLabels(JsonNode labels, String path) {
    List<FieldError> errors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      String value = label.getValue().asText();
      if (!LABEL_KEY.matcher(label.getKey()).matches()) {
        errors.add(
            FieldError.invalidText(
                path,
                '"' + label.getKey() + '"',
                "name part must consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character"));
      }
      if (value.length() > 63) {
        errors.add(FieldError.invalid(path, label.getValue(), TOO_LONG_LABEL));
      } else if (!LABEL_VALUE.matcher(value).matches()) {
        errors.add(FieldError.invalid(path, label.getValue(), LABEL_VALUE_COMPLAINT));
      }
    }
    return errors;
  }
}
