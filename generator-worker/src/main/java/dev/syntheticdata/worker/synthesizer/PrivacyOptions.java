package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.DeclaredDomain;
import java.util.Map;

/**
 * What a differentially private fit may tell, and of whom.
 *
 * @param epsilon above 0, at most 100
 * @param delta above 0, below 0.001
 * @param entity column that names the entity whose rows are protected together; null where each row
 *     is protected by itself
 * @param maxRowsPerEntity rows of one entity that are used, at most; 1 without an entity
 * @param domains what is declared of the columns' values
 */
public record PrivacyOptions(
    double epsilon,
    double delta,
    String entity,
    int maxRowsPerEntity,
    Map<String, DeclaredDomain> domains) {

  /** Delta where none is given. */
  public static final double DELTA = 1e-6;

  private static final double MOST_EPSILON = 100;
  private static final double MOST_DELTA = 1e-3;
  private static final int MOST_ROWS = 10_000;

  public PrivacyOptions {
    domains = Map.copyOf(domains);
    require(epsilon > 0 && epsilon <= MOST_EPSILON, "epsilon must be above 0, at most 100");
    require(delta > 0 && delta < MOST_DELTA, "delta must be above 0, below 0.001");
    require(
        maxRowsPerEntity >= 1 && maxRowsPerEntity <= MOST_ROWS,
        "maxRowsPerEntity must be from 1 to 10000");
    require(
        entity != null || maxRowsPerEntity == 1,
        "maxRowsPerEntity needs holdout.by: the column that names the entity");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new InvalidInputException("privateMarginals: " + message);
    }
  }

  /** The same with what is declared of the columns' values. */
  public PrivacyOptions withDomains(Map<String, DeclaredDomain> declared) {
    return new PrivacyOptions(epsilon, delta, entity, maxRowsPerEntity, declared);
  }
}
