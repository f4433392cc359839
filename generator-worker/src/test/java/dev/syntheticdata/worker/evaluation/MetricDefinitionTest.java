package dev.syntheticdata.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricDefinitionTest {

  @ParameterizedTest
  @EnumSource(Metric.class)
  void everyMetricIsDefined(Metric metric) {
    var definition = MetricDefinition.of(metric);

    assertThat(definition.metric()).isEqualTo(metric);
    assertThat(definition.definition()).endsWith(".");
    assertThat(definition.source()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void aMetricHasAReferenceOrSaysWhyNot(Metric metric) {
    var definition = MetricDefinition.of(metric);

    assertThat(definition.noReference() == null).isEqualTo(definition.reference() != null);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void theMetricsOfModelsAndOnlyTheyArePerTarget(Metric metric) {
    boolean ofModel =
        Family.of(metric) == Family.UTILITY
            || metric == Metric.RARE_CLASS_RECALL
            || metric == Metric.DEMOGRAPHIC_PARITY_DIFFERENCE
            || metric == Metric.EQUAL_OPPORTUNITY_DIFFERENCE;
    assertThat(metric.perTarget()).isEqualTo(ofModel);
  }
}
