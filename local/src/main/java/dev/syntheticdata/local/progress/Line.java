package dev.syntheticdata.local.progress;

/**
 * One line of progress: a resource, or a step of one.
 *
 * @param key what it is about; lines with one key replace each other
 * @param indent 0 for a resource, 1 for a step
 * @param state how it stands
 * @param name what it is called
 * @param text what there is to say
 */
record Line(String key, int indent, State state, String name, String text) {

  /** How something stands. */
  enum State {
    WORKING,
    DONE,
    FAILED,
    WAITING
  }
}
