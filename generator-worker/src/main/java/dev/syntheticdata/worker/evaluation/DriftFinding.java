package dev.syntheticdata.worker.evaluation;

/**
 * How far a column of S is from what it is compared with over time.
 *
 * @param column the column
 * @param against {@code previous version} or {@code source now}
 * @param psi population stability index, at least 0
 * @param psiExpected what chance alone makes of it
 * @param jensenShannon Jensen-Shannon distance, 0 to 1
 * @param wasserstein Wasserstein distance over the span of the reference's inner bins, 0 to 1; null
 *     for categories
 */
public record DriftFinding(
    String column,
    String against,
    double psi,
    double psiExpected,
    double jensenShannon,
    Double wasserstein) {}
