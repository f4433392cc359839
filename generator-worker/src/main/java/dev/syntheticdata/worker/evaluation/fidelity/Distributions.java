package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import java.util.List;

/** Pictures of every compared column's two distributions. No metric comes from it. */
public final class Distributions implements MetricFamily {

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public boolean comparesDistributions() {
    return true;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    for (int index : context.compared()) {
      var column = context.schema(index);
      var real = context.train().columns().get(index);
      var synthetic = context.synthetic().columns().get(index);
      var histogram =
          context.isNumeric(index)
              ? ProtectedHistograms.ofNumbers(column, real, synthetic)
              : ProtectedHistograms.ofCategories(column, real.codes(), synthetic.codes());
      if (histogram != null) {
        findings.addColumn(ColumnFinding.histogram(column.name(), column.type(), histogram));
      }
    }
  }
}
