package dev.syntheticdata.worker.synthesizer.made;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.table.WholeNumbers;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordNumbersTest {

  private static Optional<WholeNumbers> numbers(String pattern) {
    return WordNumbers.of(Words.of(pattern));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1-9]\\d{3}; 1000; 9999",
        "[1-9]\\d{0,2}|0; 0; 999",
        "-[1-9]\\d?; -99; -1",
        "(-?[2-8])|0; -8; 8",
        "4\\d{9}; 4000000000; 4999999999",
        "[1-8]\\d{18}; 1000000000000000000; 8999999999999999999",
        "922337203685477580[0-7]; 9223372036854775800; 9223372036854775807",
        "-9223372036854775808; -9223372036854775808; -9223372036854775808"
      })
  void reachFromTheLeastToTheGreatestWord(String pattern, long least, long greatest) {
    assertThat(numbers(pattern)).contains(new WholeNumbers(least, greatest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d{4}",
        "0\\d",
        "-0",
        "-?\\d",
        "[1-9]?",
        "A[1-9]",
        "[1-9]A?",
        "-",
        "[+][1-9]",
        "[1-9]\\d{18}",
        "-9223372036854775809",
        "[1-9]\\d{30}",
        "[1-9a]",
        // Cut to 16 bits these are digits.
        "[\ud840\udc31-\ud840\udc39]{3}"
      })
  void areNoneWhereAWordIsNoNumberOf64Bits(String pattern) {
    assertThat(numbers(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1-9]\\d{0,2}|0", "(-?[2-8]\\d?)|0", "1?[3-5]{1,3}", "-?(7|81|[2-4]0)"})
  void agreeWithAllWords(String pattern) {
    var words = Words.of(pattern).all().stream().map(BigInteger::new).sorted().toList();

    assertThat(numbers(pattern))
        .contains(
            new WholeNumbers(
                words.get(0).longValueExact(), words.get(words.size() - 1).longValueExact()));
  }
}
