package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the files of pods lie: {@code pods/<uid>/} for what lives and dies with a pod (volumes,
 * scratch directories, termination messages; readable by this user only, as it holds Secrets),
 * {@code logs/<namespace>/<pod>/} for the logs, which are kept.
 */
final class PodFiles {
  private final Path root;

  PodFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path volume(Pod pod, String volume) {
    return directory(podDirectory(pod).resolve("volumes").resolve(volume));
  }

  /** The process's working directory, where the container does not give one. */
  Path scratch(Pod pod, String container) {
    return directory(podDirectory(pod).resolve("work").resolve(container));
  }

  Path terminationMessage(Pod pod, String container) {
    return directory(podDirectory(pod).resolve("termination")).resolve(container);
  }

  Path log(String namespace, String pod, String container) {
    return root.resolve("logs").resolve(namespace).resolve(pod).resolve(container + ".log");
  }

  Path previousLog(String namespace, String pod, String container) {
    return log(namespace, pod, container).resolveSibling(container + ".previous.log");
  }

  /** Makes room for the log of a new process; the log of the one before is kept beside it. */
  Path freshLog(Pod pod, String container) {
    String namespace = pod.getMetadata().getNamespace();
    String name = pod.getMetadata().getName();
    Path log = log(namespace, name, container);
    directory(log.getParent());
    if (Files.exists(log)) {
      try {
        Path previous = previousLog(namespace, name, container);
        Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException("Log " + log + " cannot be put aside", e);
      }
    }
    return log;
  }

  /** Removes what lives and dies with the pod. */
  void remove(Pod pod) {
    Path directory = podDirectory(pod);
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Pod directory " + directory + " cannot be removed", e);
    }
  }

  private Path podDirectory(Pod pod) {
    Path pods = root.resolve("pods");
    if (!Files.isDirectory(pods)) {
      directory(pods);
      onlyForOwner(pods);
    }
    return pods.resolve(pod.getMetadata().getUid());
  }

  private static void onlyForOwner(Path directory) {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Directory " + directory + " cannot be closed to other users", e);
      }
    }
  }

  static void deleteIfExists(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("File " + file + " cannot be deleted", e);
    }
  }

  static Path directory(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Directory " + directory + " cannot be created", e);
    }
  }
}
