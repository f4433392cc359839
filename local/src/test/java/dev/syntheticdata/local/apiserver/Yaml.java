package dev.syntheticdata.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Trees written as YAML in tests. */
public final class Yaml {
  private Yaml() {}

  /** The only document of the text. */
  public static JsonNode yaml(String text) {
    try {
      return Json.parseYaml(text.getBytes(StandardCharsets.UTF_8)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only document of the text, which is an object. */
  public static ObjectNode object(String text) {
    return (ObjectNode) yaml(text);
  }

  /** A file beside the tests. */
  public static String file(String name) {
    try (InputStream in = Yaml.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The CRD that tests use. */
  public static ObjectNode recipeCrd() {
    return object(file("recipes-crd.yaml"));
  }
}
