package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.policy.Backoff;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Counts the versions of a parent that failed in a row. */
public final class FailureCount {

  private FailureCount() {}

  /**
   * The count after a look at the latest version. A failure that the status already tells of is not
   * counted again.
   *
   * @param before the count in the parent's status
   * @param recorded the latest version in the parent's status
   * @param name name of the latest version
   * @param phase its phase
   * @param conditions its conditions
   * @param now now
   */
  public static Failures after(
      Failures before,
      VersionSummary recorded,
      String name,
      Phase phase,
      List<Condition> conditions,
      Instant now) {
    if (phase == Phase.FAILED) {
      boolean counted =
          before != null
              && recorded != null
              && name.equals(recorded.name())
              && recorded.phase() == Phase.FAILED;
      return counted
          ? before
          : Backoff.after(before, now.truncatedTo(ChronoUnit.SECONDS), mayPass(conditions));
    }
    // While the next attempt runs the count stays; its outcome decides.
    return phase.isTerminal() ? null : before;
  }

  private static boolean mayPass(List<Condition> conditions) {
    return Conditions.find(conditions, Conditions.STALLED)
        .map(c -> Reason.of(c.getReason()).mayPass())
        .orElse(false);
  }
}
