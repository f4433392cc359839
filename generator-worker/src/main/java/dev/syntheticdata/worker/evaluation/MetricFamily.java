package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A group of metrics that are computed together. */
public interface MetricFamily {

  /**
   * The metrics it accounts for: each gets at least one result, also where the computation breaks.
   */
  List<Metric> metrics();

  /** Whether it has something to compute where only these metrics are asked for. */
  default boolean serves(Set<Metric> asked) {
    return metrics().isEmpty() || !Collections.disjoint(metrics(), asked);
  }

  /**
   * Whether it compares distributions, so that where rows have other shares of values on purpose,
   * the real rows it compares with must have them too.
   */
  default boolean comparesDistributions() {
    return false;
  }

  /**
   * Sees that what was declared for it can be used, before anything is computed.
   *
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if it cannot, naming the remedy
   */
  default void require(EvaluationContext context) {}

  /** Computes them, adding results, details and notes to the findings. */
  void evaluate(EvaluationContext context, Findings findings);
}
