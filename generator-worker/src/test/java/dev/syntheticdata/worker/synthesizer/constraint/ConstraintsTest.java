package dev.syntheticdata.worker.synthesizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.TestEngines;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of every engine keeps the constraints of each kind, on tables of many seeds. */
class ConstraintsTest {

  private static final int SEEDS = 12;
  private static final int DRAWN = 3_000;

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  static ConstraintDeclaration that(String expression) {
    return new ConstraintDeclaration("c", expression, null, null);
  }

  static ConstrainedModel fit(
      Synthesizer engine, Table table, long seed, ConstraintDeclaration... constraints) {
    var model =
        ConstrainedFit.fit(
            engine,
            table,
            Rows.options(engine, seed),
            new RowRules(Arrays.asList(constraints), List.of()));
    // What is generated from is what was stored.
    return (ConstrainedModel) ModelDocument.read(ModelDocument.write(model), "model");
  }

  /** Draws, and checks what is read back from a file with conditions of a fresh compilation. */
  private static void requireHeld(SynthesizerModel model, String expression, long seed) {
    Table drawn = written(model.generate(0, DRAWN, seed));
    var condition =
        Constraint.compile(List.of(that(expression)), drawn.schema()).get(0).condition();
    assertThat(IntStream.range(0, DRAWN).filter(row -> condition.of(drawn, row) == Truth.FALSE))
        .as("seed %d: %s", seed, expression)
        .isEmpty();
  }

