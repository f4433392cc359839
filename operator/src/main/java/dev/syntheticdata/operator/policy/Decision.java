package dev.syntheticdata.operator.policy;

import dev.syntheticdata.operator.status.Reason;

/** Whether a new version is made now, and why. */
public sealed interface Decision {

  /** A new version is made. */
  record Create(Reason reason) implements Decision {}

  /** Nothing is made: what there is is as wanted, or on its way. */
  record Nothing() implements Decision {}

  /** Nothing is made before something appears that the message names. */
  record Wait(Reason reason, String message) implements Decision {}

  /** Nothing is made before somebody changes something that the message names. */
  record Refuse(Reason reason, String message) implements Decision {}
}
