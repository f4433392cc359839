package dev.syntheticdata.worker.evaluation;

import java.util.List;

/**
 * What is declared about what a table may disclose.
 *
 * @param quasiIdentifiers columns that others may know of a person and by which rows are found
 * @param sensitive columns that nobody should learn of a person; where there are none, every column
 *     counts as one
 * @param epsilon what the engine proves: epsilon of differential privacy; null where it proves
 *     nothing
 */
public record Disclosure(List<String> quasiIdentifiers, List<String> sensitive, Double epsilon) {

  /** Nothing is declared. */
  public static final Disclosure NONE = new Disclosure(List.of(), List.of(), null);

  public Disclosure {
    quasiIdentifiers = List.copyOf(quasiIdentifiers);
    sensitive = List.copyOf(sensitive);
  }
}
