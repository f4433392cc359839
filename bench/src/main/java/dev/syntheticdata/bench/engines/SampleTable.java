package dev.syntheticdata.bench.engines;

import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A table of 15 columns like those of a census: six of numbers, some with few values and one with
 * many, nine of labels, that depend on one another.
 */
public final class SampleTable {

  private static final int[] LABELS = {9, 16, 7, 15, 6, 5, 2, 42, 2};

  private SampleTable() {}

  /** So many rows, the same each time. */
  public static Table of(int rows) throws IOException {
    Path file = Files.createTempFile("sample", ".csv");
    try {
      try (var out = Files.newBufferedWriter(file)) {
        out.write("age,weight,years,gain,loss,hours,c0,c1,c2,c3,c4,c5,c6,c7,c8\n");
        var random = new Random(1);
        for (int row = 0; row < rows; row++) {
          out.write(row(random));
        }
      }
      return TableReader.read(file, SchemaHints.none());
    } finally {
      Files.delete(file);
    }
  }

  private static String row(Random random) {
    double hidden = random.nextGaussian();
    var row = new StringBuilder();
    row.append((int) Math.min(90, Math.max(17, 39 + 13 * random.nextGaussian() + 3 * hidden)));
    row.append(',').append((int) (190_000 * Math.exp(random.nextGaussian() / 2)));
    row.append(',')
        .append((int) Math.min(16, Math.max(1, 10 + 2 * hidden + random.nextGaussian())));
    row.append(',').append(random.nextInt(12) == 0 ? random.nextInt(100) * 100 : 0);
    row.append(',').append(random.nextInt(20) == 0 ? random.nextInt(90) * 25 : 0);
    row.append(',').append(random.nextInt(2) == 0 ? 40 : 20 + random.nextInt(50));
    for (int labels : LABELS) {
      double at = 0.5 + hidden / 8 + random.nextGaussian() / 6;
      row.append(",L").append((int) Math.min(labels - 1, Math.max(0, at * labels)));
    }
    return row.append('\n').toString();
  }
}
