package dev.syntheticdata.worker.report;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What was measured of groups that the rows show more or less often than the real ones do, and of
 * models that treat groups differently.
 */
public final class Biases {

  /** Measures of what of the source is missing, beside those of fairness. */
  private static final List<Metric> MISSING =
      List.of(Metric.CATEGORY_COVERAGE, Metric.RARE_CATEGORY_RECALL, Metric.RARE_CATEGORY_MASS);

  private Biases() {}

  /** One sentence for each finding. */
  public static List<String> of(Evidence evidence) {
    var biases = new ArrayList<String>();
    if (evidence.subject().conditions() != null) {
      biases.add("Shares in the rows are as they were asked for, not as they are in the source.");
    }
    biases.add("Skews of the source are learned like everything else in it.");
    var evaluation = evidence.evaluation();
    evaluation.groups().stream()
        .filter(group -> group.shareReal() != null && group.shareSynthetic() != null)
        .map(GroupFinding::column)
        .distinct()
        .map(column -> mostChanged(evaluation.groups(), column))
        .forEach(biases::add);
    var fairness = evaluation.results(Family.FAIRNESS);
    fairness.stream()
        .filter(result -> result.value() != null)
        .map(Biases::said)
        .forEach(biases::add);
    fairness.stream()
        .filter(result -> result.metric() == Metric.REPRESENTATION)
        .map(Measurement::outcome)
        .filter(Outcome.NotComputed.class::isInstance)
        .map(
            missing ->
                "Not measured over groups: " + ((Outcome.NotComputed) missing).message() + ".")
        .forEach(biases::add);
    MISSING.stream()
        .flatMap(metric -> evaluation.results(metric).stream())
        .filter(result -> result.value() != null)
        .map(Biases::said)
        .forEach(biases::add);
    return biases;
  }

  private static String mostChanged(List<GroupFinding> groups, String column) {
    var most =
        groups.stream()
            .filter(group -> group.column().equals(column) && group.shareReal() != null)
            .max(Comparator.comparingDouble(g -> Math.abs(g.shareReal() - g.shareSynthetic())))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "Of the groups of %s, the share of %s is changed most: %.3f of the real rows, %.3f of the"
            + " synthetic ones.",
        column,
        most.group(),
        most.shareReal(),
        most.shareSynthetic());
  }

  private static String said(Measurement result) {
    var computed = (Outcome.Computed) result.outcome();
    return result.label()
        + ": "
        + Words.value(computed)
        + (computed.reference() == null
            ? "."
            : String.format(Locale.ROOT, "; reference %.3f.", computed.reference()));
  }
}
