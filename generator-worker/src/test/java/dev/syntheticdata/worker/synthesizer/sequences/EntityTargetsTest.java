package dev.syntheticdata.worker.synthesizer.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.trees.PrivacyCheck;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A target that is one for an entity, and depends on what its events are. */
class EntityTargetsTest {

  private static final SequenceColumns PATIENTS = new SequenceColumns("patient", "day", null);
  private static final int SIGNS = 6;
  private static final Table REAL = Chains.table(csv(), "patient");
  private static final SynthesizerModel MODEL = fit(List.of("outcome"));

  /**
   * 300 patients with three to seven visits. Each of six signs adds to the odds of death, and fewer
   * die than a leaf has patients, so that no tree can ask who does.
   */
  private static String csv() {
    var random = new Random(7);
    var lines = new ArrayList<String>();
    lines.add("patient,outcome,ward,day,s1,s2,s3,s4,s5,s6");
    for (int e = 0; e < 300; e++) {
      double[] levels = random.doubles(SIGNS, -1, 1).toArray();
      double odds = 3 * Arrays.stream(levels).sum() - 5;
      String outcome = random.nextDouble() < 1 / (1 + Math.exp(-odds)) ? "dead" : "alive";
      int visits = 3 + random.nextInt(5);
      for (int i = 0; i < visits; i++) {
        var line = new StringBuilder("P%03d,%s,W%d,%d".formatted(e, outcome, e % 3, 30 * i));
        for (double level : levels) {
          line.append(String.format(Locale.ROOT, ",%.1f", level + random.nextGaussian() / 4));
        }
        lines.add(line.toString());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static SynthesizerModel fit(List<String> targets) {
    var options = FitOptions.seeded(1).withSequence(PATIENTS).withTargets(targets).withLeafRows(70);
    return new SequenceSynthesizer().fit(REAL, options);
  }

  /** How well the mean of an entity's signs tells the dead from the living, as an area. */
  private static double told(Table table) {
    int dead = table.schema().column("outcome").orElseThrow().categories().indexOf("dead");
    int[] outcome = table.column("outcome").codes();
    var sequences = Sequences.of(table, PATIENTS, "test");
    var ofDead = new ArrayList<Double>();
    var ofLiving = new ArrayList<Double>();
    for (int e = 0; e < sequences.count(); e++) {
      double sum = 0;
      for (int i = sequences.starts()[e]; i < sequences.starts()[e + 1]; i++) {
        for (int sign = 1; sign <= SIGNS; sign++) {
          sum += table.column("s" + sign).number(sequences.rows()[i]);
        }
      }
      int first = sequences.rows()[sequences.starts()[e]];
      (outcome[first] == dead ? ofDead : ofLiving).add(sum / sequences.length(e));
    }
    return PrivacyCheck.area(numbers(ofDead), numbers(ofLiving));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void isToldByManyValuesOfTheEventsThoughFewHaveIt() {
    assertThat(told(REAL)).isGreaterThan(0.9);
    assertThat(told(MODEL.generate(0, 20_000, 1))).isGreaterThan(0.75);
  }

  @Test
  void isTheSameInAllRowsOfAnEntity() {
    Table drawn = MODEL.generate(0, 5_000, 2);

    int[] outcome = drawn.column("outcome").codes();
    var sequences = Sequences.of(drawn, PATIENTS, "test");
    for (int e = 0; e < sequences.count(); e++) {
      int[] rows =
          Arrays.copyOfRange(sequences.rows(), sequences.starts()[e], sequences.starts()[e + 1]);
      assertThat(IntStream.of(rows).map(row -> outcome[row]).distinct().count()).isEqualTo(1);
    }
  }

  @Test
  void dependsOnEventsThatAreCutOff() throws Exception {
    Table whole = MODEL.generate(0, 10_000, 9);

    for (int from : new int[] {0, 1, 4_095, 7_777}) {
      for (int rows : new int[] {1, 3, 900}) {
        int[] range = IntStream.range(from, from + rows).toArray();
        assertThat(MODEL.generate(from, rows, 9).column("outcome").codes())
            .isEqualTo(whole.column("outcome").select(range).codes());
      }
    }
    var one = new ForkJoinPool(1);
    try {
      assertThat(one.submit(() -> MODEL.generate(0, 10_000, 9)).get().column("outcome").codes())
          .isEqualTo(whole.column("outcome").codes());
    } finally {
      one.shutdown();
    }
  }

  @Test
  void isStoredInAVersionThatOlderWorkersRefuse() {
    byte[] document = ModelDocument.write(MODEL);

    assertThat(MODEL.formatVersion()).isEqualTo(4);
    var read = ModelDocument.read(document, "test");
    assertThat(ModelDocument.write(read)).isEqualTo(document);
    assertThat(read.generate(300, 500, 5).column("outcome").codes())
        .isEqualTo(MODEL.generate(300, 500, 5).column("outcome").codes());
    // Where there is no such target nothing changes.
    var without = fit(List.of("s1"));
    assertThat(without.formatVersion()).isEqualTo(1);
    assertThat(new String(ModelDocument.write(without), StandardCharsets.UTF_8))
        .doesNotContain("targetOrder", "ofTarget");
  }
}
