package dev.syntheticdata.worker.evaluation.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Descriptions that fit exactly one row of S, or rows of one entity alone. Half of them at most are
 * of one column: its least or greatest value, or a value that only one has. The others are of two
 * to {@value #COLUMNS} columns of a random row: its categories, and its numbers as bounds, from the
 * median outwards.
 */
final class Descriptions {

  private static final int COLUMNS = 8;

  /** Batches after which the search for descriptions ends. */
  private static final int BATCHES = 20;

  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  private final GowerSpace space;
  private final GowerSpace.Rows synthetic;
  private final int[] who;
  private final Random random;
  private final double[] medians;

  /**
   * Descriptions of the rows of S.
   *
   * @param who whom each row of S is about; null where each is about someone of its own
   */
  Descriptions(GowerSpace space, GowerSpace.Rows synthetic, int[] who, Random random) {
    this.space = space;
    this.synthetic = synthetic;
    this.who = who;
    this.random = random;
    this.medians = new double[space.width()];
    for (int j = space.categories(); j < medians.length; j++) {
      double[] known = known(j);
      medians[j] = known.length == 0 ? 0 : known[known.length / 2];
    }
  }

  /** The values of a column, rising, without the missing ones. */
  private double[] known(int j) {
    double[] values = new double[synthetic.size()];
    int count = 0;
    for (int row = 0; row < values.length; row++) {
      double value = synthetic.value(row, j);
      if (!space.isMissing(j, value)) {
        values[count++] = value;
      }
    }
    values = Arrays.copyOf(values, count);
    Arrays.sort(values);
    return values;
  }

  /**
   * As many as are wanted, or as are found.
   *
   * @param test tells which descriptions fit exactly one row of S, or one entity
   */
  List<Box> isolating(int wanted, Function<List<Box>, boolean[]> test) {
    var found = new LinkedHashSet<Box>();
    keep(ofOneColumn(wanted / 2), test, wanted / 2, found);
    for (int batch = 0; batch < BATCHES && found.size() < wanted; batch++) {
      var tried = new ArrayList<Box>();
      for (int i = 0; i < wanted; i++) {
        tried.add(ofRow());
      }
      keep(tried, test, wanted, found);
    }
    return List.copyOf(found);
  }

  private static void keep(
      List<Box> tried, Function<List<Box>, boolean[]> test, int wanted, Set<Box> found) {
    boolean[] isolates = test.apply(tried);
    for (int i = 0; i < isolates.length && found.size() < wanted; i++) {
      if (isolates[i]) {
        found.add(tried.get(i));
      }
    }
  }

  private List<Box> ofOneColumn(int wanted) {
    var tried = new ArrayList<Box>();
    for (int j = 0; j < space.width(); j++) {
      double[] sorted = known(j);
      if (sorted.length == 0) {
        continue;
      }
      var once = who == null ? once(j, sorted) : ofOneEntity(j, sorted);
      if (j >= space.categories()) {
        tried.add(below(j, sorted[0]));
        tried.add(above(j, sorted[sorted.length - 1]));
      }
      for (int i = 0; i < Math.max(2, wanted / space.width()) && !once.isEmpty(); i++) {
        tried.add(once.remove(random.nextInt(once.size())));
      }
    }
    return tried;
  }

  /** Values that occur once. */
  private static List<Box> once(int j, double[] sorted) {
    var once = new ArrayList<Box>();
    for (int i = 0; i < sorted.length; i++) {
      if ((i == 0 || sorted[i - 1] < sorted[i])
          && (i == sorted.length - 1 || sorted[i] < sorted[i + 1])) {
        once.add(equal(j, sorted[i]));
      }
    }
    return once;
  }

  /** Values that only one entity has. */
  private List<Box> ofOneEntity(int j, double[] sorted) {
    double[] values = Arrays.stream(sorted).distinct().toArray();
    var owner = new int[values.length];
    Arrays.fill(owner, NOBODY);
    for (int row = 0; row < synthetic.size(); row++) {
      double value = synthetic.value(row, j);
      if (!space.isMissing(j, value)) {
        int at = Arrays.binarySearch(values, value);
        owner[at] = owner[at] == NOBODY || owner[at] == who[row] ? who[row] : SEVERAL;
      }
    }
    var owned = new ArrayList<Box>();
    for (int i = 0; i < values.length; i++) {
      if (owner[i] != SEVERAL) {
        owned.add(equal(j, values[i]));
      }
    }
    return owned;
  }

  private static Box equal(int column, double value) {
    return new Box(List.of(Box.Side.equal(column, value)));
  }

  private static Box below(int column, double value) {
    return new Box(List.of(new Box.Side(column, Double.NEGATIVE_INFINITY, value)));
  }

  private static Box above(int column, double value) {
    return new Box(List.of(new Box.Side(column, value, Double.POSITIVE_INFINITY)));
  }

  private Box ofRow() {
    int row = random.nextInt(synthetic.size());
    var sides = new ArrayList<Box.Side>();
    for (int j : columns()) {
      sides.add(side(j, synthetic.value(row, j)));
    }
    return new Box(sides);
  }

  /** Descriptions of people there are not: each column's value from another row. */
  List<Box> guessed(int wanted) {
    var guesses = new ArrayList<Box>();
    for (int i = 0; i < wanted; i++) {
      var sides = new ArrayList<Box.Side>();
      for (int j : columns()) {
        sides.add(side(j, synthetic.value(random.nextInt(synthetic.size()), j)));
      }
      guesses.add(new Box(sides));
    }
    return guesses;
  }

  private Box.Side side(int j, double value) {
    if (j < space.categories() || Double.isNaN(value)) {
      return Box.Side.equal(j, value);
    }
    return value >= medians[j]
        ? new Box.Side(j, value, Double.POSITIVE_INFINITY)
        : new Box.Side(j, Double.NEGATIVE_INFINITY, value);
  }

  /** Different columns, drawn. */
  private int[] columns() {
    int[] all = space.all();
    int wanted = Math.min(2 + random.nextInt(COLUMNS - 1), all.length);
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(all.length - i);
      int swapped = all[i];
      all[i] = all[j];
      all[j] = swapped;
    }
    return Arrays.copyOf(all, wanted);
  }
}
