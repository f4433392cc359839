package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetCheckTest {

  @ParameterizedTest
  @CsvSource({
    "123e4567-e89b-12d3-a456-426614174000, true",
    "123E4567-E89B-12D3-A456-426614174000, true",
    "1-1-1-1-1, false",
    "123e4567e89b12d3a456426614174000, false",
    "123e4567-e89b-12d3-a456-4266141740001, false"
  })
  void aUuidHasAllOfItsDigits(String text, boolean held) {
    var column =
        new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of())
            .withParquet("optional fixed_len_byte_array(16) (UUID)");

    assertThat(new ParquetCheck(column).holds(Column.ofStrings(new String[] {text}), 0))
        .isEqualTo(held);
  }
}
