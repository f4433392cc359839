package dev.syntheticdata.local.apiserver;

import java.nio.file.Path;
import java.util.Optional;

/** Where the API server finds what containers print. */
public interface PodLogs {
  /** Knows no logs. */
  PodLogs NONE = container -> Optional.empty();

  /**
   * A container of a pod.
   *
   * @param namespace the pod's namespace
   * @param pod the pod's name
   * @param container the container's name
   * @param previous whether the run before the last restart is meant
   */
  record Container(String namespace, String pod, String container, boolean previous) {}

  /** The file with the container's output, also while it is written; empty before it starts. */
  Optional<Path> file(Container container);

  /** Whether nothing will be added to the file any more; ends {@code kubectl logs -f}. */
  default boolean isComplete(Container container) {
    return true;
  }
}
