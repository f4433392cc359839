package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a schedule stands. Slots are the same for whoever computes them and whenever: the jitter is
 * drawn from the dataset's UID.
 *
 * @param due the slot to act on now; null where there is none
 * @param skipped the slot that was missed by more than the starting deadline; null where there is
 *     none
 * @param next when the next slot starts, jitter included; null without a schedule
 */
public record ScheduleState(Instant due, Instant skipped, Instant next) {

  /** Of a dataset without a schedule. */
  public static final ScheduleState NONE = new ScheduleState(null, null, null);

  private static final int DEFAULT_DEADLINE_SECONDS = 3600;

  /**
   * Of many missed slots only the last counts, so that a time of standstill makes no storm.
   *
   * @param refresh the schedule; null for none
   * @param uid UID of the dataset
   * @param since slots up to here are done with
   * @param now now
   * @throws IllegalArgumentException if the schedule cannot be read
   */
  public static ScheduleState of(Refresh refresh, String uid, Instant since, Instant now) {
    if (refresh == null || refresh.schedule() == null) {
      return NONE;
    }
    var schedule = CronSchedule.of(refresh.schedule(), refresh.timeZone());
    var jitter = jitter(refresh, uid);
    var shifted = now.minus(jitter);
    var last = shifted.isAfter(since) ? schedule.last(since, shifted) : Optional.<Instant>empty();
    var next = schedule.next(last.orElse(shifted.isAfter(since) ? shifted : since));
    Instant due = null;
    Instant skipped = null;
    if (last.isPresent()) {
      boolean late = now.isAfter(last.get().plus(jitter).plus(deadline(refresh)));
      due = late ? null : last.get();
      skipped = late ? last.get() : null;
    }
    return new ScheduleState(due, skipped, next.map(slot -> slot.plus(jitter)).orElse(null));
  }

  /** Whether a slot came up after one time and until another. */
  public static boolean slotBetween(Refresh refresh, String uid, Instant after, Instant until) {
    if (refresh == null || refresh.schedule() == null) {
      return false;
    }
    var shifted = until.minus(jitter(refresh, uid));
    return shifted.isAfter(after)
        && CronSchedule.of(refresh.schedule(), refresh.timeZone()).last(after, shifted).isPresent();
  }

  static Duration jitter(Refresh refresh, String uid) {
    int most = refresh.jitterSeconds() == null ? 0 : refresh.jitterSeconds();
    return Duration.ofSeconds(Math.floorMod(Digests.number(uid), most + 1L));
  }

  private static Duration deadline(Refresh refresh) {
    return Duration.ofSeconds(
        refresh.startingDeadlineSeconds() == null
            ? DEFAULT_DEADLINE_SECONDS
            : refresh.startingDeadlineSeconds());
  }
}
