package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Entities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search finds, beside a search that tries everything and adds up logarithms. */
class SplitSearchTest {

  /** Two columns of labels, two of numbers, one that is almost constant, and the target. */
  private static CodedTable table(int rows, int classes, long seed) {
    var random = new Random(seed);
    var source =
        Rows.table(
            "a,b,c,d,e,target",
            rows,
            i -> {
              int a = random.nextInt(5);
              int b = random.nextInt(3);
              int c = random.nextInt(7);
              int d = random.nextInt(40);
              int e = random.nextInt(50) == 0 ? 1 : 0;
              int sum = (a * 7 % 5) + (c > 3 ? b : 0) + d / 10 + 2 * e + random.nextInt(3);
              return "a%d,b%d,%d,%d,%d,t%d".formatted(a, b, c, d, e, sum % classes);
            });
    return CodedTable.of(source, MarginFitter.fit(source, FitOptions.seeded(1)).margins());
  }

  private static int[] all(CodedTable table) {
    return IntStream.range(0, table.codes()[0].length).toArray();
  }

  private static final int[] ASKED = {0, 1, 2, 3, 4};
  private static final int TARGET = 5;

  /** Of the divisions of two classes by labels none is better than the best along their shares. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ofTwoClassesNoSetOfLabelsIsBetter(long seed) {
    var table = table(300, 2, seed);
    int[] rows = all(table);
    int[] labels = {0, 1};
    double best = Double.POSITIVE_INFINITY;
    for (int column : labels) {
      for (int set = 1; set < 1 << table.codings()[column].size(); set++) {
        int chosen = set;
        best = Math.min(best, left(table, rows, column, code -> (chosen >> code & 1) != 0));
      }
    }

    var tree = table.grow(labels, TARGET, rows, 1);

    assertThat(afterRoot(tree, table, rows)).isCloseTo(best, within(1e-6));
  }

  /** In every node, and with columns that were taken out above it. */
  @ParameterizedTest
  @CsvSource({"2,1", "2,20", "3,5", "6,20", "6,90"})
  void everyNodeIsDividedAsWellAsCanBe(int classes, int leafRows) {
    var table = table(1_500, classes, 9);
    var order = new int[] {2, 3, 4};

    var tree = table.grow(order, TARGET, all(table), leafRows);

    assertThat(tree.feature().length).isGreaterThan(5);
    int[] node = {0};
    check(tree, table, order, all(table), leafRows, node);
    assertThat(node[0]).isEqualTo(tree.feature().length);
  }

  /** The subtree at a node has what all cuts of all columns give; moves the node behind it. */
  private static void check(
      ConditionalTree tree, CodedTable table, int[] asked, int[] rows, int leafRows, int[] node) {
    int at = node[0]++;
    double best = Double.POSITIVE_INFINITY;
    for (int column : asked) {
      for (int cut = 0; cut < table.codings()[column].size(); cut++) {
        int highest = cut;
        short[] codes = table.codes()[column];
        long lefts = IntStream.of(rows).filter(row -> codes[row] <= highest).count();
        if (lefts >= leafRows && rows.length - lefts >= leafRows) {
          best = Math.min(best, left(table, rows, column, code -> code <= highest));
        }
      }
    }
    if (tree.feature()[at] < 0) {
      assertThat(best).isGreaterThan(left(table, rows, TARGET, code -> true) - 1e-6);
      return;
    }
    short[] codes = table.codes()[tree.feature()[at]];
    int cut = tree.cut()[at];
    assertThat(left(table, rows, tree.feature()[at], code -> code <= cut))
        .isCloseTo(best, within(1e-6));
    check(tree, table, asked, side(rows, row -> codes[row] <= cut), leafRows, node);
    assertThat(tree.right()[at]).isEqualTo(node[0]);
    check(tree, table, asked, side(rows, row -> codes[row] > cut), leafRows, node);
  }

  private static int[] side(int[] rows, IntPredicate goes) {
    return IntStream.of(rows).filter(goes).toArray();
  }

  /** Entropy of the target on both sides of a division, each times its rows. */
  private static double left(CodedTable table, int[] rows, int column, IntPredicate goesLeft) {
    int classes = table.codings()[TARGET].size();
    var counts = new int[2][classes];
    for (int row : rows) {
      int side = goesLeft.test(table.codes()[column][row]) ? 0 : 1;
      counts[side][table.codes()[TARGET][row]]++;
    }
    double entropy = 0;
    for (int[] side : counts) {
      int total = IntStream.of(side).sum();
      for (int count : side) {
        entropy += count == 0 ? 0 : -count * Math.log((double) count / total);
      }
    }
    return entropy;
  }

  /** Entities are moved row by row; rows that are entities each are as good as rows. */
  @ParameterizedTest
  @CsvSource({"2,1", "2,30", "4,10", "11,3", "11,40"})
  void cellsAndRowsFindTheSame(int classes, int leafRows) {
    for (long seed = 1; seed <= 4; seed++) {
      var table = table(2_000, classes, seed);
      int[] rows = all(table);
      var entities = new Entities(rows, rows.length);

      var byCells = table.grow(ASKED, TARGET, rows, leafRows);
      var byRows = table.of(entities).grow(ASKED, TARGET, rows, leafRows);

      assertThat(byCells.feature().length).isGreaterThan(5);
      assertThat(byRows).usingRecursiveComparison().isEqualTo(byCells);
    }
  }

  @Test
  void theOrderOfTheRowsDecidesNothing() {
    var table = table(2_000, 6, 3);
    var shuffled = new ArrayList<>(IntStream.of(all(table)).boxed().toList());
    Collections.shuffle(shuffled, new Random(5));

    var inOrder = table.grow(ASKED, TARGET, all(table), 10);
    var inAnother =
        table.grow(ASKED, TARGET, shuffled.stream().mapToInt(Integer::intValue).toArray(), 10);

    assertThat(inAnother).usingRecursiveComparison().isEqualTo(inOrder);
  }

  /** As two names of the same things do. */
  @Test
  void ofColumnsThatSayTheSameTheFirstIsAsked() {
    var source =
        Rows.table(
            "one,other,target",
            900,
            i -> {
              int x = (i * 37 % 101) % 5;
              return "x%d,y%d,%s".formatted(x, 4 - x, i * 7 % (x + 3) == 0 ? "yes" : "no");
            });
    var table = CodedTable.of(source, MarginFitter.fit(source, FitOptions.seeded(1)).margins());

    for (int[] asked : new int[][] {{0, 1}, {1, 0}}) {
      int[] features = table.grow(asked, 2, all(table), 20).feature();
      assertThat(features).contains(asked[0]).doesNotContain(asked[1]);
    }
  }

  /** What is left after the first division of all rows. */
  private static double afterRoot(ConditionalTree tree, CodedTable table, int[] rows) {
    int column = tree.feature()[0];
    boolean[] left = tree.goesLeft(0, table.codings()[column].size() + 1);
    return left(table, rows, column, code -> left[code]);
  }
}
