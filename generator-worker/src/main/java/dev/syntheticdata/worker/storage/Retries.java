package dev.syntheticdata.worker.storage;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what failed for a while, with growing pauses of together {@link #PAUSES}: about a
 * minute. After that the pod gives up and the Job's own retries, which are minutes apart, take
 * over.
 */
final class Retries {

  /** The pauses between attempts. */
  static final List<Duration> PAUSES =
      Stream.of(250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000)
          .map(Duration::ofMillis)
          .toList();

  private static final Logger LOGGER = LoggerFactory.getLogger(Retries.class);

  private final Sleeper sleeper;

  Retries(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws Exception;
  }

  /** A failure that may pass. */
  static final class TransientFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TransientFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The result of the first attempt that succeeds.
   *
   * @throws TransientFailure if the last attempt fails so as well
   */
  <T> T run(String what, Attempt<T> attempt) throws Exception {
    for (Duration pause : PAUSES) {
      try {
        return attempt.run();
      } catch (TransientFailure e) {
        LOGGER
            .atWarn()
            .addKeyValue("request", what)
            .addKeyValue("cause", e.getMessage())
            .addKeyValue("pause", pause)
            .log("Object storage did not answer; trying again");
        sleeper.sleep(pause);
      }
    }
    return attempt.run();
  }
}
