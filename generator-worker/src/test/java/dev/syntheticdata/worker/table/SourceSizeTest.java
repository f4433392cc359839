package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSizeTest {

  private static final int ROWS = 100_000;

  @TempDir Path directory;

  private Table table() throws IOException {
    var random = new Random(1);
    var csv = new StringBuilder("number,label,\"a, b\"\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append(random.nextInt(100_000))
          .append(",L")
          .append(random.nextInt(9))
          .append(",\"x\ny\"\n");
    }
    return TableReader.read(
        Files.writeString(directory.resolve("source.csv"), csv), SchemaHints.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.csv.gz", "t.parquet"})
  void tellsRowsBeforeTheyAreRead(String name) throws IOException {
    Path file = directory.resolve(name);
    TableWriter.write(file, table());

    var size = SourceSize.of(file).orElseThrow();

    assertThat(size.rows()).isCloseTo(ROWS, Percentage.withPercentage(5));
  }

  @Test
  void countsASmallFileAndAllFilesOfADirectory() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "x,y\n1,2\n3,4\n");
    Files.writeString(directory.resolve("b.csv"), "x,y\n5,6\n");

    assertThat(SourceSize.of(directory)).contains(new SourceSize(3, 2));
    assertThat(SourceSize.of(directory.resolve("a.csv")).orElseThrow().rows())
        .isCloseTo(2, within(0L));
  }

  @Test
  void doesNotTellWhatCannotBeRead() throws IOException {
    assertThat(SourceSize.of(directory.resolve("none.csv"))).isEmpty();
    assertThat(SourceSize.of(Files.writeString(directory.resolve("x.parquet"), "no"))).isEmpty();
    assertThat(SourceSize.of(Files.createDirectory(directory.resolve("empty")))).isEmpty();
  }
}
