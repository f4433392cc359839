package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The JSON Schema of evaluation.json in the documentation is that of the types. After a change that
 * is meant:
 *
 * <pre>
 * mvn -pl generator-worker -am test -Dtest=EvaluationSchemaTest -Dschemas.write -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class EvaluationSchemaTest {

  private static final Path FILE = Path.of("..", "docs", "reference", "evaluation.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String schema() throws IOException {
    var schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "evaluation.json, format " + EvaluationDocument.SCHEMA_VERSION);
    schema.setAll(schemaOf(EvaluationDocument.class));
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
      var words = schema.putArray("enum");
      for (var constant : plain.getEnumConstants()) {
        words.add(JSON.convertValue(constant, String.class));
      }
      return schema;
    }
    return schema.put("type", name(plain));
  }

  private static ObjectNode object(Class<?> type, ObjectNode schema) {
    schema.put("type", "object").put("additionalProperties", false);
    var required = new ArrayList<String>();
    var properties = schema.putObject("properties");
    for (var component : type.getRecordComponents()) {
      properties.set(component.getName(), schemaOf(component.getGenericType()));
      if (component.getType().isPrimitive()) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return schema;
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

  @Test
  void theSchemaInTheDocumentationIsThatOfTheTypes() throws IOException {
    if (System.getProperty("schemas.write") != null) {
      Files.writeString(FILE, schema());
    }
    assertThat(FILE).content().isEqualTo(schema());
  }

  @Test
  void evaluationsKeepTheSchema() throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema());
    var whole = EvaluationDocument.of(TestEvidence.evidence(TestEvidence.GATES)).toJson();
    var input =
        new EvaluationInput(
            TestEvidence.SYNTHETIC, null, TestEvidence.SYNTHETIC, List.of("died"), 1);
    var ofFiles =
        EvaluationDocument.of(
                new Evidence(Subject.ofFiles("files"), new Evaluator().evaluate(input), List.of()))
            .toJson();

    assertThat(schema.validate(whole, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(ofFiles, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(whole.replace("\"seed\"", "\"sead\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(TaskJson.read(whole, EvaluationDocument.class).toJson()).isEqualTo(whole);
  }
}
