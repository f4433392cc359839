package dev.syntheticdata.worker.evaluation.drift;

/**
 * What a version is compared with over time. Profiles, so that no further table is held.
 *
 * @param source the real rows as the source has them now; null where it cannot be read, or where it
 *     is the rows of T and H
 * @param sourceMessage why it cannot be read, for people
 * @param previous the version published before; null where there is none
 * @param previousMessage why not, for people
 */
public record DriftBaseline(
    Profile source, String sourceMessage, Profile previous, String previousMessage) {

  /** What is said where no version was published before. */
  public static final String FIRST = "no version was published before this one";

  /** The rows of T and H, and no earlier version. */
  public static final DriftBaseline NONE = new DriftBaseline(null, null, null, FIRST);

  /** Whether the source as it is now is the rows of T and H. */
  boolean isUnchanged() {
    return source == null && sourceMessage == null;
  }

  /** With a profile of the source. */
  DriftBaseline withSource(Profile now) {
    return new DriftBaseline(now, null, previous, previousMessage);
  }
}
