package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param made columns whose values are made of seed and row alone, so that none is copied; may be
 *     empty
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
    Map<String, DeclaredDomain> space,
    Set<String> made) {

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
    made = Set.copyOf(made);
    by = by == null && sequence != null ? sequence.key() : by;
    if (by != null) {
      requireColumns("entity column", List.of(by), train);
    }
  }

  static void requireColumns(String what, List<String> names, Table table) {
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

  /** With nothing declared beyond targets, and the default limits. */
  public EvaluationInput(
      Table train, Table holdout, Table synthetic, List<String> targets, long seed) {
    this(
        train,
        holdout,
        synthetic,
        targets,
        seed,
        EvaluationLimits.DEFAULT,
        null,
        null,
        List.of(),
        null,
        Disclosure.NONE,
        null,
        Map.of(),
        Set.of());
  }

  /** The same within other limits. */
  public EvaluationInput withLimits(EvaluationLimits bounds) {
    return changed(draft -> draft.limits = bounds);
  }

  /** The same with why there is no holdout, for people; null where there is one. */
  public EvaluationInput withBaselineMessage(String message) {
    return changed(draft -> draft.baselineMessage = message);
  }

  /** The same with rows that are sequences, or null. */
  public EvaluationInput withSequence(SequenceColumns columns) {
    return changed(draft -> draft.sequence = columns);
  }

  /** The same with columns that divide people into groups which are to be treated alike. */
  public EvaluationInput withProtectedColumns(List<String> columns) {
    return changed(draft -> draft.protectedColumns = columns);
  }

  /** The same, compared with this over time; null for the rows of train and holdout. */
  public EvaluationInput withDrift(DriftBaseline baseline) {
    return changed(draft -> draft.drift = baseline);
  }

  /** The same with something declared about disclosure. */
  public EvaluationInput withDisclosure(Disclosure declared) {
    return changed(draft -> draft.disclosure = declared);
  }

  /** The same with rows that are about the entities a column names, or null. */
  public EvaluationInput withEntity(String column) {
    return changed(draft -> draft.by = column);
  }

  /** The same with values that columns are declared to have. */
  public EvaluationInput withSpace(Map<String, DeclaredDomain> declared) {
    return changed(draft -> draft.space = declared);
  }

  /** The same with columns whose values are made of seed and row alone. */
  public EvaluationInput withMade(Collection<String> columns) {
    return changed(draft -> draft.made = Set.copyOf(columns));
  }

  /** The same question against other real rows. */
  EvaluationInput against(Table otherTrain, Table otherHoldout) {
    return changed(
        draft -> {
          draft.train = otherTrain;
          draft.holdout = otherHoldout;
        });
  }

  private EvaluationInput changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.input();
  }

  /** What an input is copied through, so that one more component is told of in one place. */
  private static final class Draft {

    private final EvaluationInput from;
    private Table train;
    private Table holdout;
    private EvaluationLimits limits;
    private String baselineMessage;
    private SequenceColumns sequence;
    private List<String> protectedColumns;
    private DriftBaseline drift;
    private Disclosure disclosure;
    private String by;
    private Map<String, DeclaredDomain> space;
    private Set<String> made;

    Draft(EvaluationInput from) {
      this.from = from;
      train = from.train;
      holdout = from.holdout;
      limits = from.limits;
      baselineMessage = from.baselineMessage;
      sequence = from.sequence;
      protectedColumns = from.protectedColumns;
      drift = from.drift;
      disclosure = from.disclosure;
      by = from.by;
      space = from.space;
      made = from.made;
    }

    EvaluationInput input() {
      return new EvaluationInput(
          train,
          holdout,
          from.synthetic,
          from.targets,
          from.seed,
          limits,
          baselineMessage,
          sequence,
          protectedColumns,
          drift,
          disclosure,
          by,
          space,
          made);
    }
  }
}
