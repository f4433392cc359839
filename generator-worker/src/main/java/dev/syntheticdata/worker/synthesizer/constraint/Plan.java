package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Chooses the steps that hold constraints by construction. A column is given back by one step at
 * most, and no step needs what comes from it: a clause that would break this is left to rejection.
 */
final class Plan {

  private final Table train;
  private final List<ColumnSchema> schemas;
  private final boolean isPrivate;
  private final Map<Integer, List<Integer>> needs = new HashMap<>();
  private final Map<Integer, Step> sums = new TreeMap<>();
  private final Map<Integer, List<Clause.Order>> above = new TreeMap<>();
  private final Map<Integer, List<Clause.Order>> below = new TreeMap<>();
  private final List<Clause.Order> orders = new ArrayList<>();
  private final Double[] least;
  private final Double[] greatest;
  private final List<CombinationStep> combinations = new ArrayList<>();
  private final Set<Integer> combined = new HashSet<>();

  /**
   * @param train rows that keep all constraints
   * @param isPrivate whether the steps may depend on nothing but the schema
   */
  Plan(Table train, boolean isPrivate) {
    this.train = train;
    this.schemas = train.schema().columns();
    this.isPrivate = isPrivate;
    this.least = new Double[schemas.size()];
    this.greatest = new Double[schemas.size()];
  }

  /** Columns whose combinations are kept. */
  void combine(List<Integer> columns) {
    combined.addAll(columns);
    combinations.add(CombinationStep.of(columns.stream().map(schemas::get).toList(), train));
  }

  /** Whether a column is one of a combination. */
  boolean isCombined(int column) {
    return combined.contains(column);
  }

  /** Takes a clause, if it can be held together with those before it. */
  boolean take(Clause clause) {
    if (clause instanceof Clause.Bound bound) {
      return take(bound);
    }
    return clause instanceof Clause.Order order ? take(order) : take((Clause.Zero) clause);
  }

  private boolean take(Clause.Bound bound) {
    int column = bound.column();
    least[column] = max(least[column], bound.least());
    greatest[column] = min(greatest[column], bound.greatest());
    return !sums.containsKey(column);
  }

  private static Double max(Double a, Double b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.max(a, b);
  }

  private static Double min(Double a, Double b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.min(a, b);
  }

  private boolean take(Clause.Order order) {
    orders.add(order);
    boolean comparable =
        RowEnvironment.comparable(schemas.get(order.lower()), schemas.get(order.upper()));
    if (!comparable) {
      return false;
    }
    if (isFree(order.upper(), below) && connect(order.upper(), List.of(order.lower()))) {
      above.computeIfAbsent(order.upper(), column -> new ArrayList<>()).add(order);
      return true;
    }
    if (isFree(order.lower(), above) && connect(order.lower(), List.of(order.upper()))) {
      below.computeIfAbsent(order.lower(), column -> new ArrayList<>()).add(order);
      return true;
    }
    return false;
  }

  private boolean isFree(int column, Map<Integer, ?> otherwise) {
    return !sums.containsKey(column) && !otherwise.containsKey(column);
  }

  private boolean take(Clause.Zero zero) {
    var factors = zero.sum().factors();
    long positive = factors.values().stream().filter(factor -> factor > 0).count();
    boolean lonePositive = positive == 1 && factors.size() > 2;
    boolean loneNegative = positive == factors.size() - 1 && factors.size() > 2;
    var candidates =
        factors.keySet().stream()
            .filter(column -> Math.abs(factors.get(column)) == 1)
            .filter(column -> !lonePositive || factors.get(column) > 0)
            .filter(column -> lonePositive || !loneNegative || factors.get(column) < 0)
            .sorted((a, b) -> b - a)
            .toList();
    for (int sum : candidates) {
      var others = factors.keySet().stream().filter(column -> column != sum).toList();
      if (isFree(sum, above) && !below.containsKey(sum) && connect(sum, others)) {
        sums.put(sum, sum(zero.sum(), sum, others));
        return least[sum] == null && greatest[sum] == null;
      }
    }
    return false;
  }

