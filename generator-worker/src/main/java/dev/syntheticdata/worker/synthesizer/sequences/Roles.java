package dev.syntheticdata.worker.synthesizer.sequences;

/**
 * What each column of a table of sequences is.
 *
 * @param key position of the column that names the entity
 * @param orderBy position of the column that says when an event was
 * @param context for each column whether it is constant for an entity
 */
record Roles(int key, int orderBy, boolean[] context) {

  /** Whether a column is one of events' values. */
  boolean isValue(int column) {
    return column != key && column != orderBy && !context[column];
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
    return "key " + key + ", order " + orderBy;
  }
}
