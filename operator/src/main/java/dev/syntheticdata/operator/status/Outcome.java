package dev.syntheticdata.operator.status;

/**
 * How a resource stands as a whole. {@link Conditions} derives {@code Ready}, {@code Reconciling}
 * and {@code Stalled} from it, as kstatus reads them.
 */
public sealed interface Outcome {

  /** Why. */
  Reason reason();

  /** Why, for people. */
  String message();

  /** The resource is as wanted. */
  record Ready(Reason reason, String message) implements Outcome {}

  /**
   * The resource is on its way and gets there without help, or as soon as what it waits for is
   * there.
   */
  record Progressing(Reason reason, String message) implements Outcome {}

  /** The resource needs a person. */
  record Stalled(Reason reason, String message) implements Outcome {}

  /**
   * The resource is held by its owner's wish: neither ready nor on its way, and nothing is wrong.
   */
  record Held(Reason reason, String message) implements Outcome {}
}
