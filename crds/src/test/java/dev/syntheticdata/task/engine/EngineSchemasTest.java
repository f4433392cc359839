package dev.syntheticdata.task.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.TaskJson;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON Schemas in {@code docs/engines} are those of the types. After a change that is meant:
 *
 * <pre>mvn -pl crds test -Dtest=EngineSchemasTest -Dschemas.write</pre>
 */
class EngineSchemasTest {

  private static final Path DIRECTORY = Path.of("..", "docs", "engines");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Class<?>> DOCUMENTS =
      Map.of(
          "task.schema.json", EngineTask.class,
          "schema.schema.json", EngineSchema.class,
          "result.schema.json", EngineResult.class);

  static Stream<Map.Entry<String, Class<?>>> documents() {
    return DOCUMENTS.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theSchemaInTheDocumentationIsThatOfTheType(Map.Entry<String, Class<?>> document)
      throws IOException {
    var schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", document.getKey().replace(".schema", ""));
    schema.setAll(object(document.getValue()));
    var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    var file = DIRECTORY.resolve(document.getKey());
    if (System.getProperty("schemas.write") != null) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("run: mvn -pl crds test -Dtest=EngineSchemasTest -Dschemas.write")
        .content()
        .isEqualTo(text);
  }

  @Test
  void aTaskHasTheMembersThatItsSchemaRequires() {
    var task =
        new EngineTask(
            EngineContract.VERSION,
            EngineTask.Kind.FIT,
            7,
            EngineContract.SCHEMA,
            EngineContract.MODEL,
            new EngineTask.Source("source/rows.csv", Format.CSV, 3, List.of()),
            null);

    var json = JSON.convertValue(TaskJson.read(TaskJson.write(task), Map.class), ObjectNode.class);

    var required = object(EngineTask.class).get("required");
    required.forEach(name -> assertThat(json.has(name.asText())).as(name.asText()).isTrue());
    assertThat(json.get("task").asText()).isEqualTo("fit");
    assertThat(json.has("output")).isFalse();
    assertThat(TaskJson.read(TaskJson.write(task), EngineTask.class)).isEqualTo(task);
  }

  @Test
  void aColumnLeavesOutWhatItsTypeDoesNotHave() {
    var column =
        new EngineSchema.Column("a", ColumnType.DATE_TIME, true, null, true, null, null, null);

    assertThat(TaskJson.write(column))
        .isEqualTo("{\"name\":\"a\",\"type\":\"DateTime\",\"nullable\":true,\"zoned\":true}");
  }

  private static ObjectNode object(Class<?> type) {
    var schema = JSON.createObjectNode();
    var description = type.getAnnotation(JsonClassDescription.class);
    if (description != null) {
      schema.put("description", description.value());
    }
    schema.put("type", "object");
    var required = JSON.createArrayNode();
    var properties = JSON.createObjectNode();
    for (var component : type.getRecordComponents()) {
      var said = annotation(component, JsonPropertyDescription.class);
      assertThat(said).as("the description of %s", component).isNotNull();
      var property = JSON.createObjectNode().put("description", said.value());
      property.setAll(schemaOf(component.getGenericType()));
      properties.set(component.getName(), property);
      var member = annotation(component, JsonProperty.class);
      if (member != null && member.required()) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    return schema;
  }

  private static <A extends java.lang.annotation.Annotation> A annotation(
      RecordComponent component, Class<A> type) {
    return component.getAccessor().getAnnotation(type);
  }

  private static ObjectNode schemaOf(Type type) {
    var schema = JSON.createObjectNode();
    if (type instanceof ParameterizedType list) {
      schema.put("type", "array");
      schema.set("items", schemaOf(list.getActualTypeArguments()[0]));
      return schema;
    }
    var plain = (Class<?>) type;
    if (plain.isRecord()) {
      return object(plain);
    }
    if (plain.isEnum()) {
      var words = schema.putArray("enum");
      for (var constant : plain.getEnumConstants()) {
        words.add(JSON.convertValue(constant, String.class));
      }
      return schema;
    }
    if (plain == String.class) {
      return schema.put("type", "string");
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return schema.put("type", "boolean");
    }
    assertThat(plain).isIn(int.class, long.class, Integer.class, Long.class);
    return schema.put("type", "integer");
  }
}
