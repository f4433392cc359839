package dev.syntheticdata.task;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Holds metrics to gates. A metric that could not be computed does not pass. A gate on a metric of
 * targets that names none is judged by the worst target. A margin starts from the reference value
 * that the metric has in the same evaluation; where it has none, the gate does not pass. Nor does
 * one on an end of an interval, where the metric has no interval. A gate on a column is judged by
 * that column's own value, and by nothing else.
 */
public final class GateVerdicts {

  private final String noTarget;

  private GateVerdicts(String noTarget) {
    this.noTarget = noTarget;
  }

  /** One result for each gate of a resource, in their order. */
  public static List<GateResult> of(List<Gate> gates, List<MetricResult> metrics) {
    return of(
        gates,
        metrics,
        "the Generator declares no column as Target in spec.schema.columns for which the metric is"
            + " defined");
  }

  /**
   * One result for each gate, in their order.
   *
   * @param noTarget what is said of a metric of targets where there is none: how to declare one
   */
  public static List<GateResult> of(List<Gate> gates, List<MetricResult> metrics, String noTarget) {
    var verdicts = new GateVerdicts(noTarget);
    return gates.stream().map(gate -> verdicts.judge(gate, metrics)).toList();
  }

  /** Whether all required gates passed. */
  public static boolean passed(List<GateResult> results) {
    return results.stream()
        .noneMatch(r -> r.severity() != Gate.Severity.ADVISORY && r.verdict() != Verdict.PASSED);
  }

  private GateResult judge(Gate gate, List<MetricResult> metrics) {
    GateResult worst = null;
    for (var metric : metrics) {
      if (metric.metric() == gate.metric()
          && Objects.equals(gate.column(), metric.column())
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

  private String absent(Gate gate) {
    if (gate.column() != null && !gate.metric().perColumn()) {
      return "the metric has no values by column: leave column out of the gate, which names "
          + gate.column();
    }
    if (gate.target() != null && !gate.metric().perTarget()) {
      return "the metric is one value for the whole table, and has none for a target: leave target"
          + " out of the gate";
    }
    if (gate.target() != null) {
      return "there is no value for the target "
          + gate.target()
          + ": declare the column as Target in the Generator's spec.schema.columns";
    }
    if (gate.column() != null) {
      return "the evaluation gave no value for the column "
          + gate.column()
          + ": use a worker as new as the operator, and fewer gates where evaluation.json has it";
    }
    return gate.metric().perTarget() ? noTarget : "the evaluation gave no value";
  }

  private static GateResult judge(Gate gate, MetricResult metric) {
    if (metric.value() == null) {
      var message = metric.reason() == null ? "the evaluation gave no value" : metric.reason();
      return result(gate, metric.target(), null, Verdict.NOT_COMPUTED, message);
    }
    Double held = held(gate, metric);
    if (held == null) {
      return result(
          gate,
          metric.target(),
          null,
          Verdict.NOT_COMPUTED,
          "the metric has no interval here, and the gate is on an end of it");
    }
    var bounds = Bounds.of(gate, metric.reference());
    if (bounds == null) {
      return result(
          gate,
          metric.target(),
          held,
          Verdict.NOT_COMPUTED,
          "the metric has no reference value here that a margin could start from");
    }
    String failure = bounds.failure(held);
    return result(
            gate,
            metric.target(),
            held,
            failure == null ? Verdict.PASSED : Verdict.FAILED,
            failure == null ? null : subject(gate) + failure + meaning(gate, bounds, held))
        .withBounds(bounds.min, bounds.max, bounds.reference);
  }

  /** The number that a gate bounds; null where the metric does not have it. */
  private static Double held(Gate gate, MetricResult metric) {
    var statistic = statistic(gate);
    if (statistic == null) {
      return metric.value();
    }
    return statistic == Gate.Statistic.INTERVAL_LOW ? metric.intervalLow() : metric.intervalHigh();
  }

  /** Null where it is the value: what is not declared is not stated. */
  private static Gate.Statistic statistic(Gate gate) {
    return gate.statistic() == Gate.Statistic.VALUE ? null : gate.statistic();
  }

  /** What begins a sentence about a number that is not the value. */
  private static String subject(Gate gate) {
    var statistic = statistic(gate);
    if (statistic == null) {
      return "";
    }
    return statistic == Gate.Statistic.INTERVAL_LOW
        ? "the interval's lower end "
        : "the interval's upper end ";
  }

  /**
   * What the failure says of the rows; mostly nothing where a bound keeps a metric from being good.
   */
  private static String meaning(Gate gate, Bounds bounds, double held) {
    boolean higher = gate.metric().direction() == Metric.Direction.HIGHER;
    boolean worse = bounds.isBelow(held) == higher;
    var words = worse ? Shortfalls.of(gate) : Shortfalls.ofTooGood(gate);
    if (words == null) {
      return "";
    }
    var outerEnd =
        bounds.isBelow(held) ? Gate.Statistic.INTERVAL_LOW : Gate.Statistic.INTERVAL_HIGH;
    return (gate.statistic() == outerEnd ? ": it is not ruled out that " : ": ") + words;
  }

  /** A verdict with the bounds as the gate declares them. */
  private static GateResult result(
      Gate gate, String target, Double value, Verdict verdict, String message) {
    return new GateResult(
        gate.metric(),
        target,
        gate.min(),
        gate.max(),
        severity(gate),
        value,
        verdict,
        message,
        gate.margin(),
        null,
        statistic(gate),
        gate.column());
  }

  private static Gate.Severity severity(Gate gate) {
    return gate.severity() == null ? Gate.Severity.REQUIRED : gate.severity();
  }

  /**
   * What a value must keep: the gate's bounds, narrowed by its margin.
   *
   * @param reference what the margin starts from; null where the gate has none
   * @param reached the bound that comes of the margin; null where none does
   */
  private record Bounds(Double min, Double max, Double margin, Double reference, Double reached) {

    /** Null where there is a margin and nothing it could start from. */
    static Bounds of(Gate gate, Double reference) {
      if (gate.margin() == null) {
        return new Bounds(gate.min(), gate.max(), null, null, null);
      }
      if (reference == null) {
        return null;
      }
      if (gate.metric().direction() == Metric.Direction.HIGHER) {
        double least = rounded(reference - gate.margin());
        double min = gate.min() == null ? least : Math.max(least, gate.min());
        return new Bounds(min, gate.max(), gate.margin(), reference, least);
      }
      double greatest = rounded(reference + gate.margin());
      double max = gate.max() == null ? greatest : Math.min(greatest, gate.max());
      return new Bounds(gate.min(), max, gate.margin(), reference, greatest);
    }

    /** Values have six decimals; a bound with the last digits of a sum would read badly. */
    private static double rounded(double bound) {
      return Math.rint(bound * 1e6) / 1e6;
    }

    boolean isBelow(double value) {
      return min != null && !(value >= min);
    }

    /** Why a value does not pass, or null where it does. */
    String failure(double value) {
      if (isBelow(value)) {
        return String.format(Locale.ROOT, "%.4f is below the minimum %s", value, min)
            + (min.equals(reached) ? origin("less") : "");
      }
      if (max != null && !(value <= max)) {
        return String.format(Locale.ROOT, "%.4f is above the maximum %s", value, max)
            + (max.equals(reached) ? origin("plus") : "");
      }
      return null;
    }

    private String origin(String sign) {
      return String.format(Locale.ROOT, ", the reference %s %s %s", reference, sign, margin);
    }
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> 0;
      case FAILED -> 1;
      case NOT_COMPUTED -> 2;
    };
  }
}
