package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "COLUMN_SHAPES, column shapes",
    "KS_COMPLEMENT, KS complement",
    "TV_COMPLEMENT, TV complement",
    "CORRELATION_SIMILARITY, correlation similarity",
    "PMSE_RATIO, pMSE ratio",
    "TSTR_LINEAR_R2, TSTR linear R²",
    "DRIFT_SOURCE_PSI, source PSI"
  })
  void metricsHaveNamesForPeople(Metric metric, String name) {
    assertThat(Words.name(metric)).isEqualTo(name);
  }
}
