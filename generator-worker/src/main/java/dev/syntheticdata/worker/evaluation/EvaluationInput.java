package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is compared with what. The tables have the same columns by name and type; category codes may
 * differ.
 *
 * @param train the real rows the engine learned from; at least one
 * @param holdout real rows the engine never saw, or null
 * @param synthetic the rows under evaluation; at least one
 * @param targets columns to predict in the utility metrics; may be empty
 * @param seed decides every sample, fold and resample
 * @param limits bounds of the work
 * @param baselineMessage why there is no holdout, for people; null where there is one or nothing is
 *     known
 * @param sequence which columns make the rows of an entity a sequence; null where they are each by
 *     themselves
 * @param protectedColumns columns that divide people into groups which are to be treated alike; may
 *     be empty
 * @param drift what it is compared with over time; null for the rows of train and holdout
 * @param disclosure what is declared about what the table may disclose
 * @param by column that names the entity, such as the person, a row is about; null where each row
 *     is one of its own. The key of a sequence is one
 * @param space values that columns are declared to have, by the column's name; may be empty
 */
public record EvaluationInput(
    Table train,
    Table holdout,
    Table synthetic,
    List<String> targets,
    long seed,
    EvaluationLimits limits,
    String baselineMessage,
    SequenceColumns sequence,
    List<String> protectedColumns,
    DriftBaseline drift,
    Disclosure disclosure,
    String by,
    Map<String, DeclaredDomain> space) {

  /**
   * @throws InvalidInputException if a table has no rows or a target is not a column, naming the
   *     columns there are
   */
  public EvaluationInput {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(synthetic, "synthetic");
    Objects.requireNonNull(limits, "limits");
    targets = List.copyOf(targets);
    if (train.rows() == 0) {
      throw new InvalidInputException(
          "the real table has no rows; check that its export wrote any");
    }
    if (synthetic.rows() == 0) {
      throw new InvalidInputException("the synthetic table has no rows; generate some");
    }
    if (holdout != null && holdout.rows() == 0) {
      holdout = null;
    }
    protectedColumns = List.copyOf(protectedColumns);
    requireColumns("target", targets, train);
    requireColumns("protected column", protectedColumns, train);
    space = Map.copyOf(space);
    by = by == null && sequence != null ? sequence.key() : by;
    if (by != null) {
      requireColumns("entity column", List.of(by), train);
    }
  }

  private static void requireColumns(String what, List<String> names, Table table) {
    for (var name : names) {
      if (table.schema().indexOf(name) < 0) {
        throw new InvalidInputException(
            "%s %s is not a column; the columns are: %s"
                .formatted(
                    what,
                    name,
                    String.join(
                        ", ", table.schema().columns().stream().map(c -> c.name()).toList())));
      }
    }
  }

  /** With the default limits. */
  public EvaluationInput(
      Table train, Table holdout, Table synthetic, List<String> targets, long seed) {
    this(train, holdout, synthetic, targets, seed, EvaluationLimits.DEFAULT, null);
  }

  /** With rows that are each about someone of their own, or sequences. */
  public EvaluationInput(
      Table train,
      Table holdout,
      Table synthetic,
      List<String> targets,
      long seed,
      EvaluationLimits limits,
      String baselineMessage,
      SequenceColumns sequence,
      List<String> protectedColumns,
      DriftBaseline drift,
      Disclosure disclosure) {
    this(
        train,
        holdout,
        synthetic,
        targets,
        seed,
        limits,
        baselineMessage,
        sequence,
        protectedColumns,
        drift,
        disclosure,
        null,
        Map.of());
  }

  /** With nothing declared beyond targets. */
  public EvaluationInput(
      Table train,
      Table holdout,
      Table synthetic,
      List<String> targets,
      long seed,
      EvaluationLimits limits,
      String baselineMessage) {
    this(
        train,
        holdout,
        synthetic,
        targets,
        seed,
        limits,
        baselineMessage,
        null,
        List.of(),
        null,
        Disclosure.NONE);
  }

  /** The same with something declared about disclosure. */
  public EvaluationInput with(Disclosure declared) {
    return like(train, holdout, baselineMessage, sequence, declared, by, space);
  }

  /** The same with rows that are sequences, or null. */
  public EvaluationInput withSequence(SequenceColumns columns) {
    return like(train, holdout, baselineMessage, columns, disclosure, by, space);
  }

  /** The same with rows that are about the entities a column names. */
  public EvaluationInput by(String column) {
    return like(train, holdout, baselineMessage, sequence, disclosure, column, space);
  }

  /** The same with values that columns are declared to have. */
  public EvaluationInput withSpace(Map<String, DeclaredDomain> declared) {
    return like(train, holdout, baselineMessage, sequence, disclosure, by, declared);
  }

  /**
   * The same question against other real rows.
   *
   * @param message why there is no holdout, for people; null where there is one
   */
  EvaluationInput against(Table otherTrain, Table otherHoldout, String message) {
    return like(otherTrain, otherHoldout, message, sequence, disclosure, by, space);
  }

  private EvaluationInput like(
      Table otherTrain,
      Table otherHoldout,
      String message,
      SequenceColumns columns,
      Disclosure declared,
      String entity,
      Map<String, DeclaredDomain> values) {
    return new EvaluationInput(
        otherTrain,
        otherHoldout,
        synthetic,
        targets,
        seed,
        limits,
        message,
        columns,
        protectedColumns,
        drift,
        declared,
        entity,
        values);
  }
}
