package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RebalancedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.condition.Conditions.Choice;
import dev.syntheticdata.worker.synthesizer.condition.Conditions.OnColumn;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what is asked of rows against the columns there are. What is fixed and what filters let
 * through holds for every row; a rebalanced column has a choice for each value named, and one for
 * the rest.
 */
public final class ConditionReader {

  private static final int MOST_NAMES = 30;

  /** Shares that add up to so much leave nothing for other values. */
  private static final double WHOLE = 1 - 1e-9;

  private static final double TOO_MUCH = 1 + 1e-6;

  private final TableSchema schema;

  /** All columns of the rows: those that are learned, and those that are made. */
  private final TableSchema whole;

  /** What must hold of each column, by its position. */
  private final Map<Integer, Choice> required = new TreeMap<>();

  private final Map<Integer, List<Choice>> rebalanced = new TreeMap<>();

  private ConditionReader(TableSchema schema, TableSchema whole) {
    this.schema = schema;
    this.whole = whole;
  }

  /**
   * The conditions.
   *
   * @throws InvalidInputException if they name what is not there or contradict each other
   */
  public static Conditions read(RowConditions asked, TableSchema schema) {
    return read(asked, schema, schema);
  }

  /** The conditions on columns that are learned, among all that the rows have. */
  static Conditions read(RowConditions asked, TableSchema learned, TableSchema whole) {
    var reader = new ConditionReader(learned, whole);
    reader.requireAll(asked);
    reader.rebalanceAll(asked);
    return reader.conditions();
  }

  /** What is fixed and filtered alone, which a real row either satisfies or not. */
  public static Conditions readRequired(RowConditions asked, TableSchema schema) {
    var reader = new ConditionReader(schema, schema);
    reader.requireAll(asked);
    return reader.conditions();
  }

  private void requireAll(RowConditions asked) {
    var fixed = listed(asked.fixed());
    for (int i = 0; i < fixed.size(); i++) {
      require(fixed.get(i), "conditions.fixed[%d]".formatted(i));
    }
    var where = listed(asked.where());
    for (int i = 0; i < where.size(); i++) {
      require(where.get(i), "conditions.where[%d]".formatted(i));
    }
  }

  private void rebalanceAll(RowConditions asked) {
    var shares = listed(asked.rebalance());
    for (int i = 0; i < shares.size(); i++) {
      var one = shares.get(i);
      String field = "conditions.rebalance[%d]".formatted(i);
      if (listed(asked.fixed()).stream().anyMatch(f -> f.column().equals(one.column()))) {
        throw new InvalidInputException(
            "%s: column '%s' is fixed as well; do one or the other".formatted(field, one.column()));
      }
      rebalance(one, field);
    }
  }

  private static <T> List<T> listed(List<T> list) {
    return list == null ? List.of() : list;
  }

  private Conditions conditions() {
    var columns = new ArrayList<OnColumn>();
    for (int column = 0; column < schema.size(); column++) {
      if (rebalanced.containsKey(column)) {
        columns.add(new OnColumn(column, rebalanced.get(column)));
      } else if (required.containsKey(column)) {
        columns.add(new OnColumn(column, List.of(required.get(column))));
      }
    }
    return new Conditions(columns);
  }

  private void require(FixedColumn fixed, String field) {
    int column = column(fixed.column(), field);
    require(
        column,
        new ColumnValues(schema.columns().get(column)).one(fixed.value(), field + ".value"),
        field,
        fixed.column() + " = " + fixed.value());
  }

  private void require(RowFilter filter, String field) {
    int column = column(filter.column(), field);
    var values = new ColumnValues(schema.columns().get(column));
    boolean range = filter.minimum() != null || filter.maximum() != null;
    if (range == (filter.in() != null && !filter.in().isEmpty())) {
      throw new InvalidInputException(
          field
              + ": give either in, or minimum, maximum or both, of column '%s'"
                  .formatted(filter.column()));
    }
    if (range) {
      require(
          column,
          values.range(filter.minimum(), filter.maximum(), field),
          field,
          ConditionWords.range(filter));
    } else {
      require(column, values.any(filter.in(), field + ".in"), field, ConditionWords.in(filter));
    }
  }

  private void require(int column, ValueSet values, String field, String words) {
    var before = required.get(column);
    var all = before == null ? values : before.values().and(values);
    if (all.isEmpty()) {
      throw new InvalidInputException(
          "%s: %s leaves no value of the column together with %s"
              .formatted(field, words, before.words()));
    }
    required.put(
        column,
        new Choice(all, 1, field, before == null ? words : before.words() + " and " + words));
  }

  private void rebalance(RebalancedColumn asked, String field) {
    int column = column(asked.column(), field);
    if (rebalanced.containsKey(column)) {
      throw new InvalidInputException(
          "%s: column '%s' is rebalanced twice; put its shares together"
              .formatted(field, asked.column()));
    }
    if (asked.shares() == null || asked.shares().isEmpty()) {
      throw new InvalidInputException(
          "%s.shares: name at least one value of column '%s' and its share"
              .formatted(field, asked.column()));
    }
    var choices = new ArrayList<Choice>();
    var rest = required.containsKey(column) ? required.get(column).values() : ValueSet.all();
    double sum = 0;
    for (var entry : new TreeMap<>(asked.shares()).entrySet()) {
      String place = "%s.shares[%s]".formatted(field, entry.getKey());
      double share = share(entry.getValue(), place);
      var value = new ColumnValues(schema.columns().get(column)).one(entry.getKey(), place);
      if (value.and(rest).isEmpty()) {
        throw new InvalidInputException(
            place + ": it is named twice, or the other conditions on the column exclude it");
      }
      rest = rest.and(value.not());
      sum += share;
      if (share > 0) {
        choices.add(new Choice(value, share, place, asked.column() + " = " + entry.getKey()));
      }
    }
    if (sum > TOO_MUCH) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s.shares: they add up to %s; at most 1 can be shared out",
              field,
              Math.rint(sum * 1e6) / 1e6));
    }
    if (sum < WHOLE) {
      choices.add(
          new Choice(rest, 1 - sum, field + ".shares", asked.column() + " other than those named"));
    }
    rebalanced.put(column, choices);
  }

  private static double share(Double share, String place) {
    if (share == null || !(share >= 0 && share <= TOO_MUCH)) {
      throw new InvalidInputException(
          place + ": a share is a number from 0 to 1, and this is " + share);
    }
    return share;
  }

  private int column(String name, String field) {
    int column = schema.indexOf(name);
    if (column < 0 && whole.indexOf(name) >= 0) {
      throw new InvalidInputException(
          "%s.column: '%s' is made by a pattern or of personal fields, and its values are not learned;"
                  .formatted(field, name)
              + " conditions are on other columns");
    }
    if (column < 0) {
      String names =
          schema.columns().stream()
              .map(ColumnSchema::name)
              .limit(MOST_NAMES)
              .collect(Collectors.joining(", "));
      throw new InvalidInputException(
          "%s.column: there is no column '%s'; the columns are: %s%s"
              .formatted(field, name, names, schema.size() > MOST_NAMES ? ", ..." : ""));
    }
    var type = schema.columns().get(column).type();
    if (!type.isNumeric() && !type.isCategorical()) {
      throw new InvalidInputException(
          "%s.column: '%s' is %s, and its values are not learned; conditions are on columns of"
                  .formatted(field, name, type.name().toLowerCase(Locale.ROOT))
              + " numbers, dates, times or categories");
    }
    return column;
  }
}
