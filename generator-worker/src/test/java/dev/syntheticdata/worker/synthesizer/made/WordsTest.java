package dev.syntheticdata.worker.synthesizer.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[0-9]{3};1000",
        "CUST-\\d{2};100",
        "[A-C]?x;4",
        "(ab|c)[01]{2};8",
        "a{1,3};3",
        "[-ab]\\.;3",
        "|x;2",
        // Words that a pattern makes in two ways are there once.
        "a{1,2}a{1,2};3",
        "(a|aa)(a|aa);3",
        "(ab|a)(c|bc);3",
      })
  void areThoseOfTheRegularExpression(String pattern, long count) {
    var words = Words.of(pattern);
    assertThat(words.count()).isEqualTo(count);
    assertThat(words.all()).doesNotHaveDuplicates().hasSize((int) count);
    assertThat(words.all()).allMatch(Pattern.compile(pattern).asMatchPredicate());
  }

  @Test
  void ofAClassOfAllCharactersAreCountedByRanges() {
    var words = Words.of("[ -\udbff\udfff]{256}");

    assertThat(words.count()).isEqualTo(1L << 62);
    assertThat(words.word(7, 3).codePoints()).hasSize(256).noneMatch(c -> c < ' ');
  }

  @Test
  void ofVeryLargePatternsAreDifferentForDifferentNumbers() {
    var words = Words.of("[A-Z0-9]{32}");
    assertThat(words.count()).isEqualTo(1L << 62);
    var random = new Random(1);
    var seen = new HashSet<String>();
    for (long number = 0; number < 10_000; number++) {
      // The same free bits now and then, as rows of different shards may have them.
      seen.add(words.word(number, random.nextInt(100)));
    }
    assertThat(seen).hasSize(10_000).allMatch(word -> word.matches("[A-Z0-9]{32}"));
    assertThat(seen.stream().map(word -> word.substring(0, 4)).distinct().count())
        .isGreaterThan(90);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a*",
        "a+",
        "[^a]",
        ".",
        "^a",
        "(a",
        "a)",
        "[a",
        "a{2",
        "a{3,2}",
        "a{,2}",
        "\\s",
        "a{1000}",
        "[z-a]",
        "a{2}{2}",
        "(a{200}){200}"
      })
  void ofOtherPatternsAreRefused(String pattern) {
    assertThatThrownBy(() -> Words.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }
}
