package dev.syntheticdata.worker.evaluation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.TestTables;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of one patient are alike, whether an engine saw them or not. */
class EntitiesTest {

  private static final Table TRAIN = visits(200, 1);
  private static final Table HOLDOUT = visits(120, 2);
  private static final Table FRESH = visits(200, 3);

  /** Six visits of each patient, who differ more from each other than their visits do. */
  private static Table visits(int patients, long seed) {
    var random = new Random(seed);
    int rows = patients * 6;
    var id = new String[rows];
    double[] age = new double[rows];
    double[] height = new double[rows];
    double[] marker = new double[rows];
    var sex = new String[rows];
    for (int i = 0; i < rows; i++) {
      boolean first = i % 6 == 0;
      id[i] = "P" + seed + "-" + i / 6;
      age[i] = first ? 50 + 12 * random.nextGaussian() : age[i - 1];
      height[i] = first ? 170 + 9 * random.nextGaussian() : height[i - 1];
      sex[i] = first ? (i / 6 % 2 == 0 ? "F" : "M") : sex[i - 1];
      marker[i] = age[i] / 20 + random.nextGaussian();
    }
    return TestTables.table()
        .strings("id", ColumnType.IDENTIFIER, id)
        .numbers("age", age)
        .numbers("height", height)
        .numbers("marker", marker)
        .labels("sex", sex)
        .build();
  }

  private static Evaluation evaluate(Table train, Table holdout, Table synthetic, String by) {
    return new Evaluator()
        .evaluate(
            new EvaluationInput(train, holdout, synthetic, List.of("sex", "marker"), 7)
                .withEntity(by));
  }

  private static Outcome.Computed computed(Evaluation evaluation, Metric metric) {
    return (Outcome.Computed) evaluation.results(metric).get(0).outcome();
  }

  private static double width(Evaluation evaluation, Metric metric) {
    var interval = computed(evaluation, metric).interval();
    return interval.high() - interval.low();
  }

  @Test
  void rowsOfOnePatientOnTwoSidesLookLikeALeakThatIsNone() {
    var byRow = computed(evaluate(TRAIN, HOLDOUT, FRESH, null), Metric.MEMBERSHIP_AUC);
    var byPatient = computed(evaluate(TRAIN, HOLDOUT, FRESH, "id"), Metric.MEMBERSHIP_AUC);

    assertThat(byRow.interval().low()).isGreaterThan(0.6);
    assertThat(byPatient.interval().low()).isLessThan(0.5);
    assertThat(byPatient.interval().high()).isGreaterThan(0.5);
  }

  @Test
  void copiesAreFoundAmongPatientsToo() {
    var copied = evaluate(TRAIN, HOLDOUT, TRAIN, "id");

    assertThat(computed(copied, Metric.MEMBERSHIP_AUC).interval().low()).isGreaterThan(0.9);
    assertThat(computed(copied, Metric.DCR_SHARE).interval().low()).isGreaterThan(0.5);
    assertThat(computed(copied, Metric.LINKABILITY_RISK).interval().low()).isGreaterThan(0.2);
  }

  @Test
  void ofAPartOfThePatientsThereIsNoRateOfOnePercent() {
    var copied = evaluate(TRAIN, HOLDOUT, TRAIN, "id");

    assertThat(computed(copied, Metric.MEMBERSHIP_TPR).interval().low()).isGreaterThan(0.01);
    for (var metric : List.of(Metric.MEMBERSHIP_OUTLIER_TPR, Metric.MEMBERSHIP_SUBGROUP_TPR)) {
      assertThat(copied.results(metric).get(0).reason()).contains("rows are about entities");
    }
  }

  @Test
  void intervalsCountPatients() {
    var byRow = evaluate(TRAIN, HOLDOUT, FRESH, null);
    var byPatient = evaluate(TRAIN, HOLDOUT, FRESH, "id");

    for (var metric :
        List.of(
            Metric.DCR_SHARE,
            Metric.LINKABILITY_RISK,
            Metric.COLUMN_SHAPES,
            Metric.ACCURACY_2WAY,
            Metric.TSTR_AUC)) {
      assertThat(width(byPatient, metric)).as(metric.id()).isGreaterThan(width(byRow, metric));
    }
    assertThat(linkage(byPatient).repeats()).isGreaterThan(5);
    assertThat(linkage(byRow).repeats()).isEqualTo(1);
  }

  /** Six visits of each patient, all alike. */
  private static Table alike(int patients, long seed) {
    var visits = visits(patients, seed);
    int[] first = IntStream.range(0, visits.rows()).map(row -> row / 6 * 6).toArray();
    return visits.select(first);
  }

  @Test
  void aPatientIsSingledOutByWhatAllTheirVisitsShare() {
    var train = alike(200, 1);
    var copied = evaluate(train, alike(200, 2), train, "id");
    var fresh = evaluate(train, alike(200, 2), alike(200, 3), "id");

    assertThat(computed(copied, Metric.SINGLING_OUT_RISK).interval().low()).isGreaterThan(0.5);
    assertThat(computed(fresh, Metric.SINGLING_OUT_RISK).interval().low()).isLessThan(0.01);
    assertThat(evaluate(train, alike(200, 2), train, null).results(Metric.SINGLING_OUT_RISK))
        .as("no description fits one row alone")
        .allMatch(result -> result.outcome() instanceof Outcome.NotComputed);
  }

  @Test
  void descriptionsThatFitOnePatientCountForLess() {
    var byRow = attack(evaluate(TRAIN, HOLDOUT, TRAIN, null), Metric.SINGLING_OUT_RISK);
    var byPatient = attack(evaluate(TRAIN, HOLDOUT, TRAIN, "id"), Metric.SINGLING_OUT_RISK);

    assertThat(byPatient.repeats()).isGreaterThan(1.2 * byRow.repeats());
  }

  private static AttackFinding linkage(Evaluation evaluation) {
    return attack(evaluation, Metric.LINKABILITY_RISK);
  }

  private static AttackFinding attack(Evaluation evaluation, Metric metric) {
    return evaluation.attacks().stream()
        .filter(attack -> attack.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accuracyIsReadAgainstWhatAsManyPatientsReach() {
    var byRow = computed(evaluate(TRAIN, HOLDOUT, FRESH, null), Metric.ACCURACY_2WAY);
    var byPatient = computed(evaluate(TRAIN, HOLDOUT, FRESH, "id"), Metric.ACCURACY_2WAY);

    assertThat(byPatient.value()).isEqualTo(byRow.value());
    assertThat(byRow.interval().high()).isLessThan(byRow.reference());
    assertThat(byPatient.interval().high()).isGreaterThan(byPatient.reference());
  }

  @Test
  void fewPatientsAreNotAttackedHoweverManyTheirRows() {
    var few = visits(39, 2);

    assertThat(evaluate(TRAIN, few, FRESH, "id").results(Metric.MEMBERSHIP_AUC).get(0).outcome())
        .isInstanceOfSatisfying(
            Outcome.NotComputed.class,
            missing -> {
              assertThat(missing.reason()).isEqualTo(Reason.TooFewRows);
              assertThat(missing.message()).contains("40 different values of id");
            });
  }
}
