package dev.syntheticdata.worker.synthesizer.marginals;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One question that was asked of the source, as the books have it.
 *
 * @param purpose what the answer is for
 * @param columns names of the columns concerned
 * @param mechanism how it was answered
 * @param cells counts, or alternatives of a choice
 * @param sigma parameter of the Gaussian noise, in rows; null for a choice
 * @param rho what it cost, as zCDP
 * @param delta what it cost of delta
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Measured(
    Purpose purpose,
    List<String> columns,
    Mechanism mechanism,
    int cells,
    Double sigma,
    double rho,
    double delta) {

  /** What an answer is for. */
  public enum Purpose {
    /** The number of rows. */
    ROWS,
    /** The values that a column can have. */
    DOMAIN,
    /** Counts of one column's values. */
    COLUMN,
    /** Counts of the values of the target and another column. */
    WITH_TARGET,
    /** Which columns to count together. */
    EDGE,
    /** Counts of the values of an edge's columns. */
    TABLE
  }

  /** How a question is answered. */
  public enum Mechanism {
    /** Counts with discrete Gaussian noise. */
    DISCRETE_GAUSSIAN,
    /** Values whose count is above a threshold after discrete Gaussian noise. */
    PARTITION_SELECTION,
    /** The exponential mechanism. */
    EXPONENTIAL
  }
}
