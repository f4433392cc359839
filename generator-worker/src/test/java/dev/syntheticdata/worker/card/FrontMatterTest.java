package dev.syntheticdata.worker.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.report.Handling;
import dev.syntheticdata.worker.report.TestEvidence;
import java.util.List;
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

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(FrontMatter.of(TestEvidence.evidence(TestEvidence.GATES), Handling.UNKNOWN))
        .contains("tags: [\"synthetic\",\"tabular\"]\n")
        .doesNotContain("language", "version:");
  }

  @Test
  void versionAndLanguageOfInventedValuesAreThere() {
    var handling = new Handling(3L, List.of(), List.of(), List.of("de", "en"));

    assertThat(FrontMatter.of(TestEvidence.evidence(TestEvidence.GATES), handling))
        .contains(
            "language: [\"de\",\"en\"]\n", "tags: [\"synthetic\",\"tabular\",\"version:3.0.0\"]\n");
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
