package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A column of few numbers, and a table of few rows. */
class FewNumbersTest {

  /** Of 300 rows four have a fee, and all a weight. */
  private static final Table SOURCE =
      Rows.table(
          "person,fee,weight",
          300,
          row ->
              "p%d,%s,%d"
                  .formatted(row % 60, row % 75 == 3 ? 71_000_000 + 1_001 * row : "", row % 97));

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void aColumnInWhichFewRowsHaveANumberIsGeneratedWithoutAny(String engine) {
    var model = Synthesizer.named(engine).fit(SOURCE, FitOptions.seeded(1));
    var fees = model.generate(0, 3_000, 1).column("fee");

    assertThat(IntStream.range(0, 3_000)).allMatch(fees::isMissing);
    assertThat(model.limitations())
        .contains("Column 'fee': fewer than 5 rows have a value. It is generated without values.");
    assertThat(new String(ModelDocument.write(model), StandardCharsets.UTF_8))
        .doesNotContain("71003003", "7.1003003E7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void entitiesCountWhereTheyAreNamed(String engine) {
    var visits =
        Rows.table(
            "person,fee,weight",
            300,
            row -> "p%d,%s,%d".formatted(row % 60, row % 60 < 4 ? row : "", row % 97));
    var model = Synthesizer.named(engine).fit(visits, FitOptions.seeded(1).withEntity("person"));

    assertThat(model.limitations())
        .contains(
            "Column 'fee': fewer than 5 entities have a value. It is generated without values.");
  }

  private static SynthesizerModel ofSequences(Table visits) {
    var options =
        FitOptions.seeded(1).withSequence(new SequenceColumns("person", "day", List.of()));
    return Synthesizer.ofSequences("autoregressiveTrees").fit(visits, options);
  }

  @Test
  void soTheyDoInSequences() {
    var visits =
        Rows.table(
            "person,day,fee,weight",
            600,
            row ->
                "p%d,%d,%s,%d"
                    .formatted(
                        row % 60, row / 60, row % 60 == 7 ? 0.25 + row / 120 : "", row % 97));
    var model = ofSequences(visits);
    var fees = model.generate(0, 600, 1).column("fee");

    assertThat(visits.schema().column("fee").orElseThrow().type()).isEqualTo(ColumnType.DECIMAL);
    assertThat(IntStream.range(0, 600)).allMatch(fees::isMissing);
    assertThat(model.limitations())
        .contains(
            "Column 'fee': fewer than 5 entities have a value. It is generated without values.");
  }

  @Test
  void gapsOfFewEntitiesAreLearnedAsTheirMean() {
    var visits =
        Rows.table(
            "person,day,weight", 63, row -> "p%d,%d,%d".formatted(row % 60, row / 3, row % 7));
    var model = ofSequences(visits);

    assertThat(model.generate(0, 500, 1).rows()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({"autoregressiveTrees,10", "gaussianCopula,10", "independent,10", "independent,3"})
  void aTableOfFewRowsIsFittedAndItsNumbersLieWithinItsRange(String engine, int rows) {
    var random = new Random(rows);
    double[] values = random.doubles(rows, 50, 90).toArray();
    var source = Rows.table("a,b", rows, row -> "%s,%d".formatted(values[row], row % 2));
    var drawn =
        Synthesizer.named(engine).fit(source, FitOptions.seeded(1)).generate(0, 500, 1).column("a");

    double[] sorted = Arrays.stream(values).sorted().toArray();
    assertThat(Arrays.stream(drawn.numbers()).boxed())
        .allSatisfy(v -> assertThat(v).isBetween(sorted[0], sorted[rows - 1]))
        .doesNotContainAnyElementsOf(Arrays.stream(values).boxed().toList());
  }
}
