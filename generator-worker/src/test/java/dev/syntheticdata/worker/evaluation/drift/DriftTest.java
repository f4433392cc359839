package dev.syntheticdata.worker.evaluation.drift;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.DriftFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static final Table FIRST = clinic(2000, 1);
  private static final Table SECOND = clinic(2000, 2);

  private static Evaluation evaluate(Table synthetic, Table source, Table previous) {
    return Evaluator.withoutRealTable(
        synthetic,
        List.of(),
        7,
        new DriftBaseline(
            source == null ? null : Profile.of(source),
            source == null ? "the source is gone" : null,
            previous == null ? null : Profile.of(previous),
            DriftBaseline.FIRST),
        "the source has changed");
  }

  private static Outcome.Computed computed(Evaluation evaluation, Metric metric) {
    return (Outcome.Computed) evaluation.results(metric).get(0).outcome();
  }

  private static Table older(Table table, double years) {
    var columns = new ArrayList<>(table.columns());
    columns.set(
        0,
        Column.ofNumbers(
            Arrays.stream(table.column("age").numbers()).map(age -> age + years).toArray()));
    return new Table(table.schema(), columns);
  }

  @Test
  void anotherSampleOfTheSamePopulationDriftsByChanceAlone() {
    var evaluation = evaluate(SECOND, FIRST, FIRST);

    for (var metric : List.of(Metric.DRIFT_SOURCE_PSI, Metric.DRIFT_PREVIOUS_PSI)) {
      var psi = computed(evaluation, metric);
      assertThat(psi.value()).isLessThan(3 * psi.reference());
    }
    assertThat(computed(evaluation, Metric.DRIFT_PREVIOUS_WASSERSTEIN).value()).isLessThan(0.04);
  }

  /** What is expected by chance is the mean of what chance makes. */
  @Test
  void theExpectedDriftIsThatOfManySamples() {
    var profile = Profile.of(FIRST).column("age").orElseThrow();
    var schema = FIRST.schema().column("age").orElseThrow();
    var drifts =
        LongStream.range(10, 60)
            .mapToObj(seed -> profile.count(schema, clinic(2000, seed).column("age")))
            .map(now -> ColumnDrift.of(profile.counts(), now, profile.edges()))
            .toList();
    var expected =
        ColumnDrift.expected(
            profile.counts(), profile.count(schema, SECOND.column("age")), profile.edges());

    assertThat(drifts.stream().mapToDouble(ColumnDrift::psi).average().orElseThrow())
        .isBetween(0.6 * expected.psi(), 1.6 * expected.psi());
    assertThat(drifts.stream().mapToDouble(ColumnDrift::wasserstein).average().orElseThrow())
        .isBetween(0.5 * expected.wasserstein(), 2 * expected.wasserstein());
  }

  @Test
  void theColumnThatMovedIsNamed() {
    var evaluation = evaluate(older(SECOND, 8), FIRST, SECOND);

    assertThat(
            evaluation.drift().stream()
                .filter(d -> d.against().equals("previous version"))
                .max(Comparator.comparing(DriftFinding::psi)))
        .hasValueSatisfying(d -> assertThat(d.column()).isEqualTo("age"));
    var psi = computed(evaluation, Metric.DRIFT_PREVIOUS_PSI);
    assertThat(psi.value()).isGreaterThan(0.25);
    assertThat(psi.interval().low()).isGreaterThan(0.2);
    assertThat(computed(evaluation, Metric.DRIFT_PREVIOUS_WASSERSTEIN).value()).isGreaterThan(0.1);
  }

  @Test
  void withoutReferenceItIsNotComputed() {
    var evaluation = evaluate(SECOND, null, null);

    assertThat(evaluation.results(Metric.DRIFT_SOURCE_PSI).get(0).reason())
        .isEqualTo("BaselineMissing: the source is gone");
    assertThat(evaluation.results(Metric.DRIFT_PREVIOUS_PSI).get(0).reason())
        .isEqualTo("PreviousVersionMissing: no version was published before this one");
    assertThat(evaluation.results(Metric.COLUMN_SHAPES).get(0).reason())
        .isEqualTo("BaselineMissing: the source has changed");
  }

  /** By hand: counts (90, 10) and (50, 50), smoothed shares (90.5, 10.5)/101 and 0.5 each. */
  @Test
  void theIndexIsTheSumOfDifferencesTimesLogs() {
    double p = 90.5 / 101;
    double expected = (p - 0.5) * Math.log(p / 0.5) + (1 - p - 0.5) * Math.log((1 - p) / 0.5);

    var drift = ColumnDrift.of(new long[] {90, 10}, new long[] {50, 50}, null);

    assertThat(drift.psi()).isCloseTo(expected, within(1e-12));
    assertThat(ColumnDrift.of(new long[] {7, 0}, new long[] {7, 0}, null).psi()).isZero();
  }

  @Test
  void distributionsWithNothingInCommonAreOneApart() {
    var drift =
        ColumnDrift.of(
            new long[] {100_000, 0, 0, 0}, new long[] {0, 0, 100_000, 0}, new double[] {1, 3});

    assertThat(drift.jensenShannon()).isCloseTo(1, within(1e-3));
    assertThat(drift.wasserstein()).isEqualTo(1);
  }

  @Test
  void labelsAreMatchedByNameAndUnknownOnesAreOthers() {
    var before = table().labels("c", repeated("a", 20, "b", 20, "rare", 3)).build();
    var now = table().labels("c", repeated("b", 20, "new", 20, null, 3)).build();

    var profile = Profile.of(before).column("c").orElseThrow();

    assertThat(profile.labels()).containsExactly("a", "b");
    assertThat(profile.counts()).containsExactly(20, 20, 3, 0);
    assertThat(profile.count(now.schema().columns().get(0), now.column("c")))
        .containsExactly(0, 20, 20, 3);
  }

  private static String[] repeated(Object... labelsAndCounts) {
    var labels = new ArrayList<String>();
    for (int i = 0; i < labelsAndCounts.length; i += 2) {
      for (int n = 0; n < (int) labelsAndCounts[i + 1]; n++) {
        labels.add((String) labelsAndCounts[i]);
      }
    }
    return labels.toArray(String[]::new);
  }

  @Test
  void noBinStandsForAFewRows() {
    double[] values = new double[35];
    Arrays.setAll(values, i -> i);
    var profile = Profile.of(table().numbers("n", values).build()).column("n").orElseThrow();

    assertThat(profile.edges()).hasSize(2);
    assertThat(Arrays.stream(profile.counts()).limit(3)).allMatch(count -> count >= 10);
    assertThat(Profile.of(table().numbers("n", 1, 2).build()).column("n").orElseThrow().edges())
        .isEmpty();
  }

  @Test
  void aProfileIsReadAsItWasWritten() throws Exception {
    var profile = Profile.of(FIRST);
    var read = Profile.read(profile.toJson().getBytes(StandardCharsets.UTF_8));

    assertThat(read.toJson()).isEqualTo(profile.toJson());
    assertThat(read.column("sex").orElseThrow().labels()).containsExactly("F", "M");
    var newer = profile.toJson().replace("\"schemaVersion\" : \"1\"", "\"schemaVersion\" : \"2\"");
    assertThatThrownBy(() -> Profile.read(newer.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("format 2");
  }
}
