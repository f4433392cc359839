package dev.syntheticdata.task;

import static dev.syntheticdata.task.GateVerdictsTest.gate;
import static dev.syntheticdata.task.GateVerdictsTest.judge;
import static dev.syntheticdata.task.GateVerdictsTest.ruleOfMessage;
import static dev.syntheticdata.task.GateVerdictsTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gates on a column, beside those on the table of {@link GateVerdictsTest}. */
class ColumnGatesTest {

  /** The schema's rules list by name what {@link Metric#perColumn()} tells. */
  @ParameterizedTest
  @EnumSource
  void theSchemaRefusesColumnsOfMetricsThatHaveNoValuesByColumn(Metric metric) {
    String name = "'" + metric.id() + "'";

    assertThat(ruleOfMessage("the metric has no values by column").contains(name))
        .isEqualTo(metric.perColumn());
    assertThat(ruleOfMessage("the metric has no interval by column").contains(name))
        .isEqualTo(metric.hasIntervalByColumn());
  }

  private static Gate of(String column, Metric metric, double min, String target) {
    return new Gate(metric, min, null, target, null, null, null, column);
  }

  private static MetricResult by(String column, Metric metric, String target, double value) {
    return new MetricResult(metric, target, value, null, null, null, null, column);
  }

  @Test
  void aGateOnAColumnIsJudgedByThatColumnAlone() {
    var table = value(Metric.COLUMN_SHAPES, null, 0.97);
    var age = by("age", Metric.COLUMN_SHAPES, null, 0.31);
    var sex = by("sex", Metric.COLUMN_SHAPES, null, 0.99);

    var results =
        GateVerdicts.of(
            List.of(
                gate(Metric.COLUMN_SHAPES, 0.95, null, null),
                of("age", Metric.COLUMN_SHAPES, 0.95, null),
                of("sex", Metric.COLUMN_SHAPES, 0.95, null)),
            List.of(age, table, sex));

    assertThat(results)
        .extracting(GateResult::label)
        .containsExactly(
            "fidelity.column-shapes",
            "fidelity.column-shapes[column age]",
            "fidelity.column-shapes[column sex]");
    assertThat(results)
        .extracting(GateResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED);
    assertThat(results.get(1).message())
        .isEqualTo(
            "0.3100 is below the minimum 0.95: the column is not distributed as the real one");
  }

  @Test
  void aColumnMayHaveATargetAndIsJudgedByTheWorstWithoutOne() {
    var metric = Metric.DEMOGRAPHIC_PARITY_DIFFERENCE;
    var died = by("sex", metric, "died", 0.8);
    var stage = by("sex", metric, "stage", 0.2);

    assertThat(judge(of("sex", metric, 0.5, "died"), stage, died).label())
        .isEqualTo("fairness.demographic-parity-difference[died, column sex]");
    assertThat(judge(of("sex", metric, 0.5, null), died, stage).value()).isEqualTo(0.2);
    assertThat(judge(of("sex", metric, 0.0, "dead"), died, stage).verdict())
        .isEqualTo(Verdict.NOT_COMPUTED);
  }

  @ParameterizedTest
  @EnumSource
  void aColumnWithoutValueNeverPassesAndIsNamed(Metric metric) {
    var table = value(metric, null, 0.5);
    var other = by("sex", metric, null, 0.5);

    var result = judge(of("age", metric, -1e9, null), table, other);

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.column()).isEqualTo("age");
    assertThat(result.message()).contains("age");
    assertThat(result.message().contains("leave column out")).isEqualTo(!metric.perColumn());
    assertThat(GateVerdicts.passed(List.of(result))).isFalse();
  }

  @Test
  void aGateOfTheTableIsNotJudgedByAColumn() {
    var result =
        judge(
            gate(Metric.COLUMN_SHAPES, 0.0, null, null), by("age", Metric.COLUMN_SHAPES, null, 1));

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
  }
}
