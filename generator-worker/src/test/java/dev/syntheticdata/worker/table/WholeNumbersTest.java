package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "3, 5, 3",
    "3, 3, 1",
    "1, 0, 0",
    "9223372036854775807, -9223372036854775808, 0",
    "1, 9223372036854775807, 9223372036854775807",
    "0, 9223372036854775807, 9223372036854775807",
    "-9223372036854775808, 9223372036854775807, 9223372036854775807"
  })
  void countsThoseBetweenItsEnds(long least, long greatest, long count) {
    assertThat(new WholeNumbers(least, greatest).count()).isEqualTo(count);
  }
}
