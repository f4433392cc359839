package dev.syntheticdata.worker.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsFingerprintTest {

  @TempDir Path directory;

  private final Table table =
      Rows.table(
          "n,d,c,day",
          1_000,
          i -> i % 97 + "," + i * 0.25 + ",c" + i % 5 + ",2024-01-" + (10 + i % 20));

  private static String of(Table... tables) {
    var fingerprint = new RowsFingerprint();
    for (Table table : tables) {
      fingerprint.add(table);
    }
    return fingerprint.digest();
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @Test
  void doesNotDependOnTheOrderOfRows() {
    int[] reversed = IntStream.range(0, 1_000).map(i -> 999 - i).toArray();

    assertThat(of(table.select(reversed))).isEqualTo(of(table));
  }

  @Test
  void doesNotDependOnHowRowsAreCut() {
    assertThat(of(table.select(range(0, 333)), table.select(range(333, 1_000))))
        .isEqualTo(of(table));
  }

  @Test
  void doesNotDependOnTheEncodingOfAFile() throws IOException {
    Path csv = directory.resolve("t.csv");
    Path parquet = directory.resolve("t.parquet");
    TableWriter.write(csv, table);
    TableWriter.write(parquet, table);

    assertThat(of(TableReader.readAs(csv, table.schema()))).isEqualTo(of(table));
    assertThat(of(TableReader.readAs(parquet, table.schema()))).isEqualTo(of(table));
  }

  @Test
  void showsARowThatIsMissingRepeatedOrChanged() {
    String whole = of(table);

    assertThat(of(table.select(range(0, 999)))).isNotEqualTo(whole);
    assertThat(of(table, table.select(new int[] {0}))).isNotEqualTo(whole);
    int[] changed = range(0, 1_000);
    changed[7] = 8;
    assertThat(of(table.select(changed))).isNotEqualTo(whole);
  }

  @Test
  void isTheSameForTheSameRowsForEver() {
    Table fixed = Rows.table("a,b", 3, i -> i + ",x" + i);

    // Computed from the definition by another program.
    assertThat(of(fixed))
        .isEqualTo("2d09bd02072d0af469c8c52b84708783276491d25645aee1bfb0fc20e8651036");
  }
}
