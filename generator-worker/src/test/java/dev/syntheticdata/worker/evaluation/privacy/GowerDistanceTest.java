package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class GowerDistanceTest {

  private static final double NONE = Double.NaN;
  private static final Table REFERENCE = table().numbers("n", 0, 10).labels("c", "a", "b").build();

  private static double distance(Table from, Table to) {
    var gower = new GowerDistance(REFERENCE, List.of(0, 1));
    return gower.toClosest(gower.points(from), 0, gower.points(to));
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
    var gower = new GowerDistance(constant, List.of(0));
    var points = gower.points(table().numbers("n", 5, 6).build());

    assertThat(gower.toClosest(points, 0, gower.points(constant))).isZero();
    assertThat(gower.toClosest(points, 1, gower.points(constant))).isEqualTo(1);
  }

  @Test
  void tiesCountHalfInTheShareCloserToTrain() {
    assertThat(
            ClosestRecord.shareCloserToTrain(
                new double[] {0, 0.1, 0.3, 0.1 + 0.2}, new double[] {0, 0.2, 0.2, 0.3}))
        .isEqualTo((0.5 + 1 + 0 + 0.5) / 4);
  }
}
