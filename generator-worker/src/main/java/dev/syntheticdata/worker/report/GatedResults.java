package dev.syntheticdata.worker.report;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.DriftFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.privacy.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results that gates are judged by: those of the table, and of the columns that gates name. The
 * values of columns are those that the report shows, as closely as it shows them, so that a gate
 * tells nothing more of the real rows.
 */
public final class GatedResults {

  private final Evaluation evaluation;
  private final String name;

  private GatedResults(Evaluation evaluation, String name) {
    this.evaluation = evaluation;
    this.name = name;
  }

  /** All results of the table, then one of each column and metric that gates name together. */
  public static List<MetricResult> of(List<Gate> gates, Evaluation evaluation) {
    var results =
        new ArrayList<>(evaluation.results().stream().map(Measurement::toResult).toList());
    gates.stream()
        .filter(gate -> gate.column() != null && gate.metric().perColumn())
        .map(gate -> List.of(gate.metric(), gate.column()))
        .distinct()
        .forEach(
            named -> {
              var column = new GatedResults(evaluation, (String) named.get(1));
              evaluation.results((Metric) named.get(0)).stream()
                  .map(column::result)
                  .forEach(results::add);
            });
    return results;
  }

  /** The column's part of a result of the table. */
  private MetricResult result(Measurement whole) {
    var outcome = whole.outcome() instanceof Outcome.Computed ? outcome(whole) : null;
    if (!(outcome instanceof Outcome.Computed)) {
      outcome = missing(whole);
    }
    var own = new Measurement(whole.metric(), whole.target(), outcome).toResult();
    return new MetricResult(
        own.metric(),
        own.target(),
        own.value(),
        own.reason(),
        own.reference(),
        own.intervalLow(),
        own.intervalHigh(),
        name);
  }

  /** Null where the column has no value. */
  private Outcome outcome(Measurement whole) {
    return switch (whole.metric()) {
      case COLUMN_SHAPES -> shape(column());
      case KS_COMPLEMENT -> shape(column(true));
      case TV_COMPLEMENT -> shape(column(false));
      case ACCURACY_1WAY -> {
        var column = column();
        yield column == null ? null : shown(column.accuracy(), column.accuracyCeiling());
      }
      case CATEGORY_COVERAGE -> coverage(column(false));
      case RANGE_COVERAGE -> coverage(column(true));
      case RARE_CATEGORY_RECALL ->
          evaluation.coverage(CoverageFinding.Categories.class).stream()
              .filter(found -> found.column().equals(name) && found.rare() > 0)
              .findFirst()
              .map(found -> shown((double) found.rareFound() / found.rare(), null))
              .orElse(null);
      case DRIFT_SOURCE_PSI, DRIFT_PREVIOUS_PSI ->
          drift(whole.metric(), found -> shown(found.psi(), found.psiExpected()));
      case DRIFT_SOURCE_JENSEN_SHANNON, DRIFT_PREVIOUS_JENSEN_SHANNON ->
          drift(whole.metric(), found -> shown(found.jensenShannon(), null));
      case DRIFT_SOURCE_WASSERSTEIN, DRIFT_PREVIOUS_WASSERSTEIN ->
          drift(whole.metric(), found -> shown(found.wasserstein(), null));
      case INFERENCE_RISK ->
          evaluation.attacks().stream()
              .filter(attack -> attack.metric() == whole.metric() && name.equals(attack.about()))
              .findFirst()
              .map(attack -> Risk.of(attack).outcome())
              .orElse(null);
      case REPRESENTATION -> representation();
      case DEMOGRAPHIC_PARITY_DIFFERENCE ->
          difference(whole.target(), GroupFinding::positiveSynthetic, GroupFinding::positiveReal);
      case EQUAL_OPPORTUNITY_DIFFERENCE ->
          difference(whole.target(), GroupFinding::recallSynthetic, GroupFinding::recallReal);
      default -> throw new IllegalStateException(whole.metric() + " has no values by column");
    };
  }

