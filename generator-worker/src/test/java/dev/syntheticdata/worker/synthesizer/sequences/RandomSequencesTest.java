package dev.syntheticdata.worker.synthesizer.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds of every dataset of sequences, whatever the table: on random tables, with entities of
 * one event and many, times of all kinds, equal times, missing values, and columns that say
 * nothing.
 */
class RandomSequencesTest {

  private static final SequenceColumns COLUMNS = new SequenceColumns("who", "when", null);
  private static final int ROWS = 700;

  @TempDir Path directory;

  private static Table random(long seed) {
    var random = new Random(seed);
    int entities = 2 + random.nextInt(120);
    int most = 1 + random.nextInt(9);
    int kind = random.nextInt(4);
    int missing = random.nextInt(3) * 20;
    var lines = new ArrayList<String>();
    for (int e = 0; e < entities; e++) {
      int length = 1 + random.nextInt(most);
      String city = random.nextInt(100) < missing ? "" : "city " + random.nextInt(6);
      int time = random.nextInt(50);
      for (int i = 0; i < length; i++) {
        time += random.nextInt(5);
        lines.add(
            String.join(
                ",",
                "E" + (e * 3),
                city,
                time(kind, time),
                random.nextInt(100) < missing ? "" : String.valueOf(random.nextInt(40) - 20),
                random.nextInt(100) < missing ? "" : "kind " + random.nextInt(70),
                "words of " + random.nextInt() + " and more",
                "N" + lines.size(),
                "always"));
      }
    }
    Collections.shuffle(lines, random);
    return Chains.table(
        "who,city,when,count,kind,note,number,same\n" + String.join("\n", lines) + "\n", "who");
  }

  private static String time(int kind, int time) {
    return switch (kind) {
      case 0 -> LocalDate.of(2019, 12, 1).plusDays(7L * time).toString();
      case 1 ->
          LocalDateTime.of(2019, 12, 1, 8, 30, 5)
              .plusSeconds(61L * time)
              .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
      case 2 -> String.valueOf(time - 20);
      default -> String.format(Locale.ROOT, "%.2f", time / 8.0);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyDatasetIsOneOfSequences(long seed) throws IOException {
    Table source = random(seed);
    var model =
        new SequenceSynthesizer().fit(source, FitOptions.seeded(seed).withSequence(COLUMNS));

    Table drawn = model.generate(0, ROWS, seed);

    assertThat(drawn.rows()).isEqualTo(ROWS);
    var sequences = Sequences.of(drawn, COLUMNS, "drawn");
    // Events of an entity stand together and in order: as they are, they are sorted.
    assertThat(sequences.rows()).isEqualTo(IntStream.range(0, ROWS).toArray());
    var real = Sequences.of(source, COLUMNS, "source");
    boolean[] constant = real.context(source, COLUMNS, "source");
    boolean[] kept = sequences.context(drawn, COLUMNS, "drawn");
    for (int j = 0; j < constant.length; j++) {
      assertThat(kept[j] || !constant[j]).as(source.schema().columns().get(j).name()).isTrue();
    }
    assertThat(max(drawn)).isLessThanOrEqualTo(max(source));
    assertThat(min(drawn)).isGreaterThanOrEqualTo(min(source));
    assertThat(longest(sequences)).isLessThanOrEqualTo(longest(real));
    readsBack(seed, model.schema(), drawn);
  }

  private void readsBack(long seed, dev.syntheticdata.worker.table.TableSchema schema, Table drawn)
      throws IOException {
    for (var format : FileFormat.values()) {
      Path file = directory.resolve(seed + "." + format.extension());
      try (var writer = TableWriter.open(file, format, schema)) {
        writer.write(drawn);
      }
      Table read = TableReader.readAs(file, schema);
      assertThat(read.rows()).isEqualTo(ROWS);
      assertThat(read.column("when").numbers()).isEqualTo(drawn.column("when").numbers());
    }
  }

  private static int longest(Sequences sequences) {
    return IntStream.range(0, sequences.count()).map(sequences::length).max().orElseThrow();
  }

  private static double max(Table table) {
    return Arrays.stream(table.column("when").numbers()).max().orElseThrow();
  }

  private static double min(Table table) {
    return Arrays.stream(table.column("when").numbers()).min().orElseThrow();
  }
}
