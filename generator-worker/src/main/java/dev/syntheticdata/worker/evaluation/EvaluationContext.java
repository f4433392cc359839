package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What every metric family works on: aligned tables, the columns that take part, the sampler and
 * the limits.
 */
public final class EvaluationContext {

  /** What is asked; its tables are not aligned, so only the rest of it is given out. */
  private final EvaluationInput asked;

  private final Table train;
  private final Table holdout;
  private final Table synthetic;
  private final List<Integer> compared;
  private final RowSampler sampler;
  private final EvaluationLimits limits;
  private final double structure;

  /** What metric families share, see {@link #shared}. */
  private final Map<Class<?>, Object> shared = new HashMap<>();

  private EvaluationContext(
      EvaluationInput asked,
      Table train,
      Table holdout,
      Table synthetic,
      List<Integer> compared,
      RowSampler sampler,
      EvaluationLimits limits,
      double structure) {
    this.asked = asked;
    this.train = train;
    this.holdout = holdout;
    this.synthetic = synthetic;
    this.compared = compared;
    this.sampler = sampler;
    this.limits = limits;
    this.structure = structure;
  }

  /** Aligns the tables of an input. */
  static EvaluationContext of(EvaluationInput input) {
    var tables = AlignedTables.align(input.train(), input.holdout(), input.synthetic());
    var train = tables.get(0);
    var compared =
        IntStream.range(0, train.schema().size())
            .filter(i -> exclusionOf(train, i, input.by()) == null)
            .boxed()
            .toList();
    return new EvaluationContext(
        input,
        train,
        tables.get(1),
        tables.get(2),
        compared,
        new RowSampler(input.seed()),
        input.limits(),
        structure(input.train().schema(), input.synthetic().schema()));
  }

  /** Columns of the same name and type in both tables, of the columns in either. */
  private static double structure(TableSchema real, TableSchema synthetic) {
    var all = new HashSet<List<Object>>();
    var both = new HashSet<List<Object>>();
    real.columns().forEach(c -> all.add(List.of(c.name(), c.type())));
    for (var column : synthetic.columns()) {
      List<Object> key = List.of(column.name(), column.type());
      if (!all.add(key)) {
        both.add(key);
      }
    }
    return (double) both.size() / all.size();
  }

  /** The same question about fewer rows, without holdout. */
  public EvaluationContext replicate(
      Table fewerReal, Table fewerSynthetic, EvaluationLimits within) {
    return new EvaluationContext(
        asked, fewerReal, null, fewerSynthetic, compared, sampler, within, structure);
  }

  /** Real rows the engine learned from. */
  public Table train() {
    return train;
  }

  /** Real rows it never saw, or null. */
  public Table holdout() {
    return holdout;
  }

  /** Rows under evaluation. */
  public Table synthetic() {
    return synthetic;
  }

  /**
   * Positions of the columns that take part: all but identifiers, the column that names the entity,
   * texts and columns without any value in T.
   */
  public List<Integer> compared() {
    return compared;
  }

  /** Seeded choices. */
  public RowSampler sampler() {
    return sampler;
  }

  /** Bounds of the work. */
  public EvaluationLimits limits() {
    return limits;
  }

  /** Share of columns that both tables have by name and type. */
  public double structure() {
    return structure;
  }

  /** Columns to predict. */
  public List<String> targets() {
    return asked.targets();
  }

  /** Which columns make sequences, or null. */
  public SequenceColumns sequence() {
    return asked.sequence();
  }

  /** Columns that divide people into groups. */
  public List<String> protectedColumns() {
    return asked.protectedColumns();
  }

  /** What S is compared with over time. */
  public DriftBaseline drift() {
    return asked.drift() == null ? DriftBaseline.NONE : asked.drift();
  }

  /** What is declared about what the table may disclose. */
  public Disclosure disclosure() {
    return asked.disclosure();
  }

  /** Column that names the entity a row is about; null where each row is one of its own. */
  public String by() {
    return asked.by();
  }

  /** Values that columns are declared to have, by the column's name. */
  public Map<String, DeclaredDomain> space() {
    return asked.space();
  }

  /** Columns whose values are made of seed and row alone, so that none is copied. */
  public Set<String> made() {
    return asked.made();
  }

  /** Why a column takes no part in any metric, or null where it does. */
  static String exclusionOf(Table train, int index, String by) {
    if (train.schema().columns().get(index).name().equals(by)) {
      return "names whom a row is about and carries no other information";
    }
    var type = train.schema().columns().get(index).type();
    if (type == ColumnType.IDENTIFIER) {
      return "identifier: names a row and carries no other information";
    }
    if (type == ColumnType.TEXT) {
      return "free text: not modelled and not compared";
    }
    var column = train.columns().get(index);
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        return null;
      }
    }
    return "no value in the real table";
  }

  /** Why there is nothing to measure of a column that is named for it, and what to do. */
  public String notCompared(String column) {
    int index = train.schema().indexOf(column);
    var type = schema(index).type();
    boolean asAnother = type == ColumnType.IDENTIFIER || type == ColumnType.TEXT;
    return "%s takes no part (%s)%s"
        .formatted(
            column,
            exclusionOf(train, index, by()),
            asAnother
                ? "; declare its type in spec.schema.columns or --declared if it is another"
                : "");
  }

  /**
   * Sees that columns are there.
   *
   * @param what they are called in messages
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if one is not, naming it and
   *     those there are
   */
  public void requireColumns(String what, List<String> names) {
    EvaluationInput.requireColumns(what, names, train);
  }

  /** Whom the rows of a table are about, or null where each row is about someone of its own. */
  public Entities entities(Table table) {
    return by() == null ? null : Entities.of(table, by());
  }

  /**
   * What several families need and one makes: made when it is first asked for, and let go with the
   * evaluation.
   */
  public <T> T shared(Class<T> type, Supplier<T> maker) {
    var there = shared.get(type);
    if (there == null) {
      there = maker.get();
      shared.put(type, there);
    }
    return type.cast(there);
  }

  /** The description of the column at a position. */
  public ColumnSchema schema(int index) {
    return train.schema().columns().get(index);
  }

  /** Whether the column at a position is ordered. */
  public boolean isNumeric(int index) {
    return schema(index).type().isNumeric();
  }

  /** The outcome of a metric that needs a holdout where there is none. */
  public Outcome.NotComputed baselineMissing() {
    return new Outcome.NotComputed(
        Reason.BaselineMissing,
        asked.baselineMessage() != null
            ? asked.baselineMessage()
            : "needs real rows that no engine saw; fit with a holdout and give it to evaluate");
  }
}
