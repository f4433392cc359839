package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the size of the leaves, which is the dial between fidelity and privacy, and whether the
 * targets come first or last, unless all are classes. Both are tried on four of five training rows
 * and checked on the fifth: the smallest leaves that pass the privacy check, then the place after
 * which a model that learned from synthetic rows predicts real ones better.
 */
final class Tuner {

  /** Sizes that are tried. */
  private static final List<Integer> SIZES = List.of(20, 50, 100, 200, 400, 800);

  /**
   * Highest area under the membership attacker's curve that passes. Where the nearest neighbours of
   * the literature begin to find something, at 0.52, this attacker finds about 0.65.
   */
  static final double HIGHEST = 0.65;

  /** Where the trials begin, and the size where the rows are too few for a trial. */
  private static final int START = 100;

  /**
   * Rows of a trial, at most. More rows leak less at the same size, so a sample is on the safe
   * side.
   */
  private static final int MOST_ROWS = 50_000;

  /** With fewer rows or entities unseen the check would find nothing but noise. */
  private static final int LEAST_UNSEEN = 200;

  /** Streams of the seed, far from those of columns. */
  private static final long SHUFFLE = 2_000_000;

  private static final long TRIAL = 0x7EED;

  private final CodedTable table;
  private final List<Part> parts;
  private final int[] targets;
  private final int[] leading;
  private final double smoothing;
  private final long seed;
  private final int[] learned;
  private final int[] unseen;
  private final boolean enough;

  /** The rows of the last trial that passed, with the targets last. */
  private CodedTable passed;

  /** What the last trial learned with the targets last, and the size of its leaves. */
  private List<ColumnModel> tried;

  private int triedLeaf = Integer.MAX_VALUE;

  /**
   * @param parts the further parts of columns, which are the last columns of the coded table
   * @param leading positions of columns that come first, in this order, whatever else is chosen
   */
  Tuner(
      CodedTable table,
      List<Part> parts,
      int rows,
      int[] targets,
      int[] leading,
      double smoothing,
      long seed) {
    this.leading = leading;
    this.table = table;
    this.parts = parts;
    this.targets = targets;
    this.smoothing = smoothing;
    this.seed = seed;
    int[] shuffled = shuffled(table.entities() == null ? rows : table.entities().count(), seed);
    if (table.entities() == null) {
      int size = Math.min(rows, MOST_ROWS);
      this.unseen = Arrays.copyOf(shuffled, size / 5);
      this.learned = Arrays.copyOfRange(shuffled, size / 5, size);
      this.enough = unseen.length >= LEAST_UNSEEN;
    } else {
      int size =
          (int) Math.min(shuffled.length, (long) MOST_ROWS * shuffled.length / Math.max(rows, 1));
      this.unseen = rowsOf(Arrays.copyOf(shuffled, size / 5));
      this.learned = rowsOf(Arrays.copyOfRange(shuffled, size / 5, size));
      this.enough = size / 5 >= LEAST_UNSEEN;
    }
  }

  /** All rows of some entities, so that no entity is on both sides. */
  private int[] rowsOf(int[] entities) {
    var chosen = new boolean[table.entities().count()];
    IntStream.of(entities).forEach(entity -> chosen[entity] = true);
    int[] ofRow = table.entities().ofRow();
    return IntStream.range(0, ofRow.length).filter(row -> chosen[ofRow[row]]).toArray();
  }