  /** Null where there is no such column. */
  private ColumnFinding column() {
    return evaluation.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Null where it is of the other kind as well. */
  private ColumnFinding column(boolean numeric) {
    var column = column();
    return column != null && column.type().isNumeric() == numeric ? column : null;
  }

  private static Outcome shape(ColumnFinding column) {
    return column == null ? null : shown(column.shape(), column.shapeReference());
  }

  private static Outcome coverage(ColumnFinding column) {
    return column == null ? null : shown(CoverageEntry.shown(column), null);
  }

  private Outcome drift(Metric metric, Function<DriftFinding, Outcome> measure) {
    String against = metric.id().startsWith("drift.source-") ? "source now" : "previous version";
    return evaluation.drift().stream()
        .filter(found -> found.column().equals(name) && found.against().equals(against))
        .findFirst()
        .map(measure)
        .orElse(null);
  }

  private Stream<GroupFinding> groups() {
    return evaluation.groups().stream().filter(group -> group.column().equals(name));
  }

  /** The group of which the least of its share is there. */
  private Outcome representation() {
    var worst =
        groups()
            .filter(group -> group.shareReal() != null)
            .mapToDouble(group -> Math.min(1, group.shareSynthetic() / group.shareReal()))
            .min();
    return worst.isEmpty() ? null : shown(worst.getAsDouble(), null);
  }

  /** The largest difference of two groups, of the class for which it is largest. */
  private Outcome difference(
      String target,
      Function<GroupFinding, Double> synthetic,
      Function<GroupFinding, Double> real) {
    var classes =
        groups()
            .filter(group -> group.target() != null)
            .filter(
                group ->
                    group.target().equals(target) || group.target().startsWith(target + ", class "))
            .collect(Collectors.groupingBy(GroupFinding::target))
            .values();
    return shown(largest(classes.stream(), synthetic), largest(classes.stream(), real));
  }

  private static Double largest(
      Stream<List<GroupFinding>> classes, Function<GroupFinding, Double> rate) {
    var differences =
        classes
            .map(
                groups ->
                    groups.stream()
                        .map(rate)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .summaryStatistics())
            .filter(rates -> rates.getCount() > 1)
            .mapToDouble(rates -> rates.getMax() - rates.getMin())
            .max();
    return differences.isEmpty() ? null : differences.getAsDouble();
  }

  /** As closely as evaluation.json has it; null where it has no value. */
  private static Outcome shown(Double value, Double reference) {
    return value == null
        ? null
        : Outcome.of(EvaluationDocument.rounded(value), EvaluationDocument.rounded(reference));
  }

  /** Why the column has no value, and what to do. */
  private Outcome missing(Measurement whole) {
    var column = column();
    if (column == null) {
      return none("the table has no column " + name + ": name one of its columns in the gate");
    }
    if (whole.outcome() instanceof Outcome.NotComputed) {
      return whole.outcome();
    }
    if (column.excluded() != null) {
      return none(
          "the column " + name + " takes no part (" + column.excluded() + "): take the gate away");
    }
    if (Family.of(whole.metric()) == Family.FAIRNESS) {
      return none(
          "the column "
              + name
              + " is not declared as protected (role Protected, or --protected), or makes no groups"
              + " that are large enough");
    }
    if (whole.metric() == Metric.INFERENCE_RISK) {
      return none(
          "the column "
              + name
              + " is not guessed: declare it as sensitive (role Sensitive, or --sensitive); or it is"
              + " guessed right for nearly all controls: take the gate away");
    }
    return none(
        "the metric has no value for the column "
            + name
            + ", which is of the type "
            + column.type()
            + ": gate another metric of it");
  }

  private static Outcome none(String message) {
    return new Outcome.NotComputed(Reason.NotApplicable, message);
  }
}
