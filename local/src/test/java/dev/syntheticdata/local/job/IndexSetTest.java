package dev.syntheticdata.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0", "0 1|0,1", "0 1 2|0-2", "0 2 3 4 7 8|0,2-4,7,8", "5|5"})
  void joinsRunsOfThreeOrMore(String indexes, String text) {
    TreeSet<Integer> set =
        Stream.of(indexes.split(" "))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(IndexSet.format(set)).isEqualTo(text);
    assertThat(IndexSet.parse(text, 100)).isEqualTo(set);
  }

  @Test
  void readsNothingAsEmpty() {
    assertThat(IndexSet.parse(null, 10)).isEmpty();
    assertThat(IndexSet.parse("", 10)).isEmpty();
  }

  @Test
  void dropsIndexesBeyondTheCompletions() {
    assertThat(IndexSet.parse("0-9", 3)).containsExactly(0, 1, 2);
  }
}
