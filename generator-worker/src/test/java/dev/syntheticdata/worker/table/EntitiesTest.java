package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.Rows;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {

  /** Names, numbers, labels: kept in different ways, and all as a plain array of texts would be. */
  @ParameterizedTest
  @ValueSource(strings = {"person %d of them", "%d", "%d.50", "2024-01-%02d", "N/A %d"})
  void areTheSameHoweverTheirNamesAreKept(String form) {
    var random = new Random(7);
    Table table =
        Rows.table(
            "who,x",
            2_000,
            row -> {
              int who = random.nextInt(28);
              String name = who == 0 ? "" : who == 1 ? "NA" : form.formatted(who);
              return name + "," + row;
            });
    var column = table.column("who");
    var names = new String[column.size()];
    for (int row = 0; row < names.length; row++) {
      names[row] = column.isMissing(row) ? null : String.valueOf(column.value(row));
    }

    var entities = Entities.of(table, "who");

    var plain = Entities.of(Column.ofStrings(names));
    assertThat(entities.count()).isEqualTo(plain.count());
    assertThat(entities.ofRow()).isEqualTo(plain.ofRow());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 900, 2_000})
  void ofTextsThatAreMostlyDistinct(int people) {
    Table table =
        Rows.table(
            "who,x",
            2_000,
            row -> (row % 7 == 3 ? "" : "the person no. " + row * 31L % people) + "," + row);
    var column = table.column("who");
    var names = new String[column.size()];
    for (int row = 0; row < names.length; row++) {
      names[row] = column.isMissing(row) ? null : String.valueOf(column.value(row));
    }

    var entities = Entities.of(column);

    assertThat(entities.ofRow()).isEqualTo(Entities.of(Column.ofStrings(names)).ofRow());
  }
}
