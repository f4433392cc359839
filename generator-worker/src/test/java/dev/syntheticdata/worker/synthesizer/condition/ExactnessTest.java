package dev.syntheticdata.worker.synthesizer.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RebalancedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.worker.synthesizer.DerivedModel;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.TestEngines;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedFit;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows under conditions have the distribution of the model's rows that happen to satisfy them: the
 * two are held against each other by a chi-square test over the cells of the whole row, for every
 * engine. Seeds are fixed; the bound is the quantile of 1 - 1e-4.
 */
class ExactnessTest {

  private static final String OPAQUE = "opaque";

  /** Engines under rules: one of their columns is changed, values are taken away, rows rejected. */
  private static final String RULED = "ruled ";

  private static final List<String> RULES =
      List.of(
          "kids <= age",
          "isMissing(hours) || !rich || age < 64",
          "sex == \"M\" || job != \"miner\"",
          "!rich || (age * 7) % 11 != 3",
          "hours <= 50");

  private static final int FREE = 150_000;
  private static final int CONDITIONED = 20_000;

  /** Columns that depend on each other, with missing values, in an order that no tree begins by. */
  private static final Table SOURCE = source();

  private static final Map<String, SynthesizerModel> MODELS = new TreeMap<>();
  private static final Map<String, Table> DRAWN = new TreeMap<>();

  private static Table source() {
    var random = new Random(5);
    return Rows.table(
        "age,hours,sex,job,rich,kids",
        4_000,
        i -> {
          int age = 20 + random.nextInt(50);
          boolean female = random.nextInt(3) == 0;
          int hours = 10 * (1 + random.nextInt(3)) + (female ? 0 : 20);
          boolean rich = random.nextInt(100) < (age - 20) / 2 + (female ? 0 : 20);
          String job =
              List.of("clerk", "smith", "baker", "miner").get(random.nextInt(female ? 3 : 4));
          return "%d,%s,%s,%s,%s,%d"
              .formatted(
                  age,
                  random.nextInt(10) == 0 ? "" : String.valueOf(hours),
                  female ? "F" : "M",
                  rich && random.nextBoolean() ? "smith" : job,
                  rich ? "yes" : "no",
                  random.nextInt(3));
        });
  }

  /** A model that knows nothing of conditions. */
  private static final class Opaque extends DerivedModel {

    private final SynthesizerModel model;

    Opaque(SynthesizerModel model) {
      super(model);
      this.model = model;
    }

    @Override
    public Table generate(long firstRow, int rows, long seed) {
      return model.generate(firstRow, rows, seed);
    }
  }

  private static SynthesizerModel model(String engine) {
    if (engine.equals(OPAQUE)) {
      return new Opaque(model("independent"));
    }
    return MODELS.computeIfAbsent(
        engine,
        name -> {
          boolean ruled = name.startsWith(RULED);
          var synthesizer = TestEngines.named(ruled ? name.substring(RULED.length()) : name);
          var rules = IntStream.range(0, RULES.size()).mapToObj(ExactnessTest::rule).toList();
          return ConstrainedFit.fit(
              synthesizer,
              SOURCE,
              Rows.options(synthesizer, 3).withLeafRows(50),
              ruled ? RowRules.of(List.of(), rules) : RowRules.NONE);
        });
  }

  private static ConstraintDeclaration rule(int i) {
    return new ConstraintDeclaration("rule" + i, RULES.get(i), null, null);
  }

  private static Table free(String engine) {
    return DRAWN.computeIfAbsent(engine, name -> model(name).generate(0, FREE, 11));
  }

  static Stream<Arguments> cases() {
    var conditions =
        List.of(
            where(new RowFilter("age", null, "60", null)),
            where(new RowFilter("age", null, "33", "37"), new RowFilter("hours", null, "30", null)),
            where(new RowFilter("job", List.of("smith", "miner"), null, null)),
            new RowConditions(
                List.of(new FixedColumn("sex", "F"), new FixedColumn("rich", "yes")), null, null),
            new RowConditions(
                List.of(new FixedColumn("hours", "50")),
                null,
                List.of(new RowFilter("age", null, null, "40"))));
    return engines().stream()
        .flatMap(engine -> conditions.stream().map(c -> Arguments.of(engine, c)));
  }

