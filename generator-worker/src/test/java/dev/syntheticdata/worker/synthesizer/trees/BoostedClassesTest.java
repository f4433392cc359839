package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Table;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class to which each of many columns adds, which is what one tree cannot say. */
class BoostedClassesTest {

  private static final int ROWS = 10_000;
  private static final int COLUMNS = 8;
  private static final int LEAF_ROWS = 100;
  private static final int[] ASKED = IntStream.range(0, COLUMNS).toArray();
  private static final int[] ALL = IntStream.range(0, ROWS).toArray();

  /** The probability of the first of two classes, by row. */
  private final double[] truth = new double[ROWS];

  private Table source(int classes) {
    var random = new Random(5);
    return Rows.table(
        "a,b,c,d,e,f,g,h,y",
        ROWS,
        row -> {
          var line = new StringBuilder();
          double logOdds = 1;
          for (int column = 0; column < COLUMNS; column++) {
            boolean yes = random.nextBoolean();
            logOdds += yes ? 0.8 : -0.8;
            line.append(yes ? "yes," : "no,");
          }
          truth[row] = 1 / (1 + Math.exp(-logOdds));
          boolean first = random.nextDouble() < truth[row];
          return line.append(first ? "y0" : "y" + (1 + random.nextInt(classes - 1))).toString();
        });
  }

  private static CodedTable coded(Table table) {
    return CodedTable.of(table, MarginFitter.fit(table, FitOptions.seeded(1)).margins());
  }

  private static BoostedClasses learn(CodedTable table, int[] rows) {
    return BoostedClasses.fit(table.codes(), table.codings(), ASKED, COLUMNS, rows, LEAF_ROWS);
  }

  @Test
  void followsWhatManyColumnsAddBetterThanOneTree() {
    var source = source(2);
    var table = coded(source);
    int[] learned = IntStream.range(0, ROWS / 2).toArray();
    var boosted = learn(table, learned);
    var tree = table.grow(ASKED, COLUMNS, learned, LEAF_ROWS);
    int code = codeOf(source, table, "y0");

    double errorOfBoosted = 0;
    double errorOfTree = 0;
    for (int row = ROWS / 2; row < ROWS; row++) {
      double b = boosted.probabilities(table.codes(), row)[code] - truth[row];
      double t = tree.probability(table.codes(), row, code, 10) - truth[row];
      errorOfBoosted += b * b;
      errorOfTree += t * t;
    }
    assertThat(errorOfBoosted).isLessThan(0.5 * errorOfTree);
  }

  /** The code that the rows with a label have. */
  private static short codeOf(Table source, CodedTable table, String label) {
    var categories = source.schema().columns().get(COLUMNS).categories();
    int row =
        IntStream.range(0, ROWS)
            .filter(i -> categories.get(source.columns().get(COLUMNS).code(i)).equals(label))
            .findFirst()
            .orElseThrow();
    return table.codes()[COLUMNS][row];
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void rowsAreDrawnAlikeAloneAndInBlocksAndAfterReading(int classes) throws Exception {
    var table = coded(source(classes));
    var model = learn(table, ALL);
    var json = JsonMapper.builder().build();
    var read = json.readValue(json.writeValueAsBytes(model), ColumnModel.class);
    var random = new CellRandom(3, 2L * COLUMNS);
    var codes = table.codes().clone();
    codes[COLUMNS] = new short[ROWS];

    read.draw(codes, COLUMNS, random, 7, 10, new LeafOrder(ROWS));
    var drawn = new int[classes];
    var learned = new int[classes];
    for (int row = 0; row < ROWS; row++) {
      short code = codes[COLUMNS][row];
      assertThat(model.draw(table.codes(), row, random.uniform(7 + row), 10)).isEqualTo(code);
      drawn[code]++;
      learned[table.codes()[COLUMNS][row]]++;
    }
    for (int code = 0; code < classes; code++) {
      assertThat(drawn[code]).isCloseTo(learned[code], within(ROWS / 50));
    }
  }

  @Test
  void conditionedRowsKeepTheRatiosOfTheClassesAskedFor() {
    var table = coded(source(4));
    var model = learn(table, ALL);
    var pieces = new Pieces[] {Pieces.NONE, Pieces.ALL, Pieces.NONE, Pieces.ALL};
    var given = model.given(pieces, 10);
    for (int row = 0; row < 50; row++) {
      double[] probabilities = model.probabilities(table.codes(), row);
      double both = probabilities[1] + probabilities[3];
      assertThat(given.weight(table.codes(), row)).isCloseTo(both, within(1e-9));
      int second = 0;
      int draws = 1000;
      for (int i = 0; i < draws; i++) {
        short code = given.draw(table.codes(), row, (i + 0.5) / draws);
        assertThat(code).isIn((short) 1, (short) 3);
        second += code == 1 ? 1 : 0;
      }
      assertThat((double) second / draws).isCloseTo(probabilities[1] / both, within(2e-3));
    }
  }

  @Test
  void onlyFewClassesAreLearnedSo() {
    var table = coded(TestTables.mixed(500));
    int[] columns = table.columns();
    for (int target : columns) {
      int[] others = IntStream.of(columns).filter(column -> column != target).toArray();
      assertThat(BoostedClasses.serves(table.codings(), others, target))
          .isEqualTo(table.codings()[target].size() <= BoostedClasses.MOST_CLASSES);
      assertThat(BoostedClasses.serves(table.codings(), new int[0], target)).isFalse();
    }
  }
}
