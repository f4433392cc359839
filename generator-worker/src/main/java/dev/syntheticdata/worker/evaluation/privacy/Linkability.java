package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Linkability (Giomi et al. 2023): two holders know half of the columns each of the same people;
 * does S tell them which of their rows belong together? A target is linked where the rows of S
 * closest to its one half and those closest to its other half have one in common. Which columns are
 * in which half is drawn anew for every {@value #SPLITS}th of the targets.
 */
public final class Linkability implements MetricFamily {

  private static final int SPLITS = 4;
  private static final int NEIGHBOURS = 5;

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.LINKABILITY_RISK, Metric.LINKABILITY_OUTLIER_RISK, Metric.LINKABILITY_SUBGROUP_RISK);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var missing = Attacks.impossible(context);
    if (missing != null) {
      metrics().forEach(metric -> findings.add(metric, missing));
      return;
    }
    var targets = Targets.some(context);
    var members = linked(context, targets.members(), targets.memberEntities());
    var controls = linked(context, targets.controls(), targets.controlEntities());
    Neighbours.of(context).notes().forEach(findings::note);
    double rows = Math.min(context.synthetic().rows(), Neighbours.of(context).most());
    double guessing = Math.min(1, NEIGHBOURS * NEIGHBOURS / rows);
    var all =
        new Targets.Group(null, all(targets.members().size()), all(targets.controls().size()));
    add(Metric.LINKABILITY_RISK, all, members, controls, guessing, findings);
    var outliers = targets.outliers();
    add(Metric.LINKABILITY_OUTLIER_RISK, outliers, members, controls, guessing, findings);
    var parts =
        targets.subgroups().stream()
            .map(
                group ->
                    finding(Metric.LINKABILITY_SUBGROUP_RISK, group, members, controls, guessing))
            .toList();
    Attacks.addSurest(Metric.LINKABILITY_SUBGROUP_RISK, parts, findings);
  }

  private static int[] all(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  private static void add(
      Metric metric,
      Targets.Group group,
      Attacks.Success members,
      Attacks.Success controls,
      double guessing,
      Findings findings) {
    var attacks =
        group.isLarge()
            ? List.of(finding(metric, group, members, controls, guessing))
            : List.<AttackFinding>of();
    Attacks.addAll(metric, attacks, findings);
  }

  private static AttackFinding finding(
      Metric metric,
      Targets.Group group,
      Attacks.Success members,
      Attacks.Success controls,
      double guessing) {
    return Attacks.finding(
        metric, group.name(), members, group.members(), controls, group.controls(), guessing);
  }

  private static Attacks.Success linked(
      EvaluationContext context, GowerSpace.Rows targets, Entities entities) {
    var linked = new boolean[targets.size()];
    var attacked = new boolean[targets.size()];
    Arrays.fill(attacked, true);
    for (int split = 0; split < SPLITS; split++) {
      int[] rows = every(SPLITS, split, targets.size());
      var some = some(targets, rows);
      int[] columns = context.sampler().permutation("linkability-" + split, targets.width());
      int half = columns.length / 2;
      var one = closest(context, some, Arrays.copyOf(columns, half));
      var other = closest(context, some, Arrays.copyOfRange(columns, half, columns.length));
      for (int i = 0; i < rows.length; i++) {
        linked[rows[i]] = meet(one, other, i);
      }
    }
    return new Attacks.Success(attacked, linked, entities);
  }

  private static int[] every(int nth, int first, int rows) {
    return IntStream.range(0, rows).filter(i -> i % nth == first).toArray();
  }

  private static GowerSpace.Rows some(GowerSpace.Rows all, int[] rows) {
    double[] values = new double[rows.length * all.width()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all.values(), rows[i] * all.width(), values, i * all.width(), all.width());
    }
    return new GowerSpace.Rows(values, all.width());
  }

  private static Neighbours.Found closest(
      EvaluationContext context, GowerSpace.Rows rows, int[] columns) {
    Arrays.sort(columns);
    return Neighbours.of(context).closest(rows, Neighbours.Where.SYNTHETIC, NEIGHBOURS, columns);
  }

  private static boolean meet(Neighbours.Found one, Neighbours.Found other, int target) {
    for (int i = 0; i < NEIGHBOURS; i++) {
      for (int j = 0; j < NEIGHBOURS; j++) {
        if (one.row(target, i) >= 0 && one.row(target, i) == other.row(target, j)) {
          return true;
        }
      }
    }
    return false;
  }
}
