package dev.syntheticdata.worker.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.report.TestEvidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontMatterTest {

  @Test
  void itStandsAtTheHeadOfTheCard() {
    var card = DatasetCard.of(TestEvidence.evidence(TestEvidence.GATES));

    assertThat(card)
        .startsWith("---\npretty_name: \"patients, version 3\"\nlicense: unknown\n")
        .contains("size_categories: [\"n<1K\"]\n", "data_files: \"data/*.parquet\"\n---\n\n# ");
  }

  @ParameterizedTest
  @CsvSource({
    "999, n<1K",
    "1000, 1K<n<10K",
    "999999, 100K<n<1M",
    "1000000, 1M<n<10M",
    "1000000000, n>1B"
  })
  void sizesHaveTheNamesOfTheHub(long rows, String name) {
    assertThat(FrontMatter.sizeCategory(rows)).isEqualTo(name);
  }
}
