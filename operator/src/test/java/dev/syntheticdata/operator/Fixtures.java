package dev.syntheticdata.operator;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The resources that tests start from, as people would apply them; fresh at each call. */
public final class Fixtures {

  private Fixtures() {}

  /** A generator of a table of patients. */
  public static Generator generator() {
    return read("generator.yaml", Generator.class);
  }

  /** Its first version, fitted. */
  public static GeneratorVersion generatorVersion() {
    return read("generatorversion.yaml", GeneratorVersion.class);
  }

  /** A dataset made from it. */
  public static SyntheticDataset dataset() {
    return read("dataset.yaml", SyntheticDataset.class);
  }

  /** Its first version, of which nothing is done yet. */
  public static SyntheticDatasetVersion datasetVersion() {
    return read("datasetversion.yaml", SyntheticDatasetVersion.class);
  }

  /** A resource of that file in {@code fixtures/}. */
  public static <T> T read(String file, Class<T> type) {
    try (var stream = Fixtures.class.getResourceAsStream("/fixtures/" + file)) {
      var yaml = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Serialization.unmarshal(yaml, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