  private SumStep sum(Linear zero, int sum, List<Integer> others) {
    double sign = -zero.factors().get(sum);
    var terms =
        others.stream()
            .map(
                column ->
                    new SumStep.Term(schemas.get(column).name(), zero.factors().get(column) / sign))
            .toList();
    boolean nullable = others.stream().anyMatch(column -> schemas.get(column).nullable());
    var schema = schemas.get(sum);
    return new SumStep(
        schema.withNullable(schema.nullable() || nullable),
        terms,
        zero.offset() / sign,
        !isPrivate && isMissingAlone(sum, others));
  }

  /** Whether a sum is missing where none of its terms is. */
  private boolean isMissingAlone(int sum, List<Integer> terms) {
    return IntStream.range(0, train.rows())
        .anyMatch(
            row ->
                train.columns().get(sum).isMissing(row)
                    && terms.stream().noneMatch(term -> train.columns().get(term).isMissing(row)));
  }

  /** Notes that a column needs others; not if one of them needs it already. */
  private boolean connect(int column, List<Integer> others) {
    if (others.stream().anyMatch(other -> reaches(other, column))) {
      return false;
    }
    needs.computeIfAbsent(column, key -> new ArrayList<>()).addAll(others);
    return true;
  }

  private boolean reaches(int from, int to) {
    return from == to
        || needs.getOrDefault(from, List.of()).stream().anyMatch(next -> reaches(next, to));
  }

  /** The steps, each after those that it needs. */
  List<Step> steps() {
    spreadBounds();
    var steps = new ArrayList<Step>(combinations);
    for (int column = 0; column < schemas.size(); column++) {
      boolean alone = !sums.containsKey(column) && !isOrdered(column);
      if (alone && (least[column] != null || greatest[column] != null)) {
        steps.add(new RangeStep(schemas.get(column), least[column], greatest[column]));
      }
    }
    var done = new HashSet<Integer>();
    for (int column = 0; column < schemas.size(); column++) {
      visit(column, done, steps);
    }
    return steps;
  }

  private boolean isOrdered(int column) {
    return above.containsKey(column) || below.containsKey(column);
  }

  private void visit(int column, Set<Integer> done, List<Step> steps) {
    if (!done.add(column)) {
      return;
    }
    needs.getOrDefault(column, List.of()).forEach(need -> visit(need, done, steps));
    if (sums.containsKey(column)) {
      steps.add(sums.get(column));
    } else if (isOrdered(column)) {
      steps.add(order(column));
    }
  }

  /** A value has to leave room for those that must not be below or above it. */
  private void spreadBounds() {
    for (int round = 0; round < schemas.size(); round++) {
      for (var order : orders) {
        int lower = order.lower();
        int upper = order.upper();
        if (greatest[upper] != null) {
          var room = Resolution.of(schemas.get(lower)).down(greatest[upper] - order.gap());
          greatest[lower] = min(greatest[lower], room);
        }
        if (least[lower] != null) {
          var room = Resolution.of(schemas.get(upper)).up(least[lower] + order.gap());
          least[upper] = max(least[upper], room);
        }
      }
    }
  }

  private OrderStep order(int column) {
    boolean isAbove = above.containsKey(column);
    var bases =
        (isAbove ? above : below)
            .get(column).stream()
                .map(
                    order ->
                        new OrderStep.Base(
                            schemas.get(isAbove ? order.lower() : order.upper()).name(),
                            order.gap()))
                .toList();
    int scale =
        schemas.get(column).type() == ColumnType.DECIMAL
                || bases.stream().anyMatch(base -> isDecimal(base.column()))
            ? needs.get(column).stream()
                .mapToInt(other -> schemas.get(other).scale())
                .reduce(schemas.get(column).scale(), Math::max)
            : 0;
    var step =
        new OrderStep(
            schemas.get(column), isAbove, bases, 0, scale, least[column], greatest[column]);
    return isPrivate
        ? step
        : new OrderStep(
            step.column(),
            isAbove,
            bases,
            median(step.bounds(columns(bases))),
            scale,
            least[column],
            greatest[column]);
  }

  private boolean isDecimal(String column) {
    return train.schema().columns().get(train.schema().indexOf(column)).type()
        == ColumnType.DECIMAL;
  }

  private List<Column> columns(List<OrderStep.Base> bases) {
    return bases.stream().map(base -> train.column(base.column())).toList();
  }

  private static double median(double[] values) {
    double[] sorted =
        DoubleStream.of(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
