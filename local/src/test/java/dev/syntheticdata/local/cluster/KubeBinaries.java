package dev.syntheticdata.local.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The programs of a Kubernetes control plane, as {@code hack/build-kube-apiserver} leaves them.
 *
 * @param directory holds etcd, kube-apiserver, kube-controller-manager and kubectl of one version
 */
public record KubeBinaries(Path directory) {

  private static final List<String> NAMES =
      List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");
  private static final String REMEDY = "run hack/build-kube-apiserver";

  /**
   * The newest version there is. Without one the test is skipped, unless REQUIRE_KUBE_APISERVER
   * says that it must run.
   */
  public static KubeBinaries require() {
    var root = root().resolve("k8s");
    var found = newest(root);
    if (found.isEmpty() && Boolean.parseBoolean(System.getenv("REQUIRE_KUBE_APISERVER"))) {
      throw new AssertionError(
          "REQUIRE_KUBE_APISERVER is set, but there is no complete control plane in "
              + root
              + ": "
              + REMEDY);
    }
    assumeTrue(found.isPresent(), "there is no kube-apiserver in " + root + ": " + REMEDY);
    return found.get();
  }

  /** Where the rig is. */
  static Path root() {
    var configured = System.getenv("KUBE_RIG_DIR");
    return configured != null && !configured.isBlank()
        ? Path.of(configured)
        : Path.of(System.getProperty("user.home"), ".cache", "synthetic-data-operator", "kube");
  }

  private static Optional<KubeBinaries> newest(Path root) {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (var directories = Files.list(root)) {
      return directories
          .map(KubeBinaries::new)
          .filter(KubeBinaries::isComplete)
          .max(Comparator.comparing(b -> Version.parse(b.version())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isComplete() {
    return NAMES.stream().allMatch(name -> Files.isExecutable(program(name)));
  }

  /** The version, for example 1.36.3. */
  String version() {
    var name = directory.getFileName().toString();
    int end = name.indexOf('-');
    return end < 0 ? name : name.substring(0, end);
  }

  Path program(String name) {
    return directory.resolve(name);
  }
}
