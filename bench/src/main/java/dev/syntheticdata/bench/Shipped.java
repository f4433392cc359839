package dev.syntheticdata.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How the operator is shipped: the JVM's flags in the image, and what the chart's Deployment gives
 * the container by default.
 *
 * @param jvmFlags the image's flags
 * @param environment the container's variables that have a value
 * @param memory limit of the container's memory, in bytes
 */
record Shipped(List<String> jvmFlags, Map<String, String> environment, long memory) {

  private static final Path POM = Path.of("..", "operator", "pom.xml");

  /** What the chart renders without values; the chart's own tests keep it so. */
  private static final Path CHART =
      Path.of("..", "helm", "src", "test", "resources", "golden", "defaults.yaml");

  private static final Pattern FLAG = Pattern.compile("<jvmFlag>([^<]+)</jvmFlag>");

  static Shipped read() throws IOException {
    var flags = new ArrayList<String>();
    FLAG.matcher(Files.readString(POM)).results().forEach(flag -> flags.add(flag.group(1)));
    if (flags.isEmpty()) {
      throw new IllegalStateException("no flags of the JVM in " + POM);
    }
    var container = container();
    var environment = new LinkedHashMap<String, String>();
    container
        .path("env")
        .forEach(
            variable -> {
              if (variable.has("value")) {
                environment.put(variable.path("name").asText(), variable.path("value").asText());
              }
            });
    var limit = container.path("resources").path("limits").path("memory").asText();
    return new Shipped(
        flags, environment, Quantity.getAmountInBytes(new Quantity(limit)).longValueExact());
  }

  private static JsonNode container() throws IOException {
    for (var document : Files.readString(CHART).split("(?m)^---$")) {
      if (Pattern.compile("(?m)^kind: Deployment$").matcher(document).find()) {
        return new ObjectMapper()
            .valueToTree(Serialization.unmarshal(document, Map.class))
            .at("/spec/template/spec/containers/0");
      }
    }
    throw new IllegalStateException("the chart renders no Deployment");
  }
}
