package dev.syntheticdata.local.pod;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How pods are run here.
 *
 * @param directory where volumes and logs lie; created when absent; its path should hold no spaces
 *     (see the translation of mount paths)
 * @param nodeName the node that pods are bound to
 * @param maxPods pods whose processes may run at once, at least 1; further pods wait, first come
 *     first served
 * @param configRetry how long to wait before looking again for a missing ConfigMap or Secret
 * @param restartDelay delay before a container is started again, doubled with each restart
 * @param restartDelayLimit longest such delay
 */
public record PodRunnerSettings(
    Path directory,
    String nodeName,
    int maxPods,
    Duration configRetry,
    Duration restartDelay,
    Duration restartDelayLimit) {

  public PodRunnerSettings {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(nodeName, "nodeName");
    if (maxPods < 1) {
      throw new IllegalArgumentException("maxPods must be at least 1, was " + maxPods);
    }
    requirePositive(configRetry, "configRetry");
    requirePositive(restartDelay, "restartDelay");
    requirePositive(restartDelayLimit, "restartDelayLimit");
  }

  /**
   * Node {@code local}; looks for missing configuration every 0.5 s; restarts after 0.5 s doubling
   * up to 10 s.
   */
  public static PodRunnerSettings local(Path directory, int maxPods) {
    return new PodRunnerSettings(
        directory,
        "local",
        maxPods,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofSeconds(10));
  }

  Duration restartDelay(int restarts) {
    Duration delay = restartDelay.multipliedBy(1L << Math.min(restarts, 20));
    return delay.compareTo(restartDelayLimit) > 0 ? restartDelayLimit : delay;
  }

  private static void requirePositive(Duration duration, String name) {
    Objects.requireNonNull(duration, name);
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, was " + duration);
    }
  }
}
