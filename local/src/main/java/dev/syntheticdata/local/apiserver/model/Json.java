package dev.syntheticdata.local.apiserver.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Trees of JSON and YAML, and what it means that two trees are the same. */
public final class Json {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectMapper YAML =
      new ObjectMapper(YAMLFactory.builder().disable(YAMLGenerator.Feature.SPLIT_LINES).build());
  private static final Comparator<JsonNode> BY_VALUE = Json::compareScalars;

  private Json() {}

  /** An empty, mutable object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Parses one JSON document. */
  public static JsonNode parse(byte[] json) throws IOException {
    return JSON.readTree(json);
  }

  /** Parses one JSON document that this program wrote itself. */
  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses every document of a YAML stream; empty documents are left out. */
  public static List<JsonNode> parseYaml(byte[] yaml) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(yaml)) {
      while (parser.nextToken() != null) {
        JsonNode document = YAML.readTree(parser);
        if (document != null && !document.isNull() && !document.isMissingNode()) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  /** The tree as compact JSON bytes. */
  public static byte[] bytes(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with every character outside ASCII escaped. */
  public static byte[] asciiBytes(JsonNode tree) {
    try {
      return JSON.writer()
          .with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
          .writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree as a YAML document. */
  public static String yaml(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object below {@code field}, created when it is absent or not an object. */
  public static ObjectNode child(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode present ? present : parent.putObject(field);
  }

  /** Sets a field, or removes it when the value is null. */
  public static void setOrRemove(ObjectNode parent, String field, JsonNode value) {
    if (value == null) {
      parent.remove(field);
    } else {
      parent.set(field, value);
    }
  }

  /** Removes every field whose value is null, at any depth. */
  public static void dropNulls(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      List<String> nulls = new ArrayList<>();
      object.properties().stream()
          .filter(f -> f.getValue().isNull())
          .forEach(f -> nulls.add(f.getKey()));
      object.remove(nulls);
    }
    tree.forEach(Json::dropNulls);
  }

  /** Equality by value: 1 and 1L are the same, the order of object fields does not matter. */
  public static boolean same(JsonNode a, JsonNode b) {
    if (a == null || b == null) {
      return a == b;
    }
    return a.equals(BY_VALUE, b);
  }

  private static int compareScalars(JsonNode a, JsonNode b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.isIntegralNumber() && b.isIntegralNumber()) {
      return a.bigIntegerValue().compareTo(b.bigIntegerValue());
    }
    if (a.isNumber() && b.isNumber()) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return 1;
  }
}
