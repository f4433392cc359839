package dev.syntheticdata.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A resource as people write it: a YAML file of the test's resources, and variations of it. Values
 * change in copies.
 */
record Resource(ObjectNode tree) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** The resource in {@code e2e/<name>.yaml}. */
  static Resource named(String file) {
    try (var stream = Resource.class.getResourceAsStream("/e2e/" + file + ".yaml")) {
      return new Resource((ObjectNode) YAML.readTree(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A generator of the patients' data under a name. */
  static Resource generator(String name) {
    return named("generator").as(name);
  }

  /** A small dataset without gates, from a generator. */
  static Resource dataset(String name, String generator) {
    return named("dataset").as(name).with("spec.generatorRef.name", generator);
  }

  /** A dataset with gates that a copula holds, from a generator. */
  static Resource gatedDataset(String name, String generator) {
    return named("dataset-with-gates").as(name).with("spec.generatorRef.name", generator);
  }

  Resource as(String name) {
    return with("metadata.name", name);
  }

  /**
   * A copy with another value.
   *
   * @param path names of fields, with dots between; what is missing is made
   * @param yaml the value as YAML
   */
  Resource with(String path, Object yaml) {
    var copy = tree.deepCopy();
    var names = path.split("\\.");
    var parent = copy;
    for (int i = 0; i < names.length - 1; i++) {
      var child = parent.get(names[i]);
      parent = child == null ? parent.putObject(names[i]) : (ObjectNode) child;
    }
    parent.set(names[names.length - 1], read(String.valueOf(yaml)));
    return new Resource(copy);
  }

  /** A copy without a field. */
  Resource without(String path) {
    var copy = tree.deepCopy();
    int last = path.lastIndexOf('.');
    var parent = (ObjectNode) copy.at("/" + path.substring(0, last).replace('.', '/'));
    parent.remove(path.substring(last + 1));
    return new Resource(copy);
  }

  /** A copy that asks for a refresh. */
  Resource refreshRequested(String value) {
    var copy = tree.deepCopy();
    ((ObjectNode) copy.get("metadata"))
        .putObject("annotations")
        .put("syntheticdata.dev/refresh-requested-at", value);
    return new Resource(copy);
  }

  /** For the client. It knows nothing of our types, so that wrong values reach the API server. */
  GenericKubernetesResource toApply() {
    return Serialization.unmarshal(tree.toString(), GenericKubernetesResource.class);
  }

  private static JsonNode read(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
