package dev.syntheticdata.worker.synthesizer.copula;

/**
 * A latent normal variable of the copula.
 *
 * @param column position of the column it drives
 * @param missingness whether it says which rows are missing, instead of what the values are
 */
public record Dimension(int column, boolean missingness) {}