  private static RowConditions where(RowFilter... filters) {
    return new RowConditions(null, null, List.of(filters));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rowsAreThoseOfTheModelThatSatisfyTheConditions(String engine, RowConditions asked) {
    Table free = free(engine);
    var required = ConditionReader.readRequired(asked, free.schema());
    int[] satisfying = rows(free, row -> holds(required, free, row));

    Table drawn = ConditionedModel.of(model(engine), asked).generate(0, CONDITIONED, 23);

    assertThat(rows(drawn, row -> holds(required, drawn, row))).hasSize(CONDITIONED);
    assertThat(satisfying.length).isGreaterThan(200);
    requireAlike(free.select(satisfying), drawn);
  }

  static List<String> engines() {
    return Stream.concat(
            TestEngines.all().stream().map(Synthesizer::name),
            Stream.of(OPAQUE, RULED + "independent", RULED + "autoregressiveTrees"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sharesAreMetAndWithinThemRowsAreThoseOfTheModel(String engine) {
    var asked =
        new RowConditions(
            null,
            List.of(new RebalancedColumn("job", Map.of("miner", 0.4, "baker", 0.0))),
            List.of(new RowFilter("age", null, "30", null)));
    Table free = free(engine);
    var required = ConditionReader.readRequired(asked, free.schema());

    Table drawn = ConditionedModel.of(model(engine), asked).generate(0, CONDITIONED, 29);

    int job = drawn.schema().indexOf("job");
    var text = new ValueText(drawn.schema().columns().get(job));
    int[] miners = rows(drawn, row -> "miner".equals(text.print(drawn.columns().get(job), row)));
    assertThat(miners.length / (double) CONDITIONED).isCloseTo(0.4, within(0.01));
    assertThat(rows(drawn, row -> "baker".equals(text.print(drawn.columns().get(job), row))))
        .isEmpty();
    for (String kept : List.of("miner", "clerk smith")) {
      IntPredicate inFree =
          row ->
              holds(required, free, row) && kept.contains(text.print(free.columns().get(job), row));
      IntPredicate inDrawn = row -> kept.contains(text.print(drawn.columns().get(job), row));
      requireAlike(free.select(rows(free, inFree)), drawn.select(rows(drawn, inDrawn)));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void rowsWithoutAValueAreAmongTheRest(String engine) {
    var asked =
        new RowConditions(null, List.of(new RebalancedColumn("hours", Map.of("50", 0.5))), null);
    Table free = free(engine);
    int hours = free.schema().indexOf("hours");

    Table drawn = ConditionedModel.of(model(engine), asked).generate(0, CONDITIONED, 31);

    assertThat(
            rows(drawn, row -> drawn.columns().get(hours).numbers()[row] == 50).length
                / (double) CONDITIONED)
        .isCloseTo(0.5, within(0.01));
    requireAlike(
        free.select(rows(free, row -> free.columns().get(hours).numbers()[row] != 50)),
        drawn.select(rows(drawn, row -> drawn.columns().get(hours).numbers()[row] != 50)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aRowIsTheSameInWhateverCallItIsMade(String engine) {
    var asked =
        new RowConditions(
            null,
            List.of(new RebalancedColumn("job", Map.of("miner", 0.4))),
            List.of(new RowFilter("age", null, "30", null)));
    var rows = ConditionedModel.of(model(engine), asked);
    Table whole = rows.generate(0, 10_000, 3);

    Table part = rows.generate(4_321, 5_000, 3);

    for (int j = 0; j < whole.schema().size(); j++) {
      var text = new ValueText(whole.schema().columns().get(j));
      for (int row = 0; row < 5_000; row++) {
        assertThat(text.print(part.columns().get(j), row))
            .isEqualTo(text.print(whole.columns().get(j), 4_321 + row));
      }
    }
  }

  private static boolean holds(Conditions required, Table table, int row) {
    return required.columns().stream()
        .allMatch(c -> c.choices().get(0).values().contains(table.columns().get(c.column()), row));
  }

  private static int[] rows(Table table, IntPredicate predicate) {
    return IntStream.range(0, table.rows()).filter(predicate).toArray();
  }

  /** Chi-square over pairs of columns and over whole rows, with rare cells put together. */
  private static void requireAlike(Table a, Table b) {
    var columns = IntStream.range(0, a.schema().size()).boxed().toList();
    var sets = new ArrayList<List<Integer>>(List.of(columns));
    for (int i : columns) {
      for (int j = 0; j < i; j++) {
        sets.add(List.of(j, i));
      }
    }
    for (var set : sets) {
      requireAlike(cells(a, set), cells(b, set), set.toString());
    }
  }

  private static Map<String, Integer> cells(Table table, List<Integer> columns) {
    var cells = new TreeMap<String, Integer>();
    for (int row = 0; row < table.rows(); row++) {
      var key = new StringBuilder();
      for (int column : columns) {
        var values = table.columns().get(column);
        String name = table.schema().columns().get(column).name();
        if (name.equals("age") && !values.isMissing(row)) {
          key.append((int) values.numbers()[row] / 5);
        } else {
          key.append(new ValueText(table.schema().columns().get(column)).print(values, row));
        }
        key.append('|');
      }
      cells.merge(key.toString(), 1, Integer::sum);
    }
    return cells;
  }

  private static void requireAlike(Map<String, Integer> a, Map<String, Integer> b, String where) {
    double rowsA = a.values().stream().mapToInt(Integer::intValue).sum();
    double rowsB = b.values().stream().mapToInt(Integer::intValue).sum();
    var keys = new java.util.TreeSet<>(a.keySet());
    keys.addAll(b.keySet());
    double chi = 0;
    int cells = 0;
    double restA = 0;
    double restB = 0;
    for (String key : keys) {
      double x = a.getOrDefault(key, 0);
      double y = b.getOrDefault(key, 0);
      if ((x + y) * Math.min(rowsA, rowsB) / (rowsA + rowsB) < 5) {
        restA += x;
        restB += y;
      } else {
        chi += term(x, y, rowsA, rowsB);
        cells++;
      }
    }
    if (restA + restB > 0) {
      chi += term(restA, restB, rowsA, rowsB);
      cells++;
    }
    if (cells > 1) {
      double bound = new ChiSquaredDistribution(cells - 1).inverseCumulativeProbability(1 - 1e-4);
      assertThat(chi).as("columns %s, %d cells", where, cells).isLessThan(bound);
    }
  }

  private static double term(double x, double y, double rowsA, double rowsB) {
    double difference = Math.sqrt(rowsB / rowsA) * x - Math.sqrt(rowsA / rowsB) * y;
    return difference * difference / (x + y);
  }
}
