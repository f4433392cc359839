package dev.syntheticdata.task;

import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds metrics to what a generator claims to preserve. A claim is kept where every metric that
 * checks it lies within a margin of what is attainable: the reference value of the metric in the
 * same evaluation. The margins are what is commonly called close; an owner who needs others
 * declares gates.
 */
public final class ClaimVerdicts {

  private ClaimVerdicts() {}

  /** One result for each claim, in their order. */
  public static List<ClaimResult> of(List<Claim> claims, List<MetricResult> metrics) {
    return claims == null
        ? List.of()
        : claims.stream().map(claim -> judge(claim, metrics)).toList();
  }

  /** The metrics that some claims are checked by. */
  public static Set<Metric> metrics(List<Claim> claims) {
    var metrics = EnumSet.noneOf(Metric.class);
    if (claims != null) {
      claims.forEach(claim -> checks(claim).forEach(check -> metrics.add(check.metric())));
    }
    return metrics;
  }

  /** What a claim is checked by. */
  public static List<Gate> checks(Claim claim) {
    return switch (claim) {
      case MARGINALS ->
          List.of(within(0.03, Metric.COLUMN_SHAPES), within(0.03, Metric.ACCURACY_1WAY));
      case CORRELATIONS ->
          List.of(within(0.03, Metric.COLUMN_PAIR_TRENDS), within(0.05, Metric.ACCURACY_2WAY));
      case RARE_CATEGORIES ->
          List.of(
              within(0.1, Metric.RARE_CATEGORY_RECALL), within(0.25, Metric.RARE_CATEGORY_MASS));
      case TEMPORAL_STRUCTURE ->
          List.of(
              within(0.1, Metric.SEQUENCE_LENGTH),
              within(0.1, Metric.SEQUENCE_INTER_EVENT_TIME),
              within(0.1, Metric.SEQUENCE_AUTOCORRELATION),
              within(0.1, Metric.SEQUENCE_TRANSITIONS));
    };
  }

  private static Gate within(double margin, Metric metric) {
    return new Gate(metric, null, null, null, Gate.Severity.REQUIRED, margin);
  }

  private static ClaimResult judge(Claim claim, List<MetricResult> metrics) {
    var results = GateVerdicts.of(checks(claim), metrics);
    return new ClaimResult(
        claim,
        verdict(results),
        results.stream().map(ClaimVerdicts::words).collect(Collectors.joining("; ")));
  }

  /** A check that failed says more than one that could not be made. */
  private static ClaimResult.Verdict verdict(List<GateResult> results) {
    if (results.stream().anyMatch(r -> r.verdict() == GateResult.Verdict.FAILED)) {
      return ClaimResult.Verdict.NOT_KEPT;
    }
    return results.stream().allMatch(r -> r.verdict() == GateResult.Verdict.PASSED)
        ? ClaimResult.Verdict.KEPT
        : ClaimResult.Verdict.NOT_COMPUTED;
  }

  private static String words(GateResult result) {
    return switch (result.verdict()) {
      case NOT_COMPUTED -> result.metric().id() + ": " + result.message();
      case FAILED, PASSED ->
          String.format(
              Locale.ROOT,
              result.min() != null ? "%s %.4f, at least %.4f" : "%s %.4f, at most %.4f",
              result.metric().id(),
              result.value(),
              result.min() != null ? result.min() : result.max());
    };
  }
}
