package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.List;

/**
 * Membership inference by a ratio of densities (van Breugel et al., Membership inference attacks
 * against synthetic data through overfitting detection, 2023), the densities from the closest row:
 * a row that is closer to S than its likes are, against how close they are to other real rows, is
 * guessed to have been learned from. The attacker has S, and real rows that are neither members nor
 * suspects.
 */
public final class Membership implements MetricFamily {

  /**
   * Share of a usual distance that is added to each, so that exact copies are ranked by how rare
   * the row is.
   */
  private static final double SMOOTHING = 0.01;

  private static final double ACCUSED = 0.01;

  /** Below it surely: chance does not make rows held out look learned from. */
  private static final double NO_CONTROL = 0.45;

  /**
   * The highest scores of few entities are those of one or two of them. Resampling these makes an
   * interval that begins above 1 % where nobody can be told.
   */
  private static final Outcome OF_ENTITIES =
      new Outcome.NotComputed(
          Reason.NotApplicable,
          "rows are about entities, of which a part has too few for a rate of 1 %");

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.MEMBERSHIP_AUC,
        Metric.MEMBERSHIP_TPR,
        Metric.MEMBERSHIP_OUTLIER_AUC,
        Metric.MEMBERSHIP_SUBGROUP_AUC,
        Metric.MEMBERSHIP_OUTLIER_TPR,
        Metric.MEMBERSHIP_SUBGROUP_TPR);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var missing = Attacks.impossible(context);
    if (missing != null) {
      metrics().forEach(metric -> findings.add(metric, missing));
      return;
    }
    var targets = Targets.many(context);
    var neighbours = Neighbours.of(context);
    double added = SMOOTHING * usual(targets.controlRareness());
    double[] members = scores(neighbours, targets.members(), targets.memberRareness(), added);
    double[] controls = scores(neighbours, targets.controls(), targets.controlRareness(), added);
    neighbours.notes().forEach(findings::note);
    var ranking =
        new Ranking(members, targets.memberEntities(), controls, targets.controlEntities());
    var interval = ranking.interval(1);
    findings.add(Metric.MEMBERSHIP_AUC, Outcome.of(ranking.area(), 0.5, interval));
    if (interval != null && interval.high() < NO_CONTROL) {
      findings.note(
          "Rows lie closer to those held out than to those learned from: the rows held out were seen"
              + " as well, or are unlike the others. No attack shows anything against such a control."
              + " Fit again without the rows held out, or give as holdout those that were.");
    }
    findings.add(
        Metric.MEMBERSHIP_TPR,
        Outcome.of(
            ranking.foundAt(ACCUSED),
            ACCUSED,
            ranking.foundInterval(ACCUSED, context.sampler().stream("membership"))));
    Measure area = (of, comparisons) -> Outcome.of(of.area(), 0.5, of.interval(comparisons));
    findings.add(
        Metric.MEMBERSHIP_OUTLIER_AUC,
        ofGroup(targets, targets.outliers(), members, controls, area, 1));
    findings.add(
        Metric.MEMBERSHIP_SUBGROUP_AUC,
        ofWorst(targets, members, controls, area, findings, "Membership is inferred best"));
    if (targets.controlEntities() != null) {
      findings.add(Metric.MEMBERSHIP_OUTLIER_TPR, OF_ENTITIES);
      findings.add(Metric.MEMBERSHIP_SUBGROUP_TPR, OF_ENTITIES);
      return;
    }
    Measure found =
        (of, comparisons) ->
            Outcome.of(of.foundAt(ACCUSED), ACCUSED, of.foundInterval(ACCUSED, comparisons));
    findings.add(
        Metric.MEMBERSHIP_OUTLIER_TPR,
        ofGroup(targets, targets.outliers(), members, controls, found, 1));
    findings.add(
        Metric.MEMBERSHIP_SUBGROUP_TPR,
        ofWorst(
            targets,
            members,
            controls,
            found,
            findings,
            "At 1 % false alarms most rows that were learned from are found"));
  }

  /** What is measured of a ranking that is one of so many. */
  private interface Measure {
    Outcome of(Ranking ranking, int comparisons);
  }

  /** The median distance, but not 0: where most rows repeat each other. */
  private static double usual(double[] distances) {
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    return Math.max(1e-6, sorted[sorted.length / 2]);
  }

  private static double[] scores(
      Neighbours neighbours, GowerSpace.Rows rows, double[] toPopulation, double added) {
    double[] toSynthetic = neighbours.closest(rows, Neighbours.Where.SYNTHETIC, 1).distances(0);
    double[] scores = new double[toSynthetic.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = StrictMath.log(toPopulation[i] + added) - StrictMath.log(toSynthetic[i] + added);
    }
    return scores;
  }

  private static Ranking ranking(
      Targets targets, Targets.Group group, double[] members, double[] controls) {
    return new Ranking(
        Arrays.stream(group.members()).mapToDouble(i -> members[i]).toArray(),
        of(group.members(), targets.memberEntities()),
        Arrays.stream(group.controls()).mapToDouble(i -> controls[i]).toArray(),
        of(group.controls(), targets.controlEntities()));
  }

  private static Entities of(int[] rows, Entities entities) {
    return entities == null
        ? null
        : new Entities(
            Arrays.stream(rows).map(row -> entities.ofRow()[row]).toArray(), entities.count());
  }

  private static Outcome ofGroup(
      Targets targets,
      Targets.Group group,
      double[] members,
      double[] controls,
      Measure measure,
      int comparisons) {
    return group.isLarge()
        ? measure.of(ranking(targets, group, members, controls), comparisons)
        : Attacks.NO_GROUP;
  }

  /** The worst is the one that is surely bad: its interval begins highest. */
  private static Outcome ofWorst(
      Targets targets,
      double[] members,
      double[] controls,
      Measure measure,
      Findings findings,
      String happens) {
    var groups = targets.subgroups();
    Outcome.Computed worst = null;
    String name = null;
    for (var group : groups) {
      var outcome =
          (Outcome.Computed) ofGroup(targets, group, members, controls, measure, groups.size());
      if (worst == null || isWorse(outcome, worst)) {
        worst = outcome;
        name = group.name();
      }
    }
    if (worst == null) {
      return Attacks.NO_GROUP;
    }
    findings.note("%s where %s (of %s subgroups).".formatted(happens, name, groups.size()));
    return worst;
  }

  /** Where both may be nothing, the greater value counts. */
  private static boolean isWorse(Outcome.Computed one, Outcome.Computed other) {
    double begins = one.interval().low();
    return begins > other.interval().low()
        || begins == other.interval().low() && one.value() > other.value();
  }
}
