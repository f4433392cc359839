package dev.syntheticdata.worker.learn;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.evaluation.learn.RankedScores;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

  private static final int ROWS = 1000;
  private static final List<Integer> BOTH = List.of(0, 1);

  private static double[] uniform(long seed) {
    return new Random(seed).doubles(ROWS).toArray();
  }

  private static Table points(long seed) {
    return table().numbers("x", uniform(seed)).numbers("y", uniform(seed + 1)).build();
  }

  /** Exclusive or: no single column says anything about it. */
  private static boolean[] checkerboard(Table points) {
    var labels = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = points.column("x").numbers()[i] > 0.5 != points.column("y").numbers()[i] > 0.5;
    }
    return labels;
  }

  private static double[] zeroOne(boolean[] labels) {
    double[] out = new double[labels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = labels[i] ? 1 : 0;
    }
    return out;
  }

  @Test
  void learnsAnInteraction() {
    var train = points(1);
    var test = points(50);

    var model =
        BoostedTrees.fit(
            train, BOTH, zeroOne(checkerboard(train)), Loss.LOGISTIC, BoostingSettings.DEFAULT);

    assertThat(new RankedScores(model.score(test), checkerboard(test)).auc()).isGreaterThan(0.97);
  }

  @Test
  void learnsACurve() {
    var train = points(1);
    var test = points(50);
    double[] train2 = Arrays.stream(train.column("x").numbers()).map(x -> x * x * 10).toArray();

    var model = BoostedTrees.fit(train, BOTH, train2, Loss.SQUARED, BoostingSettings.DEFAULT);

    double[] predicted = model.score(test);
    for (int i = 0; i < ROWS; i++) {
      double x = test.column("x").numbers()[i];
      assertThat(predicted[i]).isCloseTo(x * x * 10, within(0.6));
    }
  }

  @Test
  void separatesCategoriesWithoutOrder() {
    var random = new Random(3);
    var letters = new String[ROWS];
    var odd = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int letter = random.nextInt(20);
      letters[i] = String.valueOf((char) ('a' + letter));
      odd[i] = letter % 2 == 1;
    }
    var rows = table().labels("letter", letters).build();
    var oneSplit = new BoostingSettings(1, 1, 1, 1, 1);

    var model = BoostedTrees.fit(rows, List.of(0), zeroOne(odd), Loss.LOGISTIC, oneSplit);

    assertThat(new RankedScores(model.score(rows), odd).auc()).isEqualTo(1);
  }

  @Test
  void learnsFromMissingness() {
    double[] values = uniform(1);
    var missing = new boolean[ROWS];
    for (int i = 0; i < ROWS; i += 3) {
      values[i] = Double.NaN;
      missing[i] = true;
    }
    var rows = table().numbers("x", values).build();

    var model =
        BoostedTrees.fit(
            rows, List.of(0), zeroOne(missing), Loss.LOGISTIC, BoostingSettings.DEFAULT);

    assertThat(new RankedScores(model.score(rows), missing).auc()).isEqualTo(1);
  }

  @Test
  void aLeafKeepsItsLeastRows() {
    var rows = table().numbers("x", 1, 2, 3, 4, 5, 6).build();
    double[] labels = {100, 0, 0, 0, 0, 0};

    var model =
        BoostedTrees.fit(
            rows, List.of(0), labels, Loss.SQUARED, new BoostingSettings(1, 3, 1, 0, 3));

    // Two leaves of three rows; the first has the mean of 100, 0, 0.
    assertThat(model.score(rows))
        .containsExactly(new double[] {100 / 3.0, 100 / 3.0, 100 / 3.0, 0, 0, 0}, within(1e-9));
  }

  @Test
  void oneLabelOnlyGivesOneScoreForAll() {
    var rows = points(1);

    var model =
        BoostedTrees.fit(rows, BOTH, new double[ROWS], Loss.LOGISTIC, BoostingSettings.DEFAULT);

    assertThat(Arrays.stream(model.score(rows)).distinct().count()).isEqualTo(1);
  }

  @Test
  void theSameRowsGiveTheSameModel() {
    var train = points(1);
    double[] labels = zeroOne(checkerboard(train));

    double[] first =
        BoostedTrees.fit(train, BOTH, labels, Loss.LOGISTIC, BoostingSettings.DEFAULT).score(train);
    double[] second =
        BoostedTrees.fit(train, BOTH, labels, Loss.LOGISTIC, BoostingSettings.DEFAULT).score(train);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void moreCategoriesThanBinsAreLearnedWithTheRarestTogether() {
    var labels = new String[3 * ROWS];
    var even = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = "c" + i % 300;
      even[i] = i % 2 == 0;
    }
    var rows = table().labels("many", labels).build();

    var model =
        BoostedTrees.fit(rows, List.of(0), zeroOne(even), Loss.LOGISTIC, BoostingSettings.DEFAULT);

    assertThat(new RankedScores(model.score(rows), even).auc()).isGreaterThan(0.8);
  }
}