  private static int[] shuffled(int rows, long seed) {
    var random = new CellRandom(seed, SHUFFLE);
    int[] order = IntStream.range(0, rows).toArray();
    for (int i = rows - 1; i > 0; i--) {
      int other = (int) Long.remainderUnsigned(random.bits(i), i + 1L);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  /**
   * What was chosen.
   *
   * @param leafRows rows of a leaf, at least
   * @param order the columns, in the order in which they are drawn
   * @param evidence the trials
   * @param safe whether the privacy check was passed, or was not made
   */
  record Choice(int leafRows, int[] order, Tuning evidence, boolean safe) {}

  /**
   * Chooses.
   *
   * @param leafRows rows of a leaf, or null to find them
   */
  Choice choose(Integer leafRows) {
    var leaves = new ArrayList<Tuning.LeafTrial>();
    int size = leafRows != null ? leafRows : START;
    boolean safe = true;
    if (leafRows == null && enough) {
      size = smallestThatPasses(leaves);
      safe = leaves.stream().anyMatch(Tuning.LeafTrial::passes);
    }
    var places = new ArrayList<Tuning.TargetTrial>();
    if (targets.length > 0 && enough && !boosted()) {
      for (var place : List.of(Tuning.Place.LAST, Tuning.Place.FIRST)) {
        boolean known = place == Tuning.Place.LAST && passed != null;
        var synthetic = known ? passed : drawn(order(place), learn(order(place), size, null));
        places.add(new Tuning.TargetTrial(place, rounded(logLoss(synthetic, order(place)))));
      }
    }
    var place =
        places.stream()
            .min(Comparator.comparingDouble(Tuning.TargetTrial::logLoss))
            .map(Tuning.TargetTrial::place)
            .orElse(Tuning.Place.LAST);
    return new Choice(
        size,
        order(place),
        new Tuning(learned.length, unseen.length, List.copyOf(leaves), List.copyOf(places)),
        safe);
  }

  /** Whether all targets are learned by boosted trees, which come last: nothing to be tried. */
  private boolean boosted() {
    return IntStream.of(targets).allMatch(target -> table.boosts(table.columns(), target));
  }

  /** The smallest leaves that pass are the last that do: larger ones come first, or fail. */
  private int smallestThatPasses(List<Tuning.LeafTrial> trials) {
    int[] order = order(Tuning.Place.LAST);
    var check = new PrivacyCheck(table, order, learned, unseen);
    int at = SIZES.indexOf(START);
    boolean passed = tryOut(check, order, SIZES.get(at), trials);
    if (passed) {
      while (at > 0 && tryOut(check, order, SIZES.get(at - 1), trials)) {
        at--;
      }
      return SIZES.get(at);
    }
    while (!passed && at < SIZES.size() - 1) {
      at++;
      passed = tryOut(check, order, SIZES.get(at), trials);
    }
    return SIZES.get(at);
  }

  private boolean tryOut(
      PrivacyCheck check, int[] order, int leafRows, List<Tuning.LeafTrial> trials) {
    tried = learn(order, leafRows, triedLeaf < leafRows ? tried : null);
    triedLeaf = leafRows;
    var synthetic = drawn(order, tried);
    double membership = rounded(check.membership(synthetic, learned.length));
    boolean passes = membership <= HIGHEST;
    if (passes) {
      passed = synthetic;
    }
    trials.add(new Tuning.LeafTrial(leafRows, membership, passes));
    return passes;
  }

  private List<ColumnModel> learn(int[] order, int leafRows, List<ColumnModel> finer) {
    return table.learn(order, targets, learned, leafRows, finer);
  }

  private CodedTable drawn(int[] order, List<ColumnModel> models) {
    return table.draw(order, models, learned.length, seed ^ TRIAL, smoothing);
  }

  /** Trees on synthetic rows predict the targets of unseen real rows. */
  private double logLoss(CodedTable synthetic, int[] order) {
    int[] all = IntStream.range(0, learned.length).toArray();
    double sum = 0;
    for (int target : targets) {
      int[] others = IntStream.of(order).filter(column -> column != target).toArray();
      sum += logLoss(synthetic.grow(others, target, all, START / 2), target);
    }
    return sum / targets.length;
  }

  private double logLoss(ConditionalTree tree, int target) {
    double sum = 0;
    for (int row : unseen) {
      double probability = tree.probability(table.codes(), row, table.codes()[target][row], 10);
      sum -= StrictMath.log(Math.max(probability, 1e-6));
    }
    return sum / unseen.length;
  }

  /** Columns of few codes first, so that the trees of those with many have more to ask. */
  private int[] order(Tuning.Place place) {
    int targetRank = place == Tuning.Place.FIRST ? -1 : 1;
    return Parts.afterTheirColumns(table.codings().length, parts, sorted(targetRank));
  }

  private int[] sorted(int targetRank) {
    return IntStream.of(table.columns())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(this::leadingRank)
                .thenComparingInt(column -> isTarget(column) ? targetRank : 0)
                .thenComparingInt(column -> table.codings()[column].size()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int leadingRank(int column) {
    return IntStream.range(0, leading.length)
        .filter(i -> leading[i] == column)
        .findFirst()
        .orElse(leading.length);
  }

  private boolean isTarget(int column) {
    return IntStream.of(targets).anyMatch(target -> target == column);
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
