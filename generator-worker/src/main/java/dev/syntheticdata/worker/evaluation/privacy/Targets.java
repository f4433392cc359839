package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.EvaluationLimits;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whom an attack is tried on: rows that were learned from, and as controls rows of H that were not,
 * neither of which is in the half of H that stands for the population.
 */
final class Targets {

  /** Rows of each kind that an attack needs to say anything. */
  static final int LEAST = 100;

  /** Entities of each kind, where rows are about some. */
  static final int LEAST_ENTITIES = 20;

  /** Rows of each kind that a part of the targets needs. */
  static final int LEAST_OF_GROUP = 50;

  /** Columns of more categories than these have no large ones. */
  private static final int MOST_CATEGORIES = 200;

  /** The rarest tenth of the controls is where outliers begin. */
  private static final double OUTLIERS = 0.9;

  private final EvaluationContext context;
  private final int[] memberRows;
  private final int[] controlRows;
  private final GowerSpace.Rows members;
  private final GowerSpace.Rows controls;
  private final Entities memberEntities;
  private final Entities controlEntities;
  private final double[] memberRareness;
  private final double[] controlRareness;

  private Targets(
      EvaluationContext context, String purpose, int most, boolean equally, int searches) {
    this.context = context;
    var neighbours = Neighbours.of(context);
    var where = Neighbours.Where.SYNTHETIC;
    int[] attacked = neighbours.holdoutHalf(true);
    var half = context.holdout().select(attacked);
    int[] controlled = neighbours.queries(purpose + " of unseen rows", half, most, where, searches);
    controlRows = Arrays.stream(controlled).map(i -> attacked[i]).toArray();
    memberRows =
        neighbours.queries(
            purpose + " of training rows",
            context.train(),
            equally ? controlRows.length : most,
            where,
            searches);
    var learned = context.train().select(memberRows);
    var unseen = context.holdout().select(controlRows);
    members = neighbours.space().rows(learned);
    controls = neighbours.space().rows(unseen);
    memberEntities = context.entities(learned);
    controlEntities = context.entities(unseen);
    memberRareness = rareness(neighbours, members);
    controlRareness = rareness(neighbours, controls);
  }

  /** Up to 10,000 rows of each kind: enough for a rate of 1 %. */
  static Targets many(EvaluationContext context) {
    return context
        .shared(
            Many.class,
            () ->
                new Many(
                    new Targets(
                        context, "membership", EvaluationLimits.MEMBERSHIP_TARGETS, false, 2)))
        .targets();
  }

  /**
   * Up to 2,000 of each kind, for attacks on each of several columns. Equally many, for the centre
   * of Wilson's interval is the farther from the share the fewer they are: unequal numbers alone
   * would look like risk where nearly all attacks succeed.
   */
  static Targets some(EvaluationContext context) {
    return context
        .shared(
            Some.class,
            () ->
                new Some(
                    new Targets(
                        context,
                        "attacks",
                        EvaluationLimits.ATTACK_TARGETS,
                        true,
                        2 + Math.min(AttributeInference.MOST_SECRETS, context.compared().size()))))
        .targets();
  }

  private record Many(Targets targets) {}

  private record Some(Targets targets) {}

  private static double[] rareness(Neighbours neighbours, GowerSpace.Rows rows) {
    return neighbours.closest(rows, Neighbours.Where.HOLDOUT_REFERENCE, 1).distances(0);
  }

  /** Whether there are rows enough to attack, and of entities enough. */
  static boolean enough(EvaluationContext context) {
    var learned = context.entities(context.train());
    return context.train().rows() >= LEAST
        && context.holdout().rows() / 2 >= LEAST
        && context.limits().distanceRows() >= LEAST
        && (learned == null
            || learned.count() >= LEAST_ENTITIES
                && context.entities(context.holdout()).count() / 2 >= LEAST_ENTITIES);
  }

  /** Whom the members are about; null where each is about someone of its own. */
  Entities memberEntities() {
    return memberEntities;
  }

  Entities controlEntities() {
    return controlEntities;
  }

  GowerSpace.Rows members() {
    return members;
  }

  GowerSpace.Rows controls() {
    return controls;
  }

  /** Distance of each member to the closest row of the population. */
  double[] memberRareness() {
    return memberRareness;
  }

  double[] controlRareness() {
    return controlRareness;
  }

  /** Some of the targets. */
  record Group(String name, int[] members, int[] controls) {

    boolean isLarge() {
      return members.length >= LEAST_OF_GROUP && controls.length >= LEAST_OF_GROUP;
    }
  }

  /** Those that have few like them in the population. */
  Group outliers() {
    double[] sorted = controlRareness.clone();
    Arrays.sort(sorted);
    double from = sorted[(int) (OUTLIERS * sorted.length)];
    return new Group(
        "outliers",
        IntStream.range(0, members.size()).filter(i -> memberRareness[i] >= from).toArray(),
        IntStream.range(0, controls.size()).filter(i -> controlRareness[i] >= from).toArray());
  }

  /** Those that share a category, of every category that has targets enough. */
  List<Group> subgroups() {
    var groups = new ArrayList<Group>();
    for (int index : context.compared()) {
      var schema = context.schema(index);
      int categories = schema.categories().size();
      for (int code = 0; code < categories && categories <= MOST_CATEGORIES; code++) {
        var group =
            new Group(
                schema.name() + " = " + schema.categories().get(code),
                with(context.train(), memberRows, index, code),
                with(context.holdout(), controlRows, index, code));
        if (group.isLarge()
            && (group.members().length < memberRows.length
                || group.controls().length < controlRows.length)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  private static int[] with(Table table, int[] rows, int index, int code) {
    int[] codes = table.columns().get(index).codes();
    return IntStream.range(0, rows.length).filter(i -> codes[rows[i]] == code).toArray();
  }
}
