package dev.syntheticdata.worker.synthesizer.sequences;

import java.util.stream.IntStream;

/**
 * In which order a sequence is drawn: what is known of its entity, its events, then the entity's
 * targets. The length comes before all of them.
 *
 * @param entity columns of the entity that come before its events
 * @param values values of an event
 * @param targets columns of the entity that come after its events
 */
record DrawOrder(int[] entity, int[] values, int[] targets) {

  /** Whether a column of the entity is drawn after its events, which cannot ask for it. */
  boolean afterEvents(int column) {
    return IntStream.of(targets).anyMatch(target -> target == column);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "%d columns of entities, %d of events, %d targets"
        .formatted(entity.length, values.length, targets.length);
  }
}
