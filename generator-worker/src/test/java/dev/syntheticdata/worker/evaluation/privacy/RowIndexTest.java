package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowIndexTest {

  private static final double NONE = Double.NaN;

  @Test
  void aRowIsFoundWhereEveryComparedColumnIsEqual() {
    var real = table().numbers("n", 1, 2, 3).labels("c", "a", "b", "b").build();
    var other = table().numbers("n", 1, 2, 3).labels("c", "a", "a", "b").build();

    assertThat(new RowIndex(real, List.of(0, 1)).shareFound(other)).isEqualTo(2 / 3.0);
  }

  @Test
  void missingEqualsMissing() {
    var real = table().numbers("n", NONE, 2).build();

    assertThat(new RowIndex(real, List.of(0)).shareFound(table().numbers("n", NONE).build()))
        .isEqualTo(1);
  }

  @Test
  void zeroIsZeroWhateverItsSign() {
    var real = table().numbers("n", 0.0).build();

    assertThat(new RowIndex(real, List.of(0)).shareFound(table().numbers("n", -0.0).build()))
        .isEqualTo(1);
  }

  @Test
  void columnsThatAreNotComparedDoNotCount() {
    var real = table().numbers("id", 1, 2).numbers("n", 5, 6).build();
    var other = table().numbers("id", 8, 9).numbers("n", 6, 7).build();

    assertThat(new RowIndex(real, List.of(1)).shareFound(other)).isEqualTo(0.5);
  }

  @Test
  void rowsThatEqualAnotherAreCounted() {
    var real = table().numbers("n", 5, 6, 5, 7, 5).build();

    assertThat(new RowIndex(real, List.of(0)).shareRepeated()).isEqualTo(0.6);
  }
}
