package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RebalancedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.condition.ConditionReader;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked of the values of a random table, either every row satisfies it, whatever the
 * call it is generated in, or it is refused with a message that names the conditions.
 */
class RandomConditionsTest {

  private static final int TABLES = 30;
  private static final int ROWS = 300;

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void holdInEveryRowOrAreRefused(Synthesizer engine) {
    int met = 0;
    for (long seed = 0; seed < TABLES; seed++) {
      Table source = RandomTablesTest.random(seed);
      var model = engine.fit(source, Rows.options(engine, seed).withLeafRows(20));
      var asked = conditions(source, new Random(seed));
      SynthesizerModel conditioned;
      Table whole;
      try {
        conditioned = ConditionedModel.of(model, asked);
        whole = conditioned.generate(0, ROWS, seed);
      } catch (InvalidInputException e) {
        // Values of one row each may be so rare together that only the drawing tells.
        assertThat(e).as("table %d", seed).hasMessageContaining("conditions");
        continue;
      }
      met++;
      requireHolds(asked, whole, "table %d, %s".formatted(seed, asked));
      int from = 1 + (int) (seed * 37 % (ROWS - 2));
      assertThat(hashes(conditioned.generate(from, ROWS - from, seed)))
          .as("table %d from row %d", seed, from)
          .isEqualTo(hashes(whole).subList(from, ROWS));
    }
    assertThat(met).isGreaterThan(TABLES / 2);
  }

  /** Conditions on values that a row of the source has, so that they can hold together. */
  private static RowConditions conditions(Table source, Random random) {
    var fixed = new ArrayList<FixedColumn>();
    var where = new ArrayList<RowFilter>();
    var rebalance = new ArrayList<RebalancedColumn>();
    int row = random.nextInt(source.rows());
    for (int j = 0; j < source.schema().size(); j++) {
      var column = source.schema().columns().get(j);
      var values = source.columns().get(j);
      boolean fits = column.type().isNumeric() || column.type().isCategorical();
      if (!fits || values.isMissing(row) || random.nextInt(3) > 0) {
        continue;
      }
      String text = new ValueText(column).print(values, row);
      switch (random.nextInt(4)) {
        case 0 -> fixed.add(new FixedColumn(column.name(), text));
        case 1 ->
            rebalance.add(
                new RebalancedColumn(column.name(), Map.of(text, random.nextInt(10) / 10.0)));
        case 2 -> where.add(new RowFilter(column.name(), List.of(text), null, null));
        default ->
            where.add(
                column.type().isNumeric()
                    ? new RowFilter(column.name(), null, text, null)
                    : new RowFilter(column.name(), List.of(text), null, null));
      }
    }
    return new RowConditions(fixed, rebalance.stream().limit(2).toList(), where);
  }

  private static void requireHolds(RowConditions asked, Table table, String description) {
    for (var column : ConditionReader.readRequired(asked, table.schema()).columns()) {
      var values = table.columns().get(column.column());
      var allowed = column.choices().get(0).values();
      assertThat(IntStream.range(0, table.rows()).filter(r -> !allowed.contains(values, r)))
          .as(description)
          .isEmpty();
    }
    for (var column : asked.rebalance()) {
      int j = table.schema().indexOf(column.column());
      var text = new ValueText(table.schema().columns().get(j));
      var entry = new TreeMap<>(column.shares()).firstEntry();
      long rows =
          IntStream.range(0, table.rows())
              .filter(r -> entry.getKey().equals(text.print(table.columns().get(j), r)))
              .count();
      // Four deviations of a share of so many rows.
      double share = entry.getValue();
      double bound = 4 * Math.sqrt(ROWS * share * (1 - share));
      assertThat((double) rows)
          .as(description)
          .isBetween(ROWS * share - bound, ROWS * share + bound);
    }
  }

  private static List<String> hashes(Table table) {
    var hasher = new RowHasher(table);
    return IntStream.range(0, table.rows())
        .mapToObj(row -> java.util.HexFormat.of().formatHex(hasher.hash(row)))
        .toList();
  }
}
