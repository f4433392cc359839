package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void aSlotIsTakenOnlyOnce() throws Exception {
    Slots slots = new Slots(1);
    assertThat(slots.acquire(() -> false)).isTrue();
    CompletableFuture<Boolean> second = acquire(slots, new AtomicBoolean());
    assertThat(second).isNotDone();
    slots.release();
    await().atMost(LIMIT).until(second::isDone);
    assertThat(second).isCompletedWithValue(true);
  }

  @Test
  void waitingCanBeGivenUp() throws Exception {
    Slots slots = new Slots(1);
    slots.acquire(() -> false);
    AtomicBoolean givenUp = new AtomicBoolean();
    CompletableFuture<Boolean> second = acquire(slots, givenUp);
    givenUp.set(true);
    slots.recheck();
    await().atMost(LIMIT).until(second::isDone);
    assertThat(second).isCompletedWithValue(false);
    slots.release();
    assertThat(slots.acquire(() -> false)).isTrue();
  }

  @Test
  void noSlotsAreRefused() {
    assertThatThrownBy(() -> new Slots(0)).hasMessageContaining("at least one");
  }

  private static CompletableFuture<Boolean> acquire(Slots slots, AtomicBoolean givenUp) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return slots.acquire(givenUp::get);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
