package dev.syntheticdata.worker.synthesizer.constraint;

/**
 * What an expression says of a row. As in SQL, it is unknown where a missing value decides it, and
 * a constraint that is unknown holds.
 */
enum Truth {
  FALSE,
  TRUE,
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
  }

  Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
