package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellSweepTest {

  private static final int ROWS = 6_000;
  private static final int COPIES = 30;
  private static final int LEAF = 200;

  /** Beyond a number of rows cells are counted however many they are. */
  @Test
  void manyCopiesOfTheRowsAreDividedAsTheRowsThemselves() {
    var source = TestTables.mixed(ROWS);
    var few = CodedTable.of(source, MarginFitter.fit(source, FitOptions.seeded(1)).margins());
    var many = new CodedTable(copies(few.codes()), few.codings());
    int[] order = few.columns();

    var ofFew = few.grow(order, IntStream.range(0, ROWS).toArray(), LEAF, null);
    var ofMany = many.grow(order, IntStream.range(0, ROWS * COPIES).toArray(), LEAF * COPIES, null);

    assertThat(ROWS * COPIES).isGreaterThan(2 * SplitSearch.LARGE);
    for (int i = 0; i < order.length; i++) {
      var a = ofFew.get(i);
      var b = ofMany.get(i);
      assertThat(b.feature()).isEqualTo(a.feature());
      assertThat(b.cut()).isEqualTo(a.cut());
      assertThat(b.right()).isEqualTo(a.right());
      assertThat(b.sets()).isEqualTo(a.sets());
      assertThat(b.counts())
          .isEqualTo(Arrays.stream(a.counts()).map(count -> count * COPIES).toArray());
    }
    assertThat(ofFew.get(order.length - 1).feature().length).isGreaterThan(10);
  }

  private static short[][] copies(short[][] codes) {
    var copies = new short[codes.length][];
    for (int j = 0; j < codes.length; j++) {
      if (codes[j] != null) {
        copies[j] = new short[ROWS * COPIES];
        for (int i = 0; i < copies[j].length; i++) {
          copies[j][i] = codes[j][i % ROWS];
        }
      }
    }
    return copies;
  }
}
