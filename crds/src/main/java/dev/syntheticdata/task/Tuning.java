package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * How a fit of {@code autoregressiveTrees} chose the size of its leaves and the order of the
 * columns. Where rows have entities, all rows of one are on one side.
 *
 * @param rowsLearned rows that the trials learned from
 * @param rowsUnseen rows that they were checked against
 * @param leaves the trials of leaf sizes, in the order in which they were made; empty where the
 *     size was given, or the rows are too few for a check
 * @param targets the trials of the targets' place; empty where there is no target, or all have few
 *     classes and come last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Tuning(
    int rowsLearned, int rowsUnseen, List<LeafTrial> leaves, List<TargetTrial> targets) {

  /**
   * One size of leaves.
   *
   * @param leafRows rows of a leaf, at least; entities where the rows have some
   * @param membershipAuc area under the ROC curve of a membership guess from the synthetic rows,
   *     0.5 at best
   * @param passes whether that is low enough
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LeafTrial(int leafRows, double membershipAuc, boolean passes) {}

  /**
   * One place of the targets in the order.
   *
   * @param place first or last
   * @param logLoss mean negative log likelihood, in nats, of the targets of unseen rows under
   *     models that learned from synthetic rows; lower is better
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TargetTrial(Place place, double logLoss) {}

  /** Where the targets are in the order of the columns. */
  public enum Place {
    FIRST,
    LAST
  }
}
