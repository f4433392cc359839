package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Attribute inference (Giomi et al. 2023): the attacker knows all of a target but one column and
 * guesses that from the closest row of S. What S tells of people in general succeeds on the
 * controls as well and is no risk; what counts is what it tells of those it was learned from. A
 * column that is guessed right for nearly all controls leaves too little to measure.
 */
public final class AttributeInference implements MetricFamily {

  /** A number is guessed where it is this close, of its value or, for dates, of T's range. */
  static final double TOLERANCE = 0.05;

  static final int MOST_SECRETS = 30;

  /** Wrong guesses of controls below which their number is too much chance to divide by. */
  private static final int LEAST_WRONG = 30;

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.INFERENCE_RISK, Metric.INFERENCE_OUTLIER_RISK, Metric.INFERENCE_SUBGROUP_RISK);
  }

  @Override
  public void require(EvaluationContext context) {
    context.requireColumns("sensitive column", context.disclosure().sensitive());
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var missing = Attacks.impossible(context);
    if (missing != null) {
      metrics().forEach(metric -> findings.add(metric, missing));
      return;
    }
    var targets = Targets.some(context);
    var whole =
        new Targets.Group(
            null,
            IntStream.range(0, targets.members().size()).toArray(),
            IntStream.range(0, targets.controls().size()).toArray());
    var all = new ArrayList<AttackFinding>();
    var outlying = new ArrayList<AttackFinding>();
    var grouped = new ArrayList<AttackFinding>();
    var subgroups = targets.subgroups();
    var given = new ArrayList<String>();
    for (int secret : secrets(context, findings)) {
      var members = guessed(context, targets.members(), targets.memberEntities(), secret);
      var controls = guessed(context, targets.controls(), targets.controlEntities(), secret);
      double guessing = guessing(context, targets.members(), secret);
      int before = all.size();
      add(all, Metric.INFERENCE_RISK, context, secret, whole, members, controls, guessing);
      if (all.size() == before) {
        given.add(name(context, secret));
      }
      var outliers = targets.outliers();
      add(
          outlying,
          Metric.INFERENCE_OUTLIER_RISK,
          context,
          secret,
          outliers,
          members,
          controls,
          null);
      for (var group : subgroups) {
        add(
            grouped,
            Metric.INFERENCE_SUBGROUP_RISK,
            context,
            secret,
            group,
            members,
            controls,
            null);
      }
    }
    Neighbours.of(context).notes().forEach(findings::note);
    if (!given.isEmpty()) {
      findings.note(
          "Attribute inference leaves out what fewer than %s controls are guessed wrong in: %s."
              .formatted(LEAST_WRONG, String.join(", ", given)));
    }
    Attacks.addAll(Metric.INFERENCE_RISK, all, findings);
    Attacks.addAll(Metric.INFERENCE_OUTLIER_RISK, outlying, findings);
    Attacks.addSurest(Metric.INFERENCE_SUBGROUP_RISK, grouped, findings);
  }

  /** Columns of the space that are guessed: those declared sensitive, or all. */
  private static List<Integer> secrets(EvaluationContext context, Findings findings) {
    var space = Neighbours.of(context).space();
    var declared = context.disclosure().sensitive();
    var secrets =
        IntStream.range(0, space.width())
            .filter(
                i ->
                    declared.isEmpty()
                        || declared.contains(context.schema(space.position(i)).name()))
            .boxed()
            .toList();
    if (secrets.size() > MOST_SECRETS) {
      findings.note(
          "Attributes are inferred for %s of %s columns; declare those that are sensitive."
              .formatted(MOST_SECRETS, secrets.size()));
      return secrets.subList(0, MOST_SECRETS);
    }
    return secrets;
  }

  private static String name(EvaluationContext context, int secret) {
    return context.schema(Neighbours.of(context).space().position(secret)).name();
  }

  private static void add(
      List<AttackFinding> to,
      Metric metric,
      EvaluationContext context,
      int secret,
      Targets.Group group,
      Attacks.Success members,
      Attacks.Success controls,
      Double guessing) {
    String column = name(context, secret);
    var finding =
        Attacks.finding(
            metric,
            group.name() == null ? column : column + ", " + group.name(),
            members,
            group.members(),
            controls,
            group.controls(),
            guessing);
    boolean measurable = finding.controls() - finding.controlSuccesses() >= LEAST_WRONG;
    if (finding.attacks() >= Targets.LEAST_OF_GROUP && measurable) {
      to.add(finding);
    }
  }

  private static Attacks.Success guessed(
      EvaluationContext context, GowerSpace.Rows targets, Entities entities, int secret) {
    var neighbours = Neighbours.of(context);
    var space = neighbours.space();
    var synthetic = neighbours.rows(Neighbours.Where.SYNTHETIC);
    var closest = neighbours.closest(targets, Neighbours.Where.SYNTHETIC, 1, space.allBut(secret));
    var attacked = new boolean[targets.size()];
    var succeeded = new boolean[targets.size()];
    for (int i = 0; i < targets.size(); i++) {
      double truth = targets.value(i, secret);
      attacked[i] = !space.isMissing(secret, truth);
      succeeded[i] = right(context, secret, truth, synthetic.value(closest.row(i, 0), secret));
    }
    return new Attacks.Success(attacked, succeeded, entities);
  }

  /** How often a value drawn from S would be right. */
  private static double guessing(EvaluationContext context, GowerSpace.Rows targets, int secret) {
    var synthetic = Neighbours.of(context).rows(Neighbours.Where.SYNTHETIC);
    Random random = context.sampler().stream("guessing-" + secret);
    int right = 0;
    int known = 0;
    for (int i = 0; i < targets.size(); i++) {
      double truth = targets.value(i, secret);
      double guess = synthetic.value(random.nextInt(synthetic.size()), secret);
      if (!Neighbours.of(context).space().isMissing(secret, truth)) {
        known++;
        right += right(context, secret, truth, guess) ? 1 : 0;
      }
    }
    return known == 0 ? 0 : (double) right / known;
  }

  private static boolean right(EvaluationContext context, int secret, double truth, double guess) {
    var space = Neighbours.of(context).space();
    if (secret < space.categories()) {
      return truth == guess;
    }
    var type = context.schema(space.position(secret)).type();
    boolean amount = type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
    return isClose(truth, guess, amount ? Math.abs(truth) : 1);
  }

  /** Whether a guess of a number counts as right. */
  static boolean isClose(double truth, double guess, double scale) {
    return Math.abs(guess - truth) <= TOLERANCE * scale;
  }
}
