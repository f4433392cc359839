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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What every metric family works on: aligned tables, the columns that take part, the sampler and
 * the limits.
 *
 * @param train real rows the engine learned from
 * @param holdout real rows it never saw, or null
 * @param synthetic rows under evaluation
 * @param targets columns to predict
 * @param compared positions of the columns that take part: all but identifiers, the column that
 *     names the entity, texts and columns without any value in {@code train}
 * @param sampler seeded choices
 * @param limits bounds of the work
 * @param baselineMessage why there is no holdout, for people
 * @param sequence which columns make sequences, or null
 * @param protectedColumns columns that divide people into groups
 * @param structure share of columns that both tables have by name and type
 * @param drift what S is compared with over time
 * @param disclosure what is declared about what the table may disclose
 * @param by column that names the entity a row is about; null where each row is one of its own
 * @param space values that columns are declared to have, by the column's name
 * @param made what metric families share, see {@link #shared}
 */
public record EvaluationContext(
    Table train,
    Table holdout,
    Table synthetic,
    List<String> targets,
    List<Integer> compared,
    RowSampler sampler,
    EvaluationLimits limits,
    String baselineMessage,
    SequenceColumns sequence,
    List<String> protectedColumns,
    double structure,
    DriftBaseline drift,
    Disclosure disclosure,
    String by,
    Map<String, DeclaredDomain> space,
    Map<Class<?>, Object> made) {

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
        train,
        tables.get(1),
        tables.get(2),
        input.targets(),
        compared,
        new RowSampler(input.seed()),
        input.limits(),
        input.baselineMessage(),
        input.sequence(),
        input.protectedColumns(),
        structure(input.train().schema(), input.synthetic().schema()),
        input.drift() == null ? DriftBaseline.NONE : input.drift(),
        input.disclosure(),
        input.by(),
        input.space(),
        new HashMap<>());
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
        fewerReal,
        null,
        fewerSynthetic,
        targets,
        compared,
        sampler,
        within,
        baselineMessage,
        sequence,
        protectedColumns,
        structure,
        drift,
        disclosure,
        by,
        space,
        new HashMap<>());
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

  /** Whom the rows of a table are about, or null where each row is about someone of its own. */
  public Entities entities(Table table) {
    return by == null ? null : Entities.of(table, by);
  }

  /**
   * What several families need and one makes: made when it is first asked for, and let go with the
   * evaluation.
   */
  public <T> T shared(Class<T> type, Supplier<T> maker) {
    var there = made.get(type);
    if (there == null) {
      there = maker.get();
      made.put(type, there);
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
        baselineMessage != null
            ? baselineMessage
            : "needs real rows that no engine saw; fit with a holdout and give it to evaluate");
  }
}
