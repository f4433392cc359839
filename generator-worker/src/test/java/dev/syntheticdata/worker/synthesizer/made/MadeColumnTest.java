package dev.syntheticdata.worker.synthesizer.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MadeColumnTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 1000, 4097, 100_000})
  void aPermutationReachesEachNumberOnce(long size) {
    var permutation = new Permutation(size, new CellRandom(7, 3));
    var seen = new HashSet<Long>();
    for (long number = 0; number < size; number++) {
      seen.add(permutation.of(number));
    }
    assertThat(seen).hasSize((int) size).allMatch(number -> number >= 0 && number < size);
  }

  @Test
  void identifiersOfAMillionRowsAreDifferentAcrossShards() {
    var column = new PatternColumn("id", "CUST-[0-9]{8}");
    var seen = new HashSet<String>();
    for (int shard = 9; shard >= 0; shard--) {
      // Each shard begins with a column of its own, as another pod does.
      var values = new PatternColumn("id", "CUST-[0-9]{8}").values(0, shard * 100_000L, 100_000, 5);
      seen.addAll(Arrays.asList(values.strings()));
    }
    assertThat(seen).hasSize(1_000_000).allMatch(value -> value.matches("CUST-[0-9]{8}"));
    assertThat(column.values(0, 123_456, 1, 5).strings()[0])
        .isEqualTo(column.values(0, 100_000, 50_000, 5).strings()[23_456]);
    assertThat(column.values(0, 0, 100, 6).strings())
        .isNotEqualTo(column.values(0, 0, 100, 5).strings());
  }

  @Test
  void aPatternIsUsedUpAndNotBeyond() {
    var column = new PatternColumn("id", "[a-z][0-9]");
    assertThat(column.mostRows()).isEqualTo(260);
    assertThat(new HashSet<>(Arrays.asList(column.values(0, 0, 260, 1).strings()))).hasSize(260);
    assertThatThrownBy(() -> column.values(0, 200, 61, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'id'")
        .hasMessageContaining("260 words");
  }

  @ParameterizedTest
  @EnumSource(PersonalField.class)
  void personalFieldsAreFunctionsOfTheRow(PersonalField field) {
    var column = new PersonalColumn("p", field, "en", 0);
    column.check();
    var all = column.values(3, 0, 200, 9).strings();
    assertThat(all).doesNotContainNull().allMatch(value -> !value.isBlank());
    assertThat(column.values(3, 150, 50, 9).strings()).isEqualTo(Arrays.copyOfRange(all, 150, 200));
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(new PersonalColumn("p", field, "en", 0).values(3, 0, 200, 9).strings())
          .isEqualTo(all);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(column.values(4, 0, 200, 9).strings()).isNotEqualTo(all);
  }

  /** Scripts that are not Latin, and a language whose addresses Datafaker puts in a real domain. */
  @ParameterizedTest
  @ValueSource(strings = {"ar", "bg", "el-GR", "fr-CA", "ja", "ru", "ta-IN", "tr", "zh-CN", "en"})
  void addressesOfEveryLanguageAreWellFormedAndBelongToNobody(String locale) {
    var values =
        new PersonalColumn("p", PersonalField.EMAIL, locale, 0).values(0, 0, 300, 3).strings();
    assertThat(values)
        .allMatch(value -> value.matches("[a-z0-9]+([._-][a-z0-9]+)*@example\\.(com|org|net)"));
    assertThat(new HashSet<>(Arrays.asList(values))).hasSizeGreaterThan(200);
  }

  /** Templates of Datafaker that begin with a space, and ones with a letter left to draw. */
  @ParameterizedTest
  @ValueSource(strings = {"fr-CA", "es-MX", "es-PY", "en"})
  void streetsOfEveryLanguageAreWhole(String locale) {
    var column = new PersonalColumn("p", PersonalField.STREET_ADDRESS, locale, 0);
    assertThat(column.values(0, 0, 300, 3).strings())
        .allMatch(value -> value.equals(value.strip()) && !value.contains("?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca-CAT", "en-NEP", "en-PAK", "de"})
  void everyLanguageHasTelephoneNumbers(String locale) {
    var column = new PersonalColumn("p", PersonalField.PHONE_NUMBER, locale, 0);
    column.check();
    assertThat(column.values(0, 0, 100, 3).strings())
        .allMatch(value -> value.matches(".*[0-9].*[0-9].*[0-9].*"));
  }

  @Test
  void charactersBeyondTheBasicPlaneAreWhole() {
    var column = new PatternColumn("id", "[\uD83D\uDE00-\uD83D\uDE04]{2}\uD83D\uDE80?[A-B]");
    assertThat(column.mostRows()).isEqualTo(100);
    var values = column.values(0, 0, 100, 1).strings();
    assertThat(new HashSet<>(Arrays.asList(values)))
        .hasSize(100)
        .allMatch(value -> StandardCharsets.UTF_8.newEncoder().canEncode(value));
  }

  /** An empty identifier would be read as a missing one. */
  @Test
  void aPatternOfTheEmptyWordIsRefused() {
    var column = new PatternColumn("id", "[A-Z]{0,3}");
    assertThatThrownBy(column::check)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'id'")
        .hasMessageContaining("at least one character");
  }

  @Test
  void personalFieldsKeepTheirShareOfMissingValues() {
    var values = new PersonalColumn("p", PersonalField.CITY, "de", 0.3).values(0, 0, 5_000, 1);
    long missing = Arrays.stream(values.strings()).filter(value -> value == null).count();
    assertThat(missing).isBetween(1_350L, 1_650L);
  }
}
