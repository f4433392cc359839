package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.evaluation.TestTables;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances as they are defined, and a tree that misses none of the closest. */
class NeighbourTreeTest {

  private static final double NONE = Double.NaN;
  private static final Table REFERENCE = table().numbers("n", 0, 10).labels("c", "a", "b").build();

  private static double distance(Table from, Table to) {
    return distance(new GowerSpace(REFERENCE, List.of(0, 1)), from, 0, to);
  }

  private static double distance(GowerSpace space, Table from, int row, Table to) {
    return new NeighbourTree(space, space.rows(to)).new Search(1, space.all())
        .of(space.rows(from), row)
        .distance(0);
  }

  private static Table row(double number, String label) {
    // The second row only makes both labels known; distances are taken from and to the first.
    return table()
        .numbers("n", number, 1e9)
        .labels("c", label, "a".equals(label) ? "b" : "a")
        .build()
        .select(new int[] {0});
  }

  @Test
  void equalRowsAreAtZero() {
    assertThat(distance(row(3, "a"), row(3, "a"))).isZero();
  }

  @Test
  void numbersCountInUnitsOfTheReferenceRange() {
    assertThat(distance(row(3, "a"), row(5, "a"))).isCloseTo(0.2 / 2, within(1e-15));
  }

  @Test
  void aColumnCountsOneAtMost() {
    assertThat(distance(row(3, "a"), row(500, "a"))).isEqualTo(0.5);
  }

  @Test
  void anotherCategoryCountsOne() {
    assertThat(distance(row(3, "a"), row(3, "b"))).isEqualTo(0.5);
  }

  @Test
  void missingEqualsMissingOnly() {
    assertThat(distance(row(NONE, "a"), row(NONE, "a"))).isZero();
    assertThat(distance(row(NONE, "a"), row(3, "a"))).isEqualTo(0.5);
    assertThat(distance(row(3, "a"), row(NONE, "a"))).isEqualTo(0.5);
  }

  @Test
  void theClosestOfSeveralCounts() {
    var others = table().numbers("n", 9, 4, 0).labels("c", "a", "a", "b").build();

    assertThat(distance(row(3, "a"), others)).isCloseTo(0.05, within(1e-15));
  }

  @Test
  void aConstantReferenceMakesEveryOtherValueFar() {
    var constant = table().numbers("n", 5, 5).build();
    var space = new GowerSpace(constant, List.of(0));
    var others = table().numbers("n", 5, 6, NONE).build();

    assertThat(distance(space, others, 0, constant)).isZero();
    assertThat(distance(space, others, 1, constant)).isEqualTo(1);
    assertThat(distance(space, others, 2, constant)).isEqualTo(1);
    assertThat(distance(space, others, 2, others)).isZero();
  }

  @Test
  void tiesCountHalfInTheShareCloserToTrain() {
    assertThat(
            ClosestRecord.shareCloserToTrain(
                new double[] {0, 0.1, 0.3, 0.1 + 0.2}, new double[] {0, 0.2, 0.2, 0.3}))
        .isEqualTo((0.5 + 1 + 0 + 0.5) / 4);
  }

