package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import java.util.List;

/** What the engine proves, where it proves anything: not measured, but what may be gated on. */
public final class Guarantee implements MetricFamily {

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DP_EPSILON);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var epsilon = context.disclosure().epsilon();
    findings.add(
        Metric.DP_EPSILON,
        epsilon != null
            ? Outcome.of(epsilon, null)
            : new Outcome.NotComputed(Reason.NotApplicable, context.disclosure().noEpsilon()));
  }
}
