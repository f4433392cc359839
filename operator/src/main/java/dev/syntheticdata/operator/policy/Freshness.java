package dev.syntheticdata.operator.policy;

import dev.syntheticdata.operator.status.Reason;

/**
 * Whether the published version is current.
 *
 * @param fresh whether it is
 * @param reason why
 * @param message why, for people
 */
public record Freshness(boolean fresh, Reason reason, String message) {

  /**
   * Judges a published version.
   *
   * @param specChanged whether its inputs differ from what the spec says now
   * @param generatorChanged whether the generator has a newer version that should be followed
   * @param requested whether a refresh was asked for since
   * @param overdue whether a slot of the schedule came up since
   * @param scheduled whether there is a schedule
   */
  public static Freshness of(
      boolean specChanged,
      boolean generatorChanged,
      boolean requested,
      boolean overdue,
      boolean scheduled) {
    if (specChanged) {
      return stale(Reason.SPEC_CHANGED);
    }
    if (generatorChanged) {
      return stale(Reason.GENERATOR_CHANGED);
    }
    if (requested) {
      return stale(Reason.REFRESH_REQUESTED);
    }
    if (overdue) {
      return stale(Reason.REFRESH_OVERDUE);
    }
    return new Freshness(
        true,
        Reason.CURRENT,
        scheduled
            ? "the published version is current: no slot of the schedule came up since"
            : "the published version is current; there is no schedule");
  }

  /** Of a version whose cadence cannot be told, for the schedule cannot be read. */
  public static Freshness unknown(String scheduleError) {
    return new Freshness(false, Reason.INVALID_SCHEDULE, scheduleError);
  }

  private static Freshness stale(Reason reason) {
    return new Freshness(false, reason, reason.meaning());
  }
}
