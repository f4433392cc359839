package dev.syntheticdata.worker.synthesizer.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceModelTest {

  private static final SequenceColumns STATIONS = new SequenceColumns("station", "day", null);
  private static final Table REAL = Chains.table(Chains.csv(3_000), "station");
  private static final SynthesizerModel MODEL = fit(REAL, STATIONS, null);

  private static SynthesizerModel fit(Table table, SequenceColumns columns, Integer leaf) {
    var options = FitOptions.seeded(1).withSequence(columns).withLeafRows(leaf);
    return new SequenceSynthesizer().fit(table, options);
  }

  private static Sequences sequences(Table table) {
    return Sequences.of(table, STATIONS, "test");
  }

  private static double[] lengths(Table table) {
    var sequences = sequences(table);
    return IntStream.range(0, sequences.count()).mapToDouble(sequences::length).toArray();
  }

  /** Share of each next label given this one, by the labels' codes. */
  private static double[][] transitions(Table table) {
    var labels = table.schema().column("state").orElseThrow().categories();
    int[] codes = table.column("state").codes();
    var sequences = sequences(table);
    var shares = new double[labels.size()][labels.size()];
    for (int e = 0; e < sequences.count(); e++) {
      for (int i = sequences.starts()[e] + 1; i < sequences.starts()[e + 1]; i++) {
        shares[codes[sequences.rows()[i - 1]]][codes[sequences.rows()[i]]]++;
      }
    }
    for (double[] row : shares) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, i -> row[i] / sum);
    }
    return shares;
  }

  @Test
  void keepsTheTransitionsOfAMarkovChain() {
    Table drawn = MODEL.generate(0, 40_000, 3);

    double[][] wanted = transitions(REAL);
    double[][] found = transitions(drawn);
    for (int from = 0; from < 3; from++) {
      for (int to = 0; to < 3; to++) {
        assertThat(found[from][to]).isEqualTo(wanted[from][to], within(0.03));
      }
    }
    // The chain that the table was drawn from: from a storm never to calm at once.
    var labels = drawn.schema().column("state").orElseThrow().categories();
    int storm = labels.indexOf("storm");
    assertThat(found[storm][storm]).isEqualTo(0.7, within(0.05));
    assertThat(found[storm][labels.indexOf("calm")]).isLessThan(0.02);
  }

  @Test
  void keepsLengthsAndWhatDependsOnThem() {
    Table drawn = MODEL.generate(0, 40_000, 3);

    double[] real = lengths(REAL);
    double[] synthetic = lengths(drawn);
    assertThat(Arrays.stream(synthetic).average().orElseThrow())
        .isEqualTo(Arrays.stream(real).average().orElseThrow(), within(0.1));
    assertThat(Arrays.stream(synthetic).max().orElseThrow()).isEqualTo(8);
    assertThat(shareOfLongOnTheCoast(drawn)).isGreaterThan(0.97);
  }

  private static double shareOfLongOnTheCoast(Table table) {
    var sequences = sequences(table);
    int coast = table.schema().column("place").orElseThrow().categories().indexOf("coast");
    int[] place = table.column("place").codes();
    int[] isLong =
        IntStream.range(0, sequences.count()).filter(e -> sequences.length(e) > 3).toArray();
    return IntStream.of(isLong)
        .map(e -> place[sequences.rows()[sequences.starts()[e]]] == coast ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void keepsHowLongAfterAStateTheNextEventIs() {
    Table drawn = MODEL.generate(0, 40_000, 3);

    int storm = drawn.schema().column("state").orElseThrow().categories().indexOf("storm");
    int[] state = drawn.column("state").codes();
    double[] day = drawn.column("day").numbers();
    var sequences = sequences(drawn);
    int soon = 0;
    int storms = 0;
    for (int e = 0; e < sequences.count(); e++) {
      for (int i = sequences.starts()[e] + 1; i < sequences.starts()[e + 1]; i++) {
        if (state[sequences.rows()[i - 1]] == storm) {
          storms++;
          soon += day[sequences.rows()[i]] - day[sequences.rows()[i - 1]] <= 7 ? 1 : 0;
        }
      }
    }
    assertThat((double) soon / storms).isGreaterThan(0.95);
  }

  @Test
  void aNumberStaysNearWhereItWas() {
    // Of twice as many stations a leaf blurs a number more, whichever size the trials choose.
    Table drawn = fit(REAL, STATIONS, 100).generate(0, 40_000, 3);

    assertThat(stepOf(REAL)).isBetween(0.7, 0.9);
    assertThat(stepOf(drawn)).isLessThan(2 * stepOf(REAL));
  }

  /** Mean distance of a level to the one before. */
  private static double stepOf(Table table) {
    double[] level = table.column("level").numbers();
    var sequences = sequences(table);
    return IntStream.range(0, sequences.count())
        .flatMap(e -> IntStream.range(sequences.starts()[e] + 1, sequences.starts()[e + 1]))
        .mapToDouble(i -> Math.abs(level[sequences.rows()[i]] - level[sequences.rows()[i - 1]]))
        .average()
        .orElseThrow();
  }

  @Test
  void noCutAndNoNumberOfThreadsChangesARow() throws Exception {
    Table whole = MODEL.generate(0, 20_000, 9);

    for (int from : new int[] {0, 1, 777, 8_192, 19_000}) {
      for (int rows : new int[] {1, 2, 1_000}) {
        assertSame(
            MODEL.generate(from, rows, 9),
            whole.select(IntStream.range(from, from + rows).toArray()));
      }
    }
    var one = new ForkJoinPool(1);
    try {
      assertSame(one.submit(() -> MODEL.generate(0, 20_000, 9)).get(), whole);
    } finally {
      one.shutdown();
    }
  }

  @Test
  void aStoredModelMakesTheSameRows() {
    byte[] document = ModelDocument.write(MODEL);
    var read = ModelDocument.read(document, "test");

    assertThat(ModelDocument.write(read)).isEqualTo(document);
    assertThat(read.trainRows()).isEqualTo(REAL.rows());
    assertSame(read.generate(500, 3_000, 2), MODEL.generate(500, 3_000, 2));
    assertThat(ModelDocument.write(fit(REAL, STATIONS, null))).isEqualTo(document);
  }

  private static void assertSame(Table actual, Table expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    for (int j = 0; j < expected.columns().size(); j++) {
      Column a = actual.columns().get(j);
      Column b = expected.columns().get(j);
      assertThat(a.numbers()).isEqualTo(b.numbers());
      assertThat(a.codes()).isEqualTo(b.codes());
      assertThat(a.strings()).isEqualTo(b.strings());
    }
  }

  @Test
  void thousandsOfEntitiesAreTriedOut() {
    var tuning = MODEL.tuning();

    assertThat(tuning.leaves()).isNotEmpty();
    assertThat(tuning.leaves().get(0).leafRows()).isEqualTo(50);
    assertThat(tuning.leaves())
        .allMatch(trial -> trial.passes() == (trial.membershipAuc() <= SequenceTuner.HIGHEST));
    assertThat(tuning.rowsLearned()).isGreaterThan(3 * tuning.rowsUnseen());
    assertThat(MODEL.limitations().get(0)).contains("entities have in common");
  }

  @Test
  void fewEntitiesAreNotTriedOut() {
    var tuning = fit(Chains.table(Chains.csv(60), "station"), STATIONS, null).tuning();

    assertThat(tuning)
        .isEqualTo(new Tuning(tuning.rowsLearned(), tuning.rowsUnseen(), List.of(), List.of()));
  }

  /** 200 visitors with one to five visits, and one more as given. */
  private static Table visits(String... more) {
    var lines = new ArrayList<String>();
    lines.add("visitor,at,page,spent");
    for (int e = 0; e < 200; e++) {
      for (int i = 0; i <= e % 5; i++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "V%d,%d,%s,%.2f",
                e,
                10 * i + e % 3,
                i % 2 == 0 ? "home" : "shop",
                100 + e + i / 7.0));
      }
    }
    lines.addAll(List.of(more));
    return Chains.table(String.join("\n", lines) + "\n", "visitor");
  }

  private static final SequenceColumns VISITS = new SequenceColumns("visitor", "at", null);

  @Test
  void leadingColumnsAreNotedAsNotUsed() {
    var options = FitOptions.seeded(1).withSequence(VISITS).withLeading(List.of("page"));

    assertThat(new SequenceSynthesizer().fit(visits(), options).limitations())
        .anyMatch(text -> text.contains("leading"));
    assertThat(MODEL.limitations()).noneMatch(text -> text.contains("leading"));
  }

  @Test
  void theLengthOfOneEntityIsNotShown() {
    String[] sixty =
        IntStream.range(0, 60).mapToObj(i -> "W,%d,home,1.00".formatted(i)).toArray(String[]::new);

    Table drawn = fit(visits(sixty), VISITS, null).generate(0, 20_000, 1);

    var sequences = Sequences.of(drawn, VISITS, "test");
    int longest = IntStream.range(0, sequences.count()).map(sequences::length).max().orElseThrow();
    // The mean of the five greatest lengths: 60, and four times 5.
    assertThat(longest).isBetween(5, 16);
  }

  @Test
  void whatOneEntityOftenHasIsNotShown() {
    String[] often =
        IntStream.range(0, 30)
            .mapToObj(i -> "W,%d,secret,777.77".formatted(i))
            .toArray(String[]::new);
    Table source = visits(often);

    var model = fit(source, VISITS, null);
    Table drawn = model.generate(0, 20_000, 1);

    // The labels that there are have the codes that are drawn.
    var pages = drawn.schema().column("page").orElseThrow().categories();
    assertThat(pages).isNotEmpty().doesNotContain("secret");
    assertThat(Arrays.stream(drawn.column("page").codes()).max().orElseThrow())
        .isLessThan(pages.size());
    assertThat(Arrays.stream(drawn.column("spent").numbers()).max().orElseThrow())
        .isLessThan(777.77);
    assertThat(model.limitations()).anyMatch(text -> text.contains("fewer than 5 entities"));
  }

  @Test
  void keysAreNewAndThoseOfAnEntityStandTogether() {
    Table drawn = MODEL.generate(0, 5_000, 4);
    String[] keys = drawn.column("station").strings();

    var seen = new HashSet<>(Arrays.asList(REAL.column("station").strings()));
    for (int row = 0; row < keys.length; row++) {
      if (row == 0 || !keys[row].equals(keys[row - 1])) {
        assertThat(seen.add(keys[row])).as("%s is new", keys[row]).isTrue();
      }
    }
  }
}
