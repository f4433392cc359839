package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a column names the entity of a row, five rows of one entity protect no one. */
class EntityProtectionTest {

  /** 100 people of ten rows; person 7 alone has a label, a dose, and the greatest weight. */
  private static Table visits() {
    var random = new Random(5);
    return Rows.table(
        "person,ward,dose,weight,city",
        1_000,
        row -> {
          int person = row % 100;
          boolean seven = person == 7;
          return "%d,%s,%s,%s,%s"
              .formatted(
                  person,
                  seven ? "isolation" : "ward" + person % 3,
                  seven ? "77.123" : "%.3f".formatted(50 + 10 * random.nextGaussian()),
                  seven ? "999.5" : "%.1f".formatted(60 + 40 * random.nextDouble()),
                  person < 5 ? "Bern" : person < 9 ? "Riga" : "Oslo");
        });
  }

  private static Table drawn(String engine, FitOptions options) {
    return Synthesizer.named(engine).fit(visits(), options).generate(0, 4_000, 3);
  }

  private static long labels(Table table, String column, String label) {
    var labels = table.schema().column(column).orElseThrow().categories();
    return Arrays.stream(table.column(column).codes())
        .filter(code -> labels.get(code).equals(label))
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void whatOneEntityHasManyTimesIsNotGenerated(String engine) {
    var table = drawn(engine, FitOptions.seeded(1).withEntity("person"));

    assertThat(labels(table, "ward", "isolation")).isZero();
    assertThat(labels(table, "city", "Riga")).isZero();
    assertThat(labels(table, "city", "Bern")).isPositive();
    // Of 40 in 4,000 rows: its place among its neighbours is kept, its value only by chance.
    assertThat(Arrays.stream(table.column("dose").numbers()).filter(x -> x == 77.123).count())
        .isLessThan(5);
    // The greatest is a mean over five people, one of whom has 999.5.
    assertThat(Arrays.stream(table.column("weight").numbers()).max().getAsDouble()).isLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void rowsCountWhereNoEntityIsNamed(String engine) {
    var table = drawn(engine, FitOptions.seeded(1));

    assertThat(labels(table, "ward", "isolation")).isPositive();
    assertThat(labels(table, "city", "Riga")).isPositive();
    assertThat(Arrays.stream(table.column("dose").numbers()).filter(x -> x == 77.123)).isNotEmpty();
  }
}
