package dev.syntheticdata.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads resources from files, and applies them. */
final class Manifests {

  private Manifests() {}

  /** A file or a resource with which nothing can be done as it is. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The resources in files, in their order; those without a namespace are of {@code default}.
   *
   * @param paths YAML files, or directories of them
   * @throws RefusedException naming a file that is not there, or holds something else
   */
  static List<HasMetadata> read(KubernetesClient client, List<Path> paths) throws IOException {
    var items = new ArrayList<HasMetadata>();
    for (var path : paths) {
      for (var file : files(path)) {
        items.addAll(read(client, file));
      }
    }
    items.stream()
        .filter(i -> i.getMetadata().getNamespace() == null)
        .forEach(i -> i.getMetadata().setNamespace("default"));
    return items;
  }

  private static List<HasMetadata> read(KubernetesClient client, Path file) throws IOException {
    try (var stream = Files.newInputStream(file)) {
      var items = client.load(stream).items();
      if (items.stream().anyMatch(item -> item.getMetadata() == null)) {
        throw new IllegalArgumentException("a resource has no metadata");
      }
      return items;
    } catch (RuntimeException e) {
      // The client passes on what its parsers throw, which have no type in common.
      throw new RefusedException(
          "%s is no YAML of Kubernetes resources: %s".formatted(file, reason(e)), e);
    }
  }

  /** What the parser found, in one line. */
  private static String reason(Throwable e) {
    var cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new RefusedException("There is no " + path, null);
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
  }

  /**
   * Applies a resource on the server's side.
   *
   * @throws RefusedException if the API refuses it, in the API's words
   */
  static void apply(KubernetesClient client, HasMetadata resource) {
    try {
      client.resource(resource).serverSideApply();
    } catch (KubernetesClientException e) {
      if (e.getCode() < 400 || e.getCode() >= 500) {
        throw e;
      }
      throw new RefusedException(
          "%s %s is refused: %s"
              .formatted(
                  resource.getKind(),
                  resource.getMetadata().getName(),
                  e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage()),
          e);
    }
  }
}
