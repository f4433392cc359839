package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import java.util.List;

/** A group of metrics that are computed together. */
public interface MetricFamily {

  /**
   * The metrics it accounts for: each gets at least one result, also where the computation breaks.
   */
  List<Metric> metrics();

  /** Computes them, adding results, details and notes to the findings. */
  void evaluate(EvaluationContext context, Findings findings);
}
