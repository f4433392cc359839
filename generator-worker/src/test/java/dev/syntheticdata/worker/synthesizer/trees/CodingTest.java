package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class CodingTest {

  private static Coding of(Table table) {
    return Coding.of(MarginFitter.fit(table, FitOptions.seeded(1)).margins().get(0));
  }

  private static Table column(int rows, IntFunction<String> value) {
    return Rows.table("x,other", rows, i -> value.apply(i) + "," + i % 3);
  }

  private static void assertRoundTrip(Coding coding) {
    for (double within : new double[] {0.001, 0.37, 0.999}) {
      var codes = new short[coding.size()];
      for (short code = 0; code < codes.length; code++) {
        codes[code] = code;
      }
      var uniforms = new double[codes.length];
      Arrays.fill(uniforms, within);
      assertThat(coding.encode(coding.decode(codes, uniforms))).isEqualTo(codes);
    }
  }

  @Test
  void frequentNumbersHaveACodeAndTheRestLiesInBins() {
    var random = new Random(1);
    var table =
        column(
            5_000,
            i -> i % 4 == 0 ? "0" : i % 9 == 0 ? "" : "%.6f".formatted(random.nextDouble() * 1e3));
    var coding = of(table);

    // One for 0, one for missing, and about one for each hundredth of the rest.
    assertThat(coding.size()).isBetween(60, 90);
    assertThat(coding.missing(coding.size() - 1)).isTrue();
    assertRoundTrip(coding);
    short[] codes = coding.encode(table.columns().get(0));
    assertThat(codes[0]).isEqualTo(codes[4]).isZero();
    assertThat(codes[9]).isEqualTo((short) (coding.size() - 1));
  }

  @Test
  void aNumberOfTheSourceIsHardlyEverDrawnAgain() {
    var random = new Random(2);
    var table = column(5_000, i -> "%.9f".formatted(random.nextDouble()));
    var coding = of(table);
    double[] source = table.columns().get(0).numbers().clone();
    Arrays.sort(source);

    var uniforms = new Random(3).doubles(5_000).toArray();
    double[] drawn = coding.decode(coding.encode(table.columns().get(0)), uniforms).numbers();

    assertThat(Arrays.stream(drawn).filter(v -> Arrays.binarySearch(source, v) >= 0).count())
        .isLessThan(5);
  }

  @Test
  void wholeNumbersOfFewValuesHaveACodeEach() {
    var coding = of(column(1_000, i -> String.valueOf(i % 20 * 5)));

    assertThat(coding.size()).isEqualTo(20);
    assertRoundTrip(coding);
  }

  @Test
  void numbersBeyondTheSourceBelongToTheOutermostCode() {
    var coding = of(column(1_000, i -> String.valueOf(i % 20 * 5)));

    short[] codes =
        coding.encode(
            dev.syntheticdata.worker.table.Column.ofNumbers(new double[] {-1e9, 1e9, 2, 3}));

    assertThat(codes).containsExactly((short) 0, (short) 19, (short) 0, (short) 1);
  }

  @Test
  void rareLabelsOfManyShareACodeAndAreDrawnByTheirFrequency() {
    // Labels 0 to 299: the first 250 of 12 rows, the others of 6.
    var table = column(3_300, i -> "L" + (i < 3_000 ? i % 250 : 250 + i % 50));
    var coding = of(table);

    assertThat(coding.size()).isEqualTo(LabelCoding.SINGLE + 1);
    var codes = new short[2_000];
    Arrays.fill(codes, (short) LabelCoding.SINGLE);
    int[] drawn = coding.decode(codes, new Random(1).doubles(2_000).toArray()).codes();
    var labels = table.schema().columns().get(0).categories();
    assertThat(Arrays.stream(drawn).mapToObj(labels::get).distinct())
        .hasSize(50)
        .allMatch(label -> Integer.parseInt(label.substring(1)) >= 250);
  }

  @Test
  void aLabelOfTooFewRowsHasNoCodeThatIsDrawn() {
    var table = column(400, i -> i < 3 ? "rare" : "common" + i % 2);
    var coding = of(table);

    assertThat(coding.size()).isEqualTo(2);
    assertThat(coding.encode(table.columns().get(0))[0]).isEqualTo((short) 2);
  }
}