  private static Table written(Table table) {
    try {
      Path file = Files.createTempFile("drawn", ".csv");
      try {
        TableWriter.write(file, table);
        return TableReader.readAs(file, table.schema());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void byConstruction(
      Synthesizer engine, Table table, String expression, long seed) {
    var model = fit(engine, table, seed, that(expression));
    assertThat(model.checked()).allMatch(Checked::byConstruction);
    assertThat(model.schema().columns().stream().map(c -> c.name() + c.type()))
        .isEqualTo(table.schema().columns().stream().map(c -> c.name() + c.type()).toList());
    requireHeld(model, expression, seed);
    assertThat(model.draw(0, DRAWN, seed).candidates()).isEqualTo(DRAWN);
  }

  private static Table numbers(long seed) {
    var random = new Random(seed);
    int missing = random.nextInt(2) * 10;
    int scale = random.nextInt(4);
    return Rows.table(
        "a,b,c,total,z",
        400,
        row -> {
          double a = random.nextGaussian() * 20;
          double b = a + Math.abs(random.nextGaussian()) * 30;
          double c = b + random.nextInt(5) * 10;
          String form = "%." + scale + "f";
          double unit = Math.pow(10, -scale);
          double ra = Math.rint(a / unit) * unit;
          double rb = Math.rint(b / unit) * unit;
          double rc = Math.rint(c / unit) * unit;
          return random.nextInt(100) < missing
              ? "," + form.formatted(rb) + "," + form.formatted(rc) + ",,0"
              : String.join(
                  ",",
                  form.formatted(ra),
                  form.formatted(rb),
                  form.formatted(rc),
                  form.formatted(ra + rb),
                  "1");
        });
  }

  @ParameterizedTest
  @MethodSource("engines")
  void orderHolds(Synthesizer engine) {
    for (long seed = 0; seed < SEEDS; seed++) {
      byConstruction(engine, numbers(seed), "a <= b && c >= b && a <= c", seed);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void orderWithBoundsHolds(Synthesizer engine) {
    for (long seed = 0; seed < SEEDS; seed++) {
      byConstruction(engine, numbers(seed), "a <= b && b <= c && c < 1000.5 && a > -200.0", seed);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sumsHold(Synthesizer engine) {
    for (long seed = 0; seed < SEEDS; seed++) {
      byConstruction(engine, numbers(seed), "a + b == total && a <= b", seed);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void datesStayInOrder(Synthesizer engine) {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      Table table =
          Rows.table(
              "admitted,discharged,seen at",
              300,
              row -> {
                var day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(1000));
                var out = day.plusDays(1 + random.nextInt(40));
                return day + "," + (random.nextInt(9) == 0 ? "" : out) + "," + day + "T10:00:00";
              });
      byConstruction(
          engine,
          table,
          "admitted < discharged && row[\"seen at\"] >= timestamp(\"2020-01-01T00:00:00Z\")",
          seed);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void valuesAreMissingWhereTheyMustBe(Synthesizer engine) {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      Table table =
          Rows.table(
              "status,spouse age",
              300,
              row -> random.nextInt(2) == 0 ? "single," : "married," + (20 + random.nextInt(60)));
      byConstruction(
          engine, table, "status == \"married\" || isMissing(row[\"spouse age\"])", seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status == 'married' || isMissing(age)",
        "!has(row.age) || status == 'married'",
        "!(has(row.age) && status != 'married')",
        "has(row.age) ? status == 'married' : true",
        "status != 'married' ? isMissing(age) : true",
        "status == 'married' ? true : !(\"age\" in row)",
        "!(status != 'married' ? has(row.age) : false)"
      })
  void howeverItIsSaidThatValuesAreMissing(String expression) {
    var random = new Random(1);
    Table table =
        Rows.table(
            "status,age",
            300,
            row -> random.nextInt(2) == 0 ? "single," : "married," + (20 + random.nextInt(60)));

    byConstruction(Synthesizer.named("independent"), table, expression, 1);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void valuesAreThereWhereTheyMustBe(Synthesizer engine) {
    var random = new Random(1);
    Table table =
        Rows.table(
            "status,age",
            300,
            row ->
                random.nextInt(2) == 0
                    ? "single," + (random.nextInt(2) == 0 ? "" : "30")
                    : "married," + (20 + random.nextInt(60)));
    var model = fit(engine, table, 1, that("has(row.age) || status != \"married\""));
    assertThat(model.checked()).noneMatch(Checked::byConstruction);
    requireHeld(model, "has(row.age) || status != \"married\"", 1);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void onlyCombinationsOfTheSourceAreMade(Synthesizer engine) {
    if (!engine.isRepeatable()) {
      return; // It refuses: see ConstraintErrorsTest.
    }
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      Table table =
          Rows.table(
              "city,n,country",
              400,
              row -> {
                int city = random.nextInt(12);
                return "city" + city + "," + row % 7 + "," + (city == 0 ? "" : "land" + city / 3);
              });
      var constraint = new ConstraintDeclaration("c", null, null, List.of("city", "country"));
      var model = fit(engine, table, seed, constraint);
      Table drawn = model.generate(0, DRAWN, seed);
      assertThat(pairs(drawn)).isSubsetOf(pairs(table)).hasSizeGreaterThan(8);
    }
  }

  private static HashSet<String> pairs(Table table) {
    var pairs = new HashSet<String>();
    for (int row = 0; row < table.rows(); row++) {
      pairs.add(label(table, "city", row) + "/" + label(table, "country", row));
    }
    return pairs;
  }

  private static String label(Table table, String column, int row) {
    int code = table.column(column).codes()[row];
    return code < 0 ? null : table.schema().column(column).orElseThrow().categories().get(code);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void otherExpressionsHoldByDrawingAgain(Synthesizer engine) {
    var random = new Random(3);
    Table table =
        Rows.table(
            "x,y,kind",
            600,
            row -> {
              int x = random.nextInt(100);
              int y = random.nextInt(100 - x);
              return x + "," + y + "," + (x > 50 ? "high" : "low");
            });
    for (var expression :
        List.of(
            "x + y < 100",
            "kind == \"high\" ? x > 50 : x <= 50",
            "kind.startsWith(\"h\") == (x > 50)",
            "x * y <= 2500 && [\"high\", \"low\"].exists(k, k == kind)")) {
      var model = fit(engine, table, 3, that(expression));
      requireHeld(model, expression, 5);
      var drawn = model.draw(0, DRAWN, 5);
      assertThat(drawn.candidates()).isGreaterThanOrEqualTo(DRAWN);
    }
  }
}
