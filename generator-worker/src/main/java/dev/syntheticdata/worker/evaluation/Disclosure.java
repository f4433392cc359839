package dev.syntheticdata.worker.evaluation;

import java.util.List;

/**
 * What is declared about what a table may disclose.
 *
 * @param quasiIdentifiers columns that others may know of a person and by which rows are found
 * @param sensitive columns that nobody should learn of a person; where there are none, every column
 *     counts as one
 * @param epsilon what the engine proves: epsilon of differential privacy; null where it proves
 *     nothing, or nothing is known of it
 * @param noQuasiIdentifiers what is said where there are none: how to declare them
 * @param noEpsilon what is said where there is none: that it proves nothing, or is not known
 */
public record Disclosure(
    List<String> quasiIdentifiers,
    List<String> sensitive,
    Double epsilon,
    String noQuasiIdentifiers,
    String noEpsilon) {

  /** Nothing is declared. */
  public static final Disclosure NONE = new Disclosure(List.of(), List.of(), null);

  public Disclosure {
    quasiIdentifiers = List.copyOf(quasiIdentifiers);
    sensitive = List.copyOf(sensitive);
  }

  /** What a Generator declares, with an engine of which it is known whether it proves anything. */
  public Disclosure(List<String> quasiIdentifiers, List<String> sensitive, Double epsilon) {
    this(
        quasiIdentifiers,
        sensitive,
        epsilon,
        "no column is declared as QuasiIdentifier in the Generator's spec.schema.columns",
        "the engine gives no guarantee of differential privacy");
  }

  /** The same of an engine that proves nothing that is known, and why that is said. */
  public Disclosure withoutEpsilon(String why) {
    return new Disclosure(quasiIdentifiers, sensitive, null, noQuasiIdentifiers, why);
  }
}
