package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealRowsTest {

  @TempDir Path directory;

  private Table real;

  @BeforeEach
  void readRealRows() {
    real = TableReader.read(csv("real", "1.5,a", ",b", "1.5,a", "2,b", "3,"), SchemaHints.none());
  }

  private Path csv(String name, String... rows) {
    try {
      return Files.writeString(
          directory.resolve(name + ".csv"), "number,label\n" + String.join("\n", rows) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Table holdout(String... rows) {
    return TableReader.readAs(csv("holdout", rows), real.schema());
  }

  @Test
  void rowsOfTheHoldoutAreTakenOutAsOftenAsTheyAreThere() {
    var rest = RealRows.withoutHoldout(real, holdout("3,", "1.5,a"));

    assertThat(rest.rows()).isEqualTo(3);
    assertThat(rest.columns().get(0).numbers()).containsExactly(Double.NaN, 1.5, 2);
    assertThat(RealRows.withoutHoldout(real, holdout(",b", "1.5,a", "1.5,a")).rows()).isEqualTo(2);
  }

  @Test
  void tableWithoutOneOfThemIsLeftAsItIs() {
    assertThat(RealRows.withoutHoldout(real, holdout("1.5,a", "3,b"))).isSameAs(real);
    assertThat(RealRows.withoutHoldout(real, holdout("1.5,new"))).isSameAs(real);
  }

  @Test
  void rowThatIsThereLessOftenLeavesItAsItIs() {
    assertThat(RealRows.withoutHoldout(real, holdout("2,b", "2,b"))).isSameAs(real);
  }

  @Test
  void markIsTheSameWhereTheHashIs() {
    // Other codes for the labels, and another row order.
    var other = TableReader.read(csv("other", "2,b", "1.5,a", "3,"), SchemaHints.none());
    Map<String, Long> marks = new HashMap<>();
    for (var table : new Table[] {real, other}) {
      var hasher = new RowHasher(table);
      for (int row = 0; row < table.rows(); row++) {
        String hash = Arrays.toString(hasher.hash(row));
        long mark = hasher.mark(row);
        assertThat(marks.computeIfAbsent(hash, unseen -> mark)).isEqualTo(mark);
      }
    }
    assertThat(marks.values()).hasSize(4).doesNotHaveDuplicates();
  }
}
