package dev.syntheticdata.local.pod;

import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls to the API server again while it is out of reach, for about 20 s.
 *
 * @param givenUp whether nobody waits for the answer any more
 */
record Patience(BooleanSupplier givenUp) {
  private static final Logger LOGGER = LoggerFactory.getLogger(Patience.class);
  private static final int HTTP_TOO_MANY_REQUESTS = 429;
  private static final int ATTEMPTS = 100;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * @param purpose what the call is for, for the log
   * @return the answer; empty when given up
   * @throws KubernetesClientException when the server refuses for good, or does not recover
   */
  <T> Optional<T> call(String purpose, Supplier<T> call) {
    for (int attempt = 1; !givenUp.getAsBoolean(); attempt++) {
      try {
        return Optional.of(call.get());
      } catch (KubernetesClientException e) {
        if (attempt == ATTEMPTS || !isPassing(e)) {
          throw e;
        }
        LOGGER
            .atWarn()
            .addKeyValue("purpose", purpose)
            .addKeyValue("error", e.getMessage())
            .log("API server did not serve; trying again");
        pause();
      }
    }
    return Optional.empty();
  }

  /** No connection, too many requests, or a server in trouble. */
  private static boolean isPassing(KubernetesClientException e) {
    return e.getCode() == 0
        || e.getCode() == HTTP_TOO_MANY_REQUESTS
        || e.getCode() >= HTTP_INTERNAL_ERROR;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
