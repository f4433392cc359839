package dev.syntheticdata.worker.evaluation.drift;

import dev.syntheticdata.worker.table.Table;

/**
 * What a version is compared with over time.
 *
 * @param source the real rows as the source has them now; null where it cannot be read, or where it
 *     is the rows of T and H
 * @param sourceMessage why it cannot be read, for people
 * @param previous the version published before; null where there is none
 * @param previousMessage why not, for people
 */
public record DriftBaseline(
    Table source, String sourceMessage, Profile previous, String previousMessage) {

  /** What is said where no version was published before. */
  public static final String FIRST = "no version was published before this one";

  /** Real rows, and no earlier version. */
  public static DriftBaseline of(Table source) {
    return new DriftBaseline(source, null, null, FIRST);
  }
}
