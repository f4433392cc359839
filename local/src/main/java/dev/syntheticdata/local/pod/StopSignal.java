package dev.syntheticdata.local.pod;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells everything that works for one pod to stop, once and for one cause. */
final class StopSignal {

  /** Why a pod is stopped before its containers have ended by themselves. */
  enum Cause {
    /** Somebody deleted it. */
    DELETED,
    /** It was active for longer than its {@code activeDeadlineSeconds}. */
    DEADLINE,
    /** The runner is closing; the pod's status is left as it is. */
    RUNNER_CLOSED
  }

  private final CompletableFuture<Cause> cause = new CompletableFuture<>();

  /** Gives the signal; returns whether it is the first. */
  boolean give(Cause why) {
    return cause.complete(why);
  }

  boolean given() {
    return cause.isDone();
  }

  boolean given(Cause why) {
    return cause.getNow(null) == why;
  }

  /** Waits for the signal or the end of the time; returns whether the signal was given. */
  boolean await(Duration time) {
    try {
      cause.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
