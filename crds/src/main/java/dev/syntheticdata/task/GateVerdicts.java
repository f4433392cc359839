package dev.syntheticdata.task;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds metrics to gates. A metric that could not be computed does not pass. A gate on a metric of
 * targets that names none is judged by the worst target.
 */
public final class GateVerdicts {

  private GateVerdicts() {}

  /** One result for each gate, in their order. */
  public static List<GateResult> of(List<Gate> gates, List<MetricResult> metrics) {
    var results = new ArrayList<GateResult>();
    for (var gate : gates) {
      results.add(judge(gate, metrics));
    }
    return results;
  }

  /** Whether all required gates passed. */
  public static boolean passed(List<GateResult> results) {
    return results.stream()
        .noneMatch(r -> r.severity() != Gate.Severity.ADVISORY && r.verdict() != Verdict.PASSED);
  }

  private static GateResult judge(Gate gate, List<MetricResult> metrics) {
    GateResult worst = null;
    for (var metric : metrics) {
      if (metric.metric() == gate.metric()
          && (gate.target() == null || gate.target().equals(metric.target()))) {
        var result = judge(gate, metric);
        if (worst == null || rank(result.verdict()) > rank(worst.verdict())) {
          worst = result;
        }
      }
    }
    return worst != null
        ? worst
        : result(gate, gate.target(), null, Verdict.NOT_COMPUTED, absent(gate));
  }

  private static String absent(Gate gate) {
    if (gate.target() != null) {
      return "there is no value for the target "
          + gate.target()
          + ": declare the column as Target in the Generator's spec.schema.columns";
    }
    return gate.metric().perTarget()
        ? "the Generator declares no column as Target in spec.schema.columns for which the metric is"
            + " defined"
        : "the evaluation gave no value";
  }

  private static GateResult judge(Gate gate, MetricResult metric) {
    if (metric.value() == null) {
      var message = metric.reason() == null ? "the evaluation gave no value" : metric.reason();
      return result(gate, metric.target(), null, Verdict.NOT_COMPUTED, message);
    }
    double value = metric.value();
    if (gate.min() != null && !(value >= gate.min())) {
      var message = String.format(Locale.ROOT, "%.4f is below the minimum %s", value, gate.min());
      return result(gate, metric.target(), value, Verdict.FAILED, message);
    }
    if (gate.max() != null && !(value <= gate.max())) {
      var message = String.format(Locale.ROOT, "%.4f is above the maximum %s", value, gate.max());
      return result(gate, metric.target(), value, Verdict.FAILED, message);
    }
    return result(gate, metric.target(), value, Verdict.PASSED, null);
  }

  private static GateResult result(
      Gate gate, String target, Double value, Verdict verdict, String message) {
    var severity = gate.severity() == null ? Gate.Severity.REQUIRED : gate.severity();
    return new GateResult(
        gate.metric(), target, gate.min(), gate.max(), severity, value, verdict, message);
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> 0;
      case FAILED -> 1;
      case NOT_COMPUTED -> 2;
    };
  }
}
