package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Tables of known relations. */
final class TestTables {

  private TestTables() {}

  /** Columns of all kinds, the last a label that depends on the others. */
  static Table mixed(int rows) {
    var random = new Random(11);
    return Rows.table(
        "age,smoker,income,city",
        rows,
        i -> {
          int age = 20 + random.nextInt(60);
          boolean smoker = random.nextInt(100) < age;
          int income = 1000 + age * 40 + random.nextInt(900);
          int place = (age > 50 ? 1 : 0) + (smoker ? 1 : 0) + (random.nextInt(5) == 0 ? 1 : 0);
          return "%d,%s,%s,%s"
              .formatted(
                  age,
                  smoker ? "yes" : "no",
                  i % 11 == 0 ? "" : String.valueOf(income),
                  List.of("Rome", "Oslo", "Bern", "Riga").get(place));
        });
  }

  /** Eight unrelated columns of distinct numbers: all there is to learn is noise. */
  static Table continuous(int rows) {
    var random = new Random(12);
    return Rows.table(
        "a,b,c,d,e,f,g,h",
        rows,
        i -> {
          var row = new StringBuilder();
          for (int j = 0; j < 8; j++) {
            row.append(j == 0 ? "" : ",")
                .append(String.format(Locale.ROOT, "%.6f", random.nextGaussian()));
          }
          return row.toString();
        });
  }
}
