package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.LatestVersion;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the statuses of Generator and SyntheticDataset have in common. */
public final class ParentStatus {

  /** When to look again whether the name of a new version is free, in seconds. */
  public static final int COLLISION_RETRY_SECONDS = 5;

  /**
   * What to do about a failure that is not tried again by itself, beside the remedy that its
   * message names: a change of the spec is seen, one of what it points to is not.
   */
  private static final String ASK_AGAIN =
      "; when it is mended without a change of the spec, ask again by the annotation "
          + Api.REFRESH_REQUESTED_AT;

  private ParentStatus() {}

  /** The conditions of a parent that has none of its own. */
  public static List<Condition> conditions(
      HasMetadata parent, List<Condition> before, Outcome outcome, Clock clock) {
    return new Conditions(before, parent.getMetadata().getGeneration(), clock).with(outcome);
  }

  /**
   * The refresh request acted on last. The version that was made under it bears it, so that it is
   * not acted on again where the status could not be written.
   */
  public static String handledRequest(HasMetadata latest, String recorded) {
    var ofVersion = latest == null ? null : VersionObjects.refreshRequest(latest);
    return ofVersion == null ? recorded : ofVersion;
  }

  /**
   * A latest version that was deleted by hand, from what is recorded of it. What was published is
   * still in storage and is not made again for that; anything else is, as if it had never been.
   *
   * @param recorded the latest version in the parent's status; null where there is none
   * @param generatorVersionUid UID of the generator version it was made from; null where that is
   *     not known or no longer the one to use
   */
  public static LatestVersion deleted(VersionSummary recorded, String generatorVersionUid) {
    return recorded == null || recorded.phase() != Phase.PUBLISHED
        ? null
        : new LatestVersion(
            recorded.name(),
            recorded.revision(),
            recorded.inputHash(),
            generatorVersionUid,
            recorded.phase());
  }

  /** A new version's name belongs to a version of an earlier incarnation that is on its way out. */
  public static Decision nameTaken(HasMetadata parent, long revision) {
    return new Decision.Wait(
        Reason.NAME_COLLISION,
        "waiting for "
            + VersionObjects.name(parent, revision)
            + " to go, which belongs to an earlier resource of this name");
  }

  /**
   * A parent whose latest version failed.
   *
   * @param version the version
   * @param rest what there is of an earlier one, for people; may be empty
   * @param failures failed versions in a row; null where the next attempt is not known
   */
  public static Outcome failed(VersionView version, String rest, Failures failures) {
    var text = version.name() + " failed: " + version.message() + rest;
    return failures != null && failures.nextAttemptTime() != null
        ? new Outcome.Progressing(
            version.reason(), text + "; next attempt at " + failures.nextAttemptTime())
        : new Outcome.Stalled(version.reason(), text + ASK_AGAIN);
  }

  /** When the next attempt after a failure is made; null where none is. */
  public static Instant nextAttempt(Failures failures) {
    return failures == null || failures.nextAttemptTime() == null
        ? null
        : Instant.parse(failures.nextAttemptTime());
  }

  /** Tells that a version was made, and hands it on. */
  public static <V extends HasMetadata> V announceCreated(
      EventRecorder events, HasMetadata parent, V version, Reason reason) {
    events.normal(
        parent,
        Reason.VERSION_CREATED,
        version.getMetadata().getName() + " is created: " + reason.word());
    return version;
  }

  /** Tells of a transition: a change of why the resource is or is not ready. */
  public static void announce(
      EventRecorder events, HasMetadata parent, List<Condition> before, List<Condition> after) {
    var old = Conditions.find(before, Conditions.READY);
    var now = Conditions.find(after, Conditions.READY).orElseThrow();
    boolean same =
        old.isPresent()
            && old.get().getReason().equals(now.getReason())
            && old.get().getStatus().equals(now.getStatus())
            && (now.getStatus().equals("Unknown")
                || old.get().getMessage().equals(now.getMessage()));
    if (same) {
      return;
    }
    var reason = Reason.of(now.getReason());
    if (Conditions.isTrue(after, Conditions.STALLED) || hinders(reason)) {
      events.warning(parent, reason, now.getMessage());
    } else if (reason != Reason.PROGRESSING) {
      events.normal(parent, reason, now.getMessage());
    }
  }

  /** Whether a reason for which a resource is on its way, and not there, needs attention. */
  private static boolean hinders(Reason reason) {
    return reason.mayPass() || reason == Reason.JOB_WAITING || reason == Reason.JOB_NOT_ACCEPTED;
  }

  /** Seconds until the first of some times that are to come, at least 1; 0 where there is none. */
  public static long secondsUntil(Instant now, Instant... times) {
    long least = 0;
    for (var time : times) {
      if (time != null && time.isAfter(now)) {
        long seconds = Math.max(1, Duration.between(now, time).toSeconds() + 1);
        least = least == 0 ? seconds : Math.min(least, seconds);
      }
    }
    return least;
  }
}
