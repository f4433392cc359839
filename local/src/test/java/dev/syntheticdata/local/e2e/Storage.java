package dev.syntheticdata.local.e2e;

import dev.syntheticdata.local.objectstore.EmbeddedObjectStore;
import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.Pointer;
import dev.syntheticdata.task.TaskJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies in the object store, read as files: no code of worker or client is trusted for it. */
record Storage(EmbeddedObjectStore store) {

  static final String REAL_DATA = "real-data";
  static final String MODELS = "models";
  static final String SYNTHETIC_DATA = "synthetic-data";

  /**
   * The store writes an object to a file of another name beside it, which it renames when whole.
   */
  private static final Pattern BEING_WRITTEN =
      Pattern.compile(".*-[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");

  /** Puts an object of real data there. */
  void upload(String key, byte[] content) {
    var file = store.fileOf(REAL_DATA, key);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void upload(String key, String content) {
    upload(key, content.getBytes(StandardCharsets.UTF_8));
  }

  boolean exists(String bucket, String key) {
    return Files.isRegularFile(store.fileOf(bucket, key));
  }

  byte[] bytes(String bucket, String key) {
    try {
      return Files.readAllBytes(store.fileOf(bucket, key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String bucket, String key) {
    return new String(bytes(bucket, key), StandardCharsets.UTF_8);
  }

  String sha256(String bucket, String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes(bucket, key));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Digests of the objects under a path, by what their keys have after it. */
  Map<String, String> digests(String bucket, String path) {
    return under(bucket, path, key -> sha256(bucket, key));
  }

  /** The objects under a path as text, by what their keys have after it. */
  Map<String, String> texts(String bucket, String path) {
    return under(bucket, path, key -> text(bucket, key));
  }

  private Map<String, String> under(String bucket, String path, UnaryOperator<String> value) {
    while (true) {
      try {
        return present(bucket, path, value);
      } catch (NoSuchFileException goneMeanwhile) {
        // Somebody deletes what is looked at: a look at all that is there now finds less.
      }
    }
  }

  private Map<String, String> present(String bucket, String path, UnaryOperator<String> value)
      throws NoSuchFileException {
    var root = store.fileOf(bucket, path);
    var found = new TreeMap<String, String>();
    if (!Files.exists(root)) {
      return found;
    }
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(key -> !BEING_WRITTEN.matcher(key).matches())
          .forEach(key -> found.put(key, value.apply(path + "/" + key)));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException gone) {
        throw gone;
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  Manifest manifest(String versionPath) {
    return TaskJson.read(text(SYNTHETIC_DATA, versionPath + "/manifest.json"), Manifest.class);
  }

  /** The pointer of a dataset in the namespace {@code default}, without a prefix. */
  static String pointerKey(String dataset) {
    return "datasets/default/" + dataset + "/latest.json";
  }

  Pointer pointer(String key) {
    return TaskJson.read(text(SYNTHETIC_DATA, key), Pointer.class);
  }
}
