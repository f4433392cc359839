package dev.syntheticdata.worker.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  private static final int ROWS = 10_000;

  /** A name of the row, its entity (10 rows each), and a value that two rows share. */
  private static Table table() {
    var ids = new String[ROWS];
    var entities = new double[ROWS];
    var values = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      ids[i] = "r" + i;
      entities[i] = i / 10;
      values[i] = i % (ROWS / 2);
    }
    return new Table(
        new TableSchema(
            List.of(
                column("row", ColumnType.IDENTIFIER),
                column("entity", ColumnType.INTEGER),
                column("value", ColumnType.INTEGER))),
        List.of(Column.ofStrings(ids), Column.ofNumbers(entities), Column.ofNumbers(values)));
  }

  private static ColumnSchema column(String name, ColumnType type) {
    return new ColumnSchema(name, type, false, 0, null, List.of());
  }

  private static Table values(double... values) {
    return new Table(
        new TableSchema(List.of(column("value", ColumnType.INTEGER))),
        List.of(Column.ofNumbers(values)));
  }

  @Test
  void holdsOutAboutTheFractionAskedFor() {
    Split split = Holdout.split(table(), 0.2, null, 1);

    assertThat((double) split.holdout().length / ROWS).isCloseTo(0.2, within(0.02));
  }

  @Test
  void everyRowIsOnOneSide() {
    Split split = Holdout.split(table(), 0.3, null, 1);

    assertThat(
            IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.holdout())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void theSameSeedSplitsAlike() {
    Split once = Holdout.split(table(), 0.2, null, 7);
    Split again = Holdout.split(table(), 0.2, null, 7);

    assertThat(again.holdout()).isEqualTo(once.holdout());
    assertThat(again.digest()).isEqualTo(once.digest());
  }

  @Test
  void anotherSeedSplitsOtherwise() {
    assertThat(Holdout.split(table(), 0.2, null, 1).holdout())
        .isNotEqualTo(Holdout.split(table(), 0.2, null, 2).holdout());
  }

  @Test
  void equalRowsFallOnOneSide() {
    var random = new Random(1);
    Table table =
        values(IntStream.range(0, 5_000).mapToDouble(i -> random.nextInt(2_500)).toArray());

    Split split = Holdout.split(table, 0.2, null, 1);

    assertThat(numbers(table, split.train()))
        .doesNotContainAnyElementsOf(numbers(table, split.holdout()));
  }

  /** Rows of so few distinct contents that a fifth of these would be whole values. */
  private static Table fewContents(int rows) {
    var ids = IntStream.range(0, rows).mapToObj(i -> "r" + i).toArray(String[]::new);
    double[] values = IntStream.range(0, rows).mapToDouble(i -> i % 3).toArray();
    return new Table(
        new TableSchema(
            List.of(column("row", ColumnType.IDENTIFIER), column("value", ColumnType.INTEGER))),
        List.of(Column.ofStrings(ids), Column.ofNumbers(values)));
  }

  @Test
  void ofContentsThatManyRowsHaveEachIsHeldOutInPart() {
    for (int seed = 0; seed < 20; seed++) {
      Table table = fewContents(1_500);

      Split split = Holdout.split(table, 0.2, null, seed);

      for (int value = 0; value < 3; value++) {
        int of = value;
        assertThat(Arrays.stream(split.holdout()).filter(row -> row % 3 == of).count() / 500.0)
            .isCloseTo(0.2, within(0.1));
      }
    }
  }

  @Test
  void theOrderOfRowsOfCommonContentDoesNotMatter() {
    Table table = fewContents(1_500);
    int[] reversed = IntStream.range(0, 1_500).map(i -> 1_499 - i).toArray();

    assertThat(Holdout.split(table.select(reversed), 0.2, null, 1).digest())
        .isEqualTo(Holdout.split(table, 0.2, null, 1).digest());
  }

  /** Of enough contents that some are on each side by themselves. */
  @Test
  void aRowMoreChangesWhatIsLearnedByThatRowAtMost() {
    for (int seed = 0; seed < 20; seed++) {
      for (int rows = 300; rows < 420; rows++) {
        assertThat(changes(rows, 40, seed)).allMatch(n -> n == 1).hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void inTablesOfAFewContentsARowMoreChangesTwoRowsAtMost() {
    for (int seed = 0; seed < 200; seed++) {
      for (int contents = 2; contents <= 12; contents++) {
        var changes = changes(10 * contents, contents, seed);

        assertThat(changes.stream().mapToLong(Math::abs).sum()).isLessThanOrEqualTo(2);
      }
    }
  }

  /** By how many rows of each content what is learned changes, when a row is added. */
  private static Collection<Long> changes(int rows, int contents, int seed) {
    Table table = values(IntStream.range(0, rows).mapToDouble(i -> i % contents).toArray());
    Table more = values(IntStream.rangeClosed(0, rows).mapToDouble(i -> i % contents).toArray());
    var difference = counts(more, Holdout.split(more, 0.2, null, seed).train());
    counts(table, Holdout.split(table, 0.2, null, seed).train())
        .forEach((value, n) -> difference.merge(value, -n, Long::sum));
    difference.values().removeIf(n -> n == 0);
    return difference.values();
  }

  private static Map<Double, Long> counts(Table table, int[] rows) {
    return Arrays.stream(table.select(rows).columns().get(0).numbers())
        .boxed()
        .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
  }

  @Test
  void rowsThatAreAllAlikeAreSplitWhereTheyAreMany() {
    double[] alike = new double[1_500];

    Split split = Holdout.split(values(alike), 0.2, null, 1);

    assertThat(split.holdout().length / 1_500.0).isCloseTo(0.2, within(0.1));
  }

  @Test
  void aTableOfOneContentHasARowOnEachSide() {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(Holdout.split(values(new double[12]), 0.01, null, seed).holdout().length)
          .isBetween(1, 11);
      assertThat(Holdout.split(values(new double[12]), 0.99, null, seed).holdout().length)
          .isBetween(1, 11);
    }
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    Table table = table();
    int[] reversed = IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray();

    Split split = Holdout.split(table.select(reversed), 0.2, null, 1);

    assertThat(split.digest()).isEqualTo(Holdout.split(table, 0.2, null, 1).digest());
  }

  @Test
  void aRowKeepsItsSideWhenRowsAreAdded() {
    Table table = table();
    int[] half = IntStream.range(0, ROWS / 2).toArray();

    int[] before = Holdout.split(table.select(half), 0.2, null, 1).holdout();
    int[] after = Holdout.split(table, 0.2, null, 1).holdout();

    assertThat(after).contains(before);
  }

  @Test
  void allRowsOfAnEntityFallOnOneSide() {
    Table table = table();

    Split split = Holdout.split(table, 0.2, "entity", 1);

    Set<Integer> held =
        Arrays.stream(split.holdout()).mapToObj(i -> i / 10).collect(Collectors.toSet());
    assertThat(Arrays.stream(split.train()).mapToObj(i -> i / 10))
        .doesNotContainAnyElementsOf(held);
  }

  @Test
  void aSmallTableHasARowOnEachSide() {
    for (int seed = 0; seed < 50; seed++) {
      Split split = Holdout.split(values(1, 2, 3), 0.01, null, seed);
      assertThat(split.holdout()).hasSize(1);
    }
  }

  @Test
  void nothingIsHeldOutAtZero() {
    Split split = Holdout.split(values(1, 1, 1), 0, null, 1);

    assertThat(split.holdout()).isEmpty();
    assertThat(split.train()).hasSize(3);
  }

  @Test
  void rowsThatAreAllAlikeCannotBeSplit() {
    assertThatThrownBy(() -> Holdout.split(values(1, 1, 1), 0.2, null, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("set holdout.fraction to 0");
  }

  @Test
  void namesAnEntityColumnThatIsNotThere() {
    assertThatThrownBy(() -> Holdout.split(values(1, 2), 0.2, "person", 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("'person'", "the columns are value");
  }

  @Test
  void refusesAFractionOutOfRange() {
    assertThatThrownBy(() -> Holdout.split(values(1, 2), 1, null, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holdout.fraction is 1.0");
  }

  private static List<Double> numbers(Table table, int[] rows) {
    return Arrays.stream(table.select(rows).columns().get(0).numbers()).boxed().distinct().toList();
  }
}
