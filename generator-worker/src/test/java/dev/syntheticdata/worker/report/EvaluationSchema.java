package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.MetricDefinition;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.report.EvaluationDocument.AttackEntry;
import dev.syntheticdata.worker.report.EvaluationDocument.ColumnEntry;
import dev.syntheticdata.worker.report.EvaluationDocument.DriftEntry;
import dev.syntheticdata.worker.report.EvaluationDocument.GroupEntry;
import dev.syntheticdata.worker.report.EvaluationDocument.MetricEntry;
import dev.syntheticdata.worker.report.EvaluationDocument.PairEntry;
import dev.syntheticdata.worker.table.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The JSON Schema of evaluation.json, made of its types: their components, what the source says of
 * them, which of them are never null, and the words of those that have a fixed vocabulary.
 */
public final class EvaluationSchema {

  static final Path FILE = Path.of("..", "docs", "reference", "evaluation.schema.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID =
      "https://syntheticdata.dev/schemas/evaluation-" + EvaluationDocument.SCHEMA_VERSION + ".json";

  /**
   * Components that are never null, beside those of primitive types and of records that would write
   * a null.
   */
  private static final Map<Class<?>, Set<String>> NEVER_NULL =
      Map.ofEntries(
          Map.entry(
              EvaluationDocument.class,
              Set.of(
                  "schemaVersion",
                  "subject",
                  "standing",
                  "gates",
                  "metrics",
                  "columns",
                  "pairs",
                  "notes",
                  "rows",
                  "targets",
                  "claims",
                  "groups",
                  "drift",
                  "attacks",
                  "coverage")),
          Map.entry(Subject.class, Set.of("title", "limitations")),
          Map.entry(GateResult.class, Set.of("metric", "severity", "verdict")),
          Map.entry(ClaimResult.class, Set.of("claim", "verdict", "message")),
          Map.entry(
              MetricEntry.class, Set.of("id", "status", "better", "unit", "definition", "source")),
          Map.entry(ColumnEntry.class, Set.of("name", "type")),
          Map.entry(PairEntry.class, Set.of("first", "second")),
          Map.entry(GroupEntry.class, Set.of("column", "group")),
          Map.entry(
              DriftEntry.class, Set.of("column", "against", "psi", "psiExpected", "jensenShannon")),
          Map.entry(AttackEntry.class, Set.of("metric", "repeats")),
          Map.entry(CoverageEntry.Categories.class, Set.of("column", "named")),
          Map.entry(CoverageEntry.RareClass.class, Set.of("target")));

  /** Words of texts that have a fixed vocabulary. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "EvaluationDocument.schemaVersion", List.of(EvaluationDocument.SCHEMA_VERSION),
          "MetricEntry.id", Stream.of(Metric.values()).map(Metric::id).toList(),
          "MetricEntry.status", List.of("computed", "notComputed"),
          "MetricEntry.reason", Stream.of(Reason.values()).map(Reason::name).toList(),
          "MetricEntry.better", List.of("higher", "lower"),
          "MetricEntry.unit", lower(MetricDefinition.Unit.values()),
          "ColumnEntry.type", Stream.of(ColumnType.values()).map(ColumnType::name).toList(),
          "PairEntry.kind", lower(PairFinding.Kind.values()),
          "AttackEntry.metric", Stream.of(Metric.values()).map(Metric::id).toList());

  private EvaluationSchema() {}

  private static List<String> lower(Enum<?>[] constants) {
    return Stream.of(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Fails where a document is not as the schema asks. */
  public static void requireKept(String document) {
    assertThat(violations(document)).isEmpty();
  }

  /** What is wrong with a document. */
  static List<String> violations(String document) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ofTypes())
          .validate(document, InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema as the types have it. */
  static String ofTypes() throws IOException {
    var schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "evaluation.json, format " + EvaluationDocument.SCHEMA_VERSION);
    schema.setAll(schemaOf(EvaluationDocument.class));
    schema.put(
        "description",
        Docstrings.of(EvaluationDocument.class).type()
            + " T are the real rows that were learned from, H those held out, S the synthetic ones."
            + " What is said to be null is absent.");
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static ObjectNode schemaOf(Type type) {
    var schema = JSON.createObjectNode();
    if (type instanceof ParameterizedType list) {
      schema.put("type", "array").set("items", schemaOf(list.getActualTypeArguments()[0]));
      return schema;
    }
    var plain = (Class<?>) type;
    if (plain.isRecord()) {
      return object(plain, schema);
    }
    if (plain.isEnum()) {
      Stream.of(plain.getEnumConstants())
          .map(constant -> JSON.convertValue(constant, String.class))
          .forEach(schema.putArray("enum")::add);
      return schema;
    }
    return schema.put("type", name(plain));
  }

  private static ObjectNode object(Class<?> type, ObjectNode schema) {
    schema.put("type", "object").put("additionalProperties", false);
    var docstrings = Docstrings.of(type);
    var required = required(type);
    var properties = schema.putObject("properties");
    for (var component : type.getRecordComponents()) {
      properties.set(component.getName(), member(type, component, docstrings));
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    if (type == MetricEntry.class) {
      valueOrReason(schema);
    }
    return schema;
  }

  /** In the order of the components. */
  private static List<String> required(Class<?> type) {
    boolean writesAll = !type.isAnnotationPresent(JsonInclude.class);
    var named = new TreeSet<>(NEVER_NULL.getOrDefault(type, Set.of()));
    var required =
        Arrays.stream(type.getRecordComponents())
            .filter(c -> named.remove(c.getName()) || writesAll || c.getType().isPrimitive())
            .map(RecordComponent::getName)
            .toList();
    if (!named.isEmpty()) {
      throw new IllegalStateException(type + " has no " + named);
    }
    return required;
  }

  private static ObjectNode member(
      Class<?> type, RecordComponent component, Docstrings docstrings) {
    var name = component.getName();
    var words = WORDS.get(type.getSimpleName() + "." + name);
    var schema = schemaOf(component.getGenericType());
    if (words != null) {
      schema.remove("type");
      words.forEach(schema.putArray("enum")::add);
    }
    if (type == MetricEntry.class && name.equals("interval")) {
      schema.put("minItems", 2).put("maxItems", 2);
    }
    if (component.getType() == int.class) {
      schema.put("minimum", 0);
    }
    var description = docstrings.components().get(name);
    if (description == null) {
      throw new IllegalStateException("nothing is said of " + name + " of " + type);
    }
    return schema.put("description", description);
  }

  /** A metric has a value, or the reason why it has none. */
  private static void valueOrReason(ObjectNode schema) {
    schema.putObject("if").putObject("properties").putObject("status").put("const", "computed");
    schema.putObject("then").putArray("required").add("value");
    schema.putObject("else").putArray("required").add("reason").add("message");
  }

  private static String name(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (List.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
      return "integer";
    }
    throw new IllegalArgumentException("there is no word for " + type);
  }
}
