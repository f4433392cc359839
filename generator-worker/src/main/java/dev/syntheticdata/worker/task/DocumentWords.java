package dev.syntheticdata.worker.task;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syntheticdata.task.Metric;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a document that somebody wrote by hand, in the words of that document: the
 * field, what stands there and what may. Types of this program are not in it.
 */
final class DocumentWords {

  private static final JsonMapper JSON = new JsonMapper();

  private DocumentWords() {}

  /**
   * The words.
   *
   * @param form how such a document is called, as JSON
   * @param example one that is well formed, in a line
   */
  static String of(JsonProcessingException problem, String form, String example) {
    if (problem instanceof UnrecognizedPropertyException unknown) {
      var path = unknown.getPath();
      return at(path.subList(0, path.size() - 1))
          + "there is no field '%s'; the fields are %s"
              .formatted(unknown.getPropertyName(), fields(unknown));
    }
    if (problem instanceof InvalidFormatException value) {
      return at(value.getPath()) + wrong(value);
    }
    if (problem instanceof MismatchedInputException shape) {
      return shape.getPath().isEmpty()
          ? "must be an object such as " + example
          : at(shape.getPath()) + "must be " + word(shape.getTargetType());
    }
    String where =
        problem instanceof JsonParseException && problem.getLocation() != null
            ? " in line " + problem.getLocation().getLineNr()
            : "";
    return "not %s%s; write it such as %s".formatted(form, where, example);
  }

  /** Where in the document, for example {@code columns[0].role: }; nothing for the whole. */
  private static String at(List<JsonMappingException.Reference> path) {
    var words = new StringBuilder();
    for (var step : path) {
      if (step.getFieldName() == null) {
        words.append('[').append(step.getIndex()).append(']');
      } else {
        words.append(words.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return words.isEmpty() ? "" : words.append(": ").toString();
  }

  private static String fields(UnrecognizedPropertyException unknown) {
    var type = unknown.getReferringClass();
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.joining(", "))
        : String.valueOf(unknown.getKnownPropertyIds());
  }

  private static String wrong(InvalidFormatException value) {
    var type = value.getTargetType();
    if (type == Metric.class) {
      return MetricChoice.unknown(String.valueOf(value.getValue()));
    }
    if (type.isEnum()) {
      return "'%s' is none of %s"
          .formatted(
              value.getValue(),
              Arrays.stream(type.getEnumConstants())
                  .map(constant -> JSON.convertValue(constant, String.class))
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    return "'%s' is not %s".formatted(value.getValue(), word(type));
  }

  private static String word(Class<?> type) {
    if (type != null && Number.class.isAssignableFrom(type)) {
      return "a number, such as 0.9";
    }
    if (type != null && Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == null || type.isRecord() ? "an object" : "a text";
  }
}
