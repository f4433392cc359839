package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random trees, walked one row at a time, many at a time, and by the definition. */
class TreeWalkTest {

  private static final int COLUMNS = 5;
  private static final int CODES = 200;

  private final List<Integer> feature = new ArrayList<>();
  private final List<Integer> cut = new ArrayList<>();
  private final List<Integer> right = new ArrayList<>();
  private final List<int[]> sets = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9})
  void allWaysLeadToTheSameLeaf(int depth) {
    var random = new Random(depth);
    grow(random, depth);
    var walk = new TreeWalk(ints(feature), ints(cut), ints(right), sets.toArray(int[][]::new));
    // Not a multiple of the rows that are walked at a time.
    int rows = 1003;
    // The first column has no codes, and is asked by no tree.
    var codes = new short[COLUMNS + 1][];
    for (int column = 1; column <= COLUMNS; column++) {
      codes[column] = new short[rows];
      for (int row = 0; row < rows; row++) {
        codes[column][row] = (short) random.nextInt(2 * CODES);
      }
    }

    int[] leaves = walk.leaves(codes, IntStream.range(0, rows).toArray());
    int[] backwards = IntStream.range(0, rows).map(i -> rows - 1 - i).toArray();
    int[] reversed = walk.leaves(codes, backwards);
    for (int row = 0; row < rows; row++) {
      assertThat(reversed[rows - 1 - row]).isEqualTo(leaves[row]);
      assertThat(leaves[row]).isEqualTo(leaf(codes, row)).isEqualTo(walk.leaf(codes, row));
    }
    assertThat(Arrays.stream(leaves).distinct().count()).isGreaterThan(depth);

    var order = new LeafOrder(rows);
    order.sort(walk, codes);
    for (int i = 0; i < rows; i++) {
      assertThat(order.leaves[i]).isEqualTo(leaves[order.rows[i]]);
    }
    assertThat(IntStream.of(order.rows).distinct().count()).isEqualTo(rows);
  }

  @Test
  void aSetMayBeEmpty() {
    node(0, -1);
    sets.add(new int[0]);
    right.set(0, 2);
    node(-1, 0);
    node(-1, 1);
    var walk = new TreeWalk(ints(feature), ints(cut), ints(right), sets.toArray(int[][]::new));
    assertThat(walk.leaf(new short[][] {{0}}, 0)).isEqualTo(2);
  }

  private void grow(Random random, int depth) {
    int node = feature.size();
    if (depth == 0) {
      node(-1, 0);
      return;
    }
    if (random.nextBoolean()) {
      node(1 + random.nextInt(COLUMNS), random.nextInt(CODES));
    } else {
      node(1 + random.nextInt(COLUMNS), -sets.size() - 1);
      sets.add(random.ints(40, 0, CODES).distinct().sorted().toArray());
    }
    grow(random, depth - 1);
    right.set(node, feature.size());
    grow(random, random.nextInt(depth));
  }

  private void node(int asked, int border) {
    feature.add(asked);
    cut.add(border);
    right.add(0);
  }

  private int leaf(short[][] codes, int row) {
    int node = 0;
    while (feature.get(node) >= 0) {
      int code = codes[feature.get(node)][row];
      int border = cut.get(node);
      boolean left =
          border >= 0
              ? code <= border
              : Arrays.stream(sets.get(-border - 1)).anyMatch(in -> in == code);
      node = left ? node + 1 : right.get(node);
    }
    return node;
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
