package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.List;

/** Synthetic rows that are real rows, with the holdout's share as the measure of coincidence. */
public final class ExactMatches implements MetricFamily {

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.EXACT_MATCH_SHARE);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.compared().isEmpty()) {
      findings.add(Metric.EXACT_MATCH_SHARE, Outcome.of(Double.NaN, null));
      return;
    }
    var train = new RowIndex(context.train(), context.compared());
    Double reference =
        context.holdout() == null ? null : Double.valueOf(train.shareFound(context.holdout()));
    findings.add(
        Metric.EXACT_MATCH_SHARE, Outcome.of(train.shareFound(context.synthetic()), reference));
  }
}
