package dev.syntheticdata.worker.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnNames;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.ValueText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The file of {@code --declared}: what a Generator's {@code spec.schema} says. An API server would
 * refuse what is wrong with that; here nobody else does.
 *
 * @param place what the file is called in messages
 * @param schema what it declares
 */
record DeclaredFile(String place, SchemaDeclaration schema) {

  private static final String OPTION = "--declared";
  private static final String EXAMPLE =
      "{\"columns\": [{\"name\": \"age\", \"minimum\": 18, \"maximum\": 99}]}";

  private static final int MOST_OF_PATTERN = 256;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new TaskJson.Strict())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if there is none, or it is not well formed, naming the field
   */
  static DeclaredFile read(Path file) {
    String place = OptionFiles.place(OPTION, file);
    try {
      String text = new String(OptionFiles.read(OPTION, file), StandardCharsets.UTF_8);
      var schema = JSON.readValue(text, SchemaDeclaration.class);
      if (schema == null) {
        throw new InvalidInputException(place + ": must be an object such as " + EXAMPLE);
      }
      var declared = new DeclaredFile(place, schema);
      declared.check();
      return declared;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(place + ": " + DocumentWords.of(e, "JSON", EXAMPLE), e);
    }
  }

  /** The columns about which something is said. */
  List<ColumnDeclaration> columns() {
    return schema.columns() == null ? List.of() : schema.columns();
  }

  private void check() {
    var names = new HashSet<String>();
    for (int i = 0; i < columns().size(); i++) {
      var column = columns().get(i);
      if (column == null || column.name() == null || column.name().isEmpty()) {
        throw wrong(i, "name is missing; write it such as " + EXAMPLE);
      }
      if (!names.add(column.name())) {
        throw wrong(i, "'%s' is declared already; declare it once".formatted(column.name()));
      }
      String problem = problem(column);
      if (problem != null) {
        throw wrong(i, "%s (column '%s')".formatted(problem, column.name()));
      }
    }
    checkSequence();
    DeclaredConstraints.check(place, schema.constraints());
  }

  /** The columns of its sequence, by the field that names them; empty where it declares none. */
  private Map<String, List<String>> ofSequence() {
    var sequence = schema.sequence();
    if (sequence == null) {
      return Map.of();
    }
    var columns = new LinkedHashMap<String, List<String>>();
    columns.put("key", sequence.key() == null ? List.of() : List.of(sequence.key()));
    columns.put("orderBy", sequence.orderBy() == null ? List.of() : List.of(sequence.orderBy()));
    columns.put("context", sequence.context() == null ? List.of() : sequence.context());
    return columns;
  }

  private void checkSequence() {
    var seen = new HashSet<String>();
    ofSequence()
        .forEach(
            (field, columns) -> {
              if (columns.isEmpty() && !field.equals("context")) {
                throw new InvalidInputException(
                    "%s: sequence.%s is missing; name a column".formatted(place, field));
              }
              for (String column : columns) {
                if (!seen.add(column)) {
                  throw new InvalidInputException(
                      "%s: sequence.%s names '%s' a second time; leave it out"
                          .formatted(place, field, column));
                }
              }
            });
  }

  /** What the rules of the resource's schema say. */
  private static String problem(ColumnDeclaration column) {
    boolean range = column.minimum() != null;
    boolean made = column.pattern() != null || column.personal() != null;
    if (range != (column.maximum() != null)) {
      return "minimum and maximum must be set together";
    }
    if (range && column.categories() != null) {
      return "a column has either categories or minimum and maximum";
    }
    if (isOther(column, column.categories(), ColumnType.CATEGORICAL)) {
      return "only a column of type Categorical has categories";
    }
    if (isOther(column, column.pattern(), ColumnType.IDENTIFIER)) {
      return "only a column of type Identifier has a pattern";
    }
    if (isOther(column, column.personal(), ColumnType.TEXT)) {
      return "only a column of type Text is personal";
    }
    if (made && (column.role() != null || range || column.categories() != null)) {
      return "a column with a pattern, or a personal one, has no role, minimum, maximum or categories";
    }
    if (column.pattern() != null && column.personal() != null) {
      return "a column has either a pattern or personal";
    }
    if (column.pattern() != null
        && (column.pattern().isEmpty() || column.pattern().length() > MOST_OF_PATTERN)) {
      return "a pattern has from 1 to %d characters".formatted(MOST_OF_PATTERN);
    }
    if (column.locale() != null && column.personal() == null) {
      return "locale needs personal";
    }
    if (range && isGreater(column.minimum(), column.maximum())) {
      return crossed(column);
    }
    return null;
  }

  private static boolean isOther(ColumnDeclaration column, Object declared, ColumnType needed) {
    return declared != null && column.type() != null && column.type() != needed;
  }

  /** Of numbers; of dates and times the column's own form decides, once it is known. */
  private static boolean isGreater(String minimum, String maximum) {
    try {
      return new BigDecimal(minimum).compareTo(new BigDecimal(maximum)) > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String crossed(ColumnDeclaration column) {
    return "minimum %s is greater than maximum %s; exchange them"
        .formatted(column.minimum(), column.maximum());
  }

  /**
   * Sees that every column it declares is there.
   *
   * @throws InvalidInputException if one is not, naming it and those there are
   */
  void requireColumns(List<String> there) {
    for (int i = 0; i < columns().size(); i++) {
      String name = columns().get(i).name();
      if (!there.contains(name)) {
        throw wrong(
            i,
            "there is no column '%s'; the columns are %s".formatted(name, ColumnNames.list(there)));
      }
    }
    ofSequence()
        .forEach(
            (field, columns) ->
                new OptionColumns(there).require(place + ": sequence." + field, columns));
  }

  /**
   * Sees that the values it declares are such as the columns have.
   *
   * @throws InvalidInputException if they are not, naming the column and what it holds
   */
  void requireValues(TableSchema table) {
    for (int i = 0; i < columns().size(); i++) {
      var declared = columns().get(i);
      var column = table.column(declared.name()).orElseThrow();
      if (declared.categories() != null && !column.type().isCategorical()) {
        throw wrong(
            i,
            "'%s' is %s: declare minimum and maximum of it, or its type as Categorical"
                .formatted(column.name(), name(column)));
      }
      if (declared.minimum() != null) {
        requireRange(i, declared, column);
      }
    }
  }

  private void requireRange(int i, ColumnDeclaration declared, ColumnSchema column) {
    if (!column.type().isNumeric()) {
      throw wrong(
          i,
          "'%s' is %s, which has no minimum and maximum; declare categories"
              .formatted(column.name(), name(column)));
    }
    if (number(i, declared.minimum(), column) > number(i, declared.maximum(), column)) {
      throw wrong(i, "%s (column '%s')".formatted(crossed(declared), column.name()));
    }
  }

  private double number(int i, String text, ColumnSchema column) {
    try {
      return new ValueText(column).parse(text);
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          at(i)
              + "'%s' is not %s as the column '%s' has it; write it as there%s"
                  .formatted(
                      text,
                      name(column),
                      column.name(),
                      column.format() == null ? "" : ", in the form " + column.format()),
          e);
    }
  }

  /** The type as resources call it. */
  private static String name(ColumnSchema column) {
    var words = new StringBuilder();
    for (String part : column.type().name().split("_")) {
      words.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }

  private InvalidInputException wrong(int index, String what) {
    return new InvalidInputException(at(index) + what);
  }

  private String at(int index) {
    return "%s: columns[%d]: ".formatted(place, index);
  }
}
