package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.policy.Backoff;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Counts the versions of a parent that failed in a row. */
public final class FailureCount {

  private FailureCount() {}

  /**
   * The count after a look at the latest version. A failure that the status already tells of is not
   * counted again.
   *
   * @param before the count in the parent's status
   * @param recorded the latest version in the parent's status
   * @param version the latest version
   * @param now now
   */
  public static Failures after(
      Failures before, VersionSummary recorded, VersionView version, Instant now) {
    if (version.phase() == Phase.FAILED) {
      boolean counted =
          before != null
              && recorded != null
              && version.name().equals(recorded.name())
              && recorded.phase() == Phase.FAILED;
      return counted
          ? before
          : Backoff.after(before, now.truncatedTo(ChronoUnit.SECONDS), mayPass(version));
    }
    // While the next attempt runs the count stays; its outcome decides.
    return version.phase().isTerminal() ? null : before;
  }

  private static boolean mayPass(VersionView version) {
    return Conditions.find(version.conditions(), Conditions.STALLED)
        .map(c -> Reason.of(c.getReason()).mayPass())
        .orElse(false);
  }
}
