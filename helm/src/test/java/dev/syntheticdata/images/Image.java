package dev.syntheticdata.images;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What is ours of a module's image: the tar that {@code mvn verify} makes of it, without its base.
 *
 * @param module the module's directory
 * @param config what a runtime is told: user, entry point, labels
 * @param entries files and directories of all layers
 * @param contents the files' bytes, by their names
 */
record Image(
    Path module, JsonNode config, List<TarArchiveEntry> entries, Map<String, byte[]> contents) {

  static final ObjectMapper JSON = new ObjectMapper();

  /** Skips the test where there is no image yet; see {@link #require}. */
  static Image of(String name) {
    var module = Path.of("..", name);
    var tar = module.resolve("target/image-without-base/image.tar");
    require(Files.exists(tar), "there is no " + tar + ": run mvn verify");
    try (var file = Files.newInputStream(tar)) {
      var parts = new TreeMap<String, byte[]>();
      read(file, new ArrayList<>(), parts);
      var manifest = JSON.readTree(parts.get("manifest.json")).get(0);
      var entries = new ArrayList<TarArchiveEntry>();
      var contents = new TreeMap<String, byte[]>();
      for (var layer : manifest.path("Layers")) {
        var packed = new ByteArrayInputStream(parts.get(layer.asText()));
        read(new GZIPInputStream(packed), entries, contents);
      }
      var config = JSON.readTree(parts.get(manifest.path("Config").asText()));
      return new Image(module, config, entries, contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips the test, visibly, unless REQUIRE_IMAGES says that it must run. */
  private static void require(boolean there, String otherwise) {
    if (!there && Boolean.parseBoolean(System.getenv("REQUIRE_IMAGES"))) {
      throw new AssertionError("REQUIRE_IMAGES is set, but " + otherwise);
    }
    assumeTrue(there, otherwise);
  }

  private static void read(
      InputStream stream, List<TarArchiveEntry> entries, Map<String, byte[]> contents)
      throws IOException {
    var tar = new TarArchiveInputStream(stream);
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      entries.add(entry);
      if (entry.isFile()) {
        contents.put(entry.getName(), tar.readAllBytes());
      }
    }
  }

  /** Names of the libraries' files. */
  List<String> libraries() {
    return contents.keySet().stream()
        .filter(name -> name.startsWith("app/libs/"))
        .map(name -> name.substring("app/libs/".length()))
        .toList();
  }

  /** The list of what is in it, as it is in it. */
  JsonNode sbom() {
    try {
      var lists = contents.keySet().stream().filter(name -> name.startsWith("app/sbom/")).toList();
      require(!lists.isEmpty(), "there is no SBOM in the image: run mvn verify without -o");
      if (lists.size() != 1) {
        throw new AssertionError("not one SBOM, but " + lists);
      }
      return JSON.readTree(contents.get(lists.get(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return module.getFileName().toString();
  }
}
