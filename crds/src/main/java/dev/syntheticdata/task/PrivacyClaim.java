package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a differentially private fit claims, in the terms of NIST SP 800-226. What the claim does
 * not cover is among the model's limitations.
 *
 * @param epsilon the claim's epsilon
 * @param delta the claim's delta
 * @param rhoSpent what the questions asked of the source add up to, as zCDP; at most what epsilon
 *     and delta allow
 * @param unit whose presence is protected
 * @param entityColumn the column that names the entity; null where the unit is a row
 * @param maxRowsPerUnit rows of one unit that the fit used, at most; others were left out at random
 * @param neighbours what makes two tables neighbours
 * @param declaredDomains columns whose values were declared, and cost nothing to find
 * @param chosenDomains columns whose values were chosen with noise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrivacyClaim(
    double epsilon,
    double delta,
    double rhoSpent,
    Unit unit,
    String entityColumn,
    int maxRowsPerUnit,
    Neighbours neighbours,
    int declaredDomains,
    int chosenDomains) {

  /** Whose presence is protected. */
  public enum Unit {
    ROW,
    ENTITY
  }

  /** What makes two tables neighbours. */
  public enum Neighbours {
    /** One has all that the other has, and the rows of one unit more. */
    ADD_OR_REMOVE
  }
}
