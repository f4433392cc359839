package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Tables of sequences for tests. */
public final class Chains {

  /** Probabilities of the next state, in tenths, given this one. */
  static final int[][] NEXT = {{8, 1, 1}, {2, 6, 2}, {0, 3, 7}};

  private static final List<String> STATES = List.of("calm", "alert", "storm");

  private Chains() {}

  /**
   * Stations that report their state: a Markov chain whose first state is any. On the coast there
   * are 4 to 8 reports, inland 1 to 3. After a storm the next report comes within a week, else
   * after a month. The level stays near where it was.
   */
  public static String csv(int entities) {
    var random = new Random(5);
    var lines = new ArrayList<String>();
    lines.add("station,place,day,state,level");
    for (int e = 0; e < entities; e++) {
      boolean coast = random.nextBoolean();
      int length = coast ? 4 + random.nextInt(5) : 1 + random.nextInt(3);
      var day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(90));
      int state = random.nextInt(3);
      double level = 50 + 10 * random.nextGaussian();
      for (int i = 0; i < length; i++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "S%05d,%s,%s,%s,%.1f",
                e,
                coast ? "coast" : "inland",
                day,
                STATES.get(state),
                level));
        day = day.plusDays(state == 2 ? 1 + random.nextInt(7) : 28 + random.nextInt(5));
        level += random.nextGaussian();
        int drawn = random.nextInt(10);
        int next = 0;
        while (drawn >= NEXT[state][next]) {
          drawn -= NEXT[state][next++];
        }
        state = next;
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** A table whose key is an identifier, as a fit reads it. */
  static Table table(String csv, String key) {
    try {
      Path file = Files.createTempFile("chains", ".csv");
      try {
        return TableReader.read(
            Files.writeString(file, csv), new SchemaHints(Map.of(key, ColumnType.IDENTIFIER)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