  /** Rows of every kind: clustered, repeated, missing, rare labels, labels without end. */
  private static Table mixed(int rows, long seed) {
    var random = new Random(seed);
    double[] amounts = new double[rows];
    double[] counts = new double[rows];
    double[] sparse = new double[rows];
    var labels = new String[rows];
    var many = new String[rows];
    for (int i = 0; i < rows; i++) {
      amounts[i] = Math.exp(random.nextGaussian());
      counts[i] = random.nextInt(10) < 8 ? 0 : random.nextInt(6);
      sparse[i] = random.nextInt(3) > 0 ? NONE : random.nextGaussian();
      labels[i] = random.nextInt(20) == 0 ? null : random.nextInt(10) < 7 ? "a" : "b";
      many[i] = "m" + random.nextInt(rows / 4);
    }
    return table()
        .numbers("amount", amounts)
        .labels("label", labels)
        .numbers("count", counts)
        .numbers("sparse", sparse)
        .labels("many", many)
        .numbers("constant", new double[rows])
        .build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 24, 25, 500, 3000})
  void theClosestAreThoseThatLookingAtEveryRowFinds(int rows) {
    var reference = mixed(Math.max(rows, 8), 1);
    var space = new GowerSpace(reference, List.of(0, 1, 2, 3, 4, 5));
    var all = space.rows(reference.select(IntStream.range(0, rows).toArray()));
    var tree = new NeighbourTree(space, all);
    var queries = space.rows(mixed(200, 2));
    for (int[] columns : List.of(space.all(), new int[] {0, 3}, space.allBut(4))) {
      var search = tree.new Search(3, columns);
      for (int query = 0; query < queries.size(); query++) {
        search.of(queries, query);
        double[] expected = everyDistance(space, queries, query, all, columns);
        for (int n = 0; n < 3; n++) {
          assertThat(search.distance(n)).isCloseTo(expected[n], within(1e-12));
          if (n < rows) {
            assertThat(distance(space, queries, query, all, search.row(n), columns))
                .isCloseTo(expected[n], within(1e-12));
          }
        }
      }
    }
  }

  /** Codes of up to 256 labels, each missing at times, are compared eight at once or one by one. */
  @ParameterizedTest
  @ValueSource(ints = {3, 255, 256, 300})
  void manyCategoriesAreComparedAlike(int labels) {
    var random = new Random(labels);
    var builder = table();
    int[] columns = IntStream.range(0, 19).toArray();
    for (int column : columns) {
      var values = new String[600];
      for (int row = 0; row < values.length; row++) {
        // Every label is there, and many rows have the first of them.
        int label = row < labels ? row : random.nextInt(random.nextBoolean() ? 3 : labels);
        values[row] = random.nextInt(15) == 0 && row >= labels ? null : "v" + label;
      }
      builder.labels("c" + column, values);
    }
    var space = new GowerSpace(builder.build(), IntStream.range(0, 19).boxed().toList());
    var all = space.rows(builder.build());
    var tree = new NeighbourTree(space, all);
    for (int[] counted : List.of(columns, space.allBut(9), new int[] {0, 7, 8, 18})) {
      var search = tree.new Search(3, counted);
      for (int query = 0; query < all.size(); query += 7) {
        search.of(all, query);
        double[] expected = everyDistance(space, all, query, all, counted);
        for (int n = 0; n < 3; n++) {
          assertThat(search.distance(n)).isEqualTo(expected[n]);
        }
      }
    }
  }

  private static double[] everyDistance(
      GowerSpace space, GowerSpace.Rows from, int query, GowerSpace.Rows to, int[] columns) {
    double[] sorted =
        IntStream.range(0, to.size())
            .mapToDouble(row -> distance(space, from, query, to, row, columns))
            .sorted()
            .toArray();
    double[] three = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    System.arraycopy(sorted, 0, three, 0, Math.min(3, sorted.length));
    return three;
  }

  private static double distance(
      GowerSpace space,
      GowerSpace.Rows from,
      int query,
      GowerSpace.Rows to,
      int row,
      int[] columns) {
    double sum = 0;
    for (int column : columns) {
      sum +=
          difference(column < space.categories(), from.value(query, column), to.value(row, column));
    }
    return sum / columns.length;
  }

  /** What a column adds to the distance of two values, by its definition. */
  private static double difference(boolean category, double a, double b) {
    if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
      return 0;
    }
    return category || Double.isNaN(a) || Double.isNaN(b) ? 1 : Math.min(1, Math.abs(a - b));
  }

  @Test
  void theNeighboursOfARowAreDifferentRows() {
    var space = new GowerSpace(mixed(400, 1), List.of(0, 1, 2));
    var rows = space.rows(mixed(400, 1));
    var search = new NeighbourTree(space, rows).new Search(4, space.all());
    for (int query = 0; query < rows.size(); query++) {
      search.of(rows, query);
      assertThat(IntStream.range(0, 4).map(search::row)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aBoxHoldsTheRowsThatKeepItsConditions() {
    var space = new GowerSpace(mixed(2000, 1), List.of(0, 1, 2, 3, 4));
    var rows = space.rows(mixed(2000, 1));
    var tree = new NeighbourTree(space, rows);
    var random = new Random(3);
    int alone = 0;
    int together = 0;
    for (int i = 0; i < 300; i++) {
      var sides = new ArrayList<Box.Side>();
      for (int column : space.all()) {
        double value = rows.value(random.nextInt(rows.size()), column);
        if (random.nextBoolean()) {
          sides.add(
              column < space.categories() || random.nextBoolean()
                  ? Box.Side.equal(column, value)
                  : new Box.Side(column, value, Double.POSITIVE_INFINITY));
        }
      }
      int[] expected =
          IntStream.range(0, rows.size())
              .filter(row -> sides.stream().allMatch(s -> s.holds(rows.value(row, s.column()))))
              .toArray();

      assertThat(tree.count(new Box(sides), Integer.MAX_VALUE)).isEqualTo(expected.length);
      assertThat(tree.count(new Box(sides), 2))
          .isGreaterThanOrEqualTo(Math.min(2, expected.length));
      assertThat(tree.only(new Box(sides), null))
          .isEqualTo(expected.length == 1 ? expected[0] : -1);
      int[] who = IntStream.range(0, rows.size()).map(row -> row % 4).toArray();
      int[] entities = Arrays.stream(expected).map(row -> who[row]).distinct().toArray();
      assertThat(tree.only(new Box(sides), who)).isEqualTo(entities.length == 1 ? entities[0] : -1);
      together += entities.length == 1 && expected.length > 1 ? 1 : 0;
      alone += expected.length == 1 ? 1 : 0;
    }
    assertThat(alone).isPositive();
    assertThat(together).isPositive();
  }

  @Test
  void mostRowsAreNotLookedAt() {
    var clinic = TestTables.clinic(20_000, 1);
    var space = new GowerSpace(clinic, List.of(0, 1, 2, 3, 4));
    var queries = space.rows(TestTables.clinic(500, 2));
    var search = new NeighbourTree(space, space.rows(clinic)).new Search(1, space.all());
    for (int query = 0; query < queries.size(); query++) {
      search.of(queries, query);
    }

    assertThat(search.visits() / queries.size()).isLessThan(200);
  }
}
