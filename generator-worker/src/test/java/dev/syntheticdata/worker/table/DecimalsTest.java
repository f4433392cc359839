package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  private static Decimals of(List<String> texts) {
    var decimals = new Decimals();
    texts.forEach(text -> assertThat(decimals.add(text)).as(text).isTrue());
    return decimals.done();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "+1",
        "012",
        "-0",
        "-0.00",
        "00.5",
        ".5",
        "5.",
        "1e",
        "e5",
        "1e+",
        "1e5x",
        "12e5",
        "0.5e3",
        "1.e5",
        "-0e+00",
        "1e0005",
        "1e005",
        "+1e5",
        "1e5e5",
        "1E5e",
        "1.2345678901234567890e+01",
        "1e400",
        "1.2.3",
        "1,5",
        " 1",
        "9007199254740993",
        "1234567890123456789",
        "0.1234567890123456789",
        "١"
      })
  void refusesWhatWouldNotComeBack(String text) {
    assertThat(Decimals.holds(text)).isFalse();
    assertThat(new Decimals().add(text)).isFalse();
  }

  @Test
  void givesTextsBackAsTheyWere() {
    var texts =
        List.of(
            "0", "7", "-7", "3.10", "3.1", "0.05", "-0.5", "9007199254740992", "0.000000000001");
    var decimals = of(texts);

    assertThat(texts).allMatch(text -> decimals.text(texts.indexOf(text)).equals(text));
    assertThat(decimals.mostDecimals()).isEqualTo(12);
  }

  @Test
  void numbersAreTheDoublesNearestToTheTexts() {
    var random = new Random(3);
    var texts =
        random
            .longs(20_000, 0, 10_000_000_000_000_000L)
            .mapToObj(n -> BigDecimal.valueOf(n >> random.nextInt(50), random.nextInt(16)))
            .map(n -> random.nextBoolean() || n.signum() == 0 ? n : n.negate())
            .map(BigDecimal::toPlainString)
            .filter(Decimals::holds)
            .toList();
    var decimals = of(texts);

    assertThat(texts).hasSizeGreaterThan(19_000);
    for (int row = 0; row < texts.size(); row++) {
      assertThat(decimals.number(row)).isEqualTo(Double.parseDouble(texts.get(row)));
    }
  }

  @Test
  void numbersWithExponentsComeBackToo() {
    var texts =
        List.of(
            "5e-06",
            "-5e-06",
            "1.25E+07",
            "1.0E-5",
            "1e21",
            "1E-7",
            "1e+100",
            "5E-324",
            "0e+00",
            "0.000e+00",
            "1.50e+00",
            "1.2345678901234567e-05",
            "7",
            "0.1");
    var decimals = of(texts);

    for (int row = 0; row < texts.size(); row++) {
      assertThat(decimals.text(row)).isEqualTo(texts.get(row));
      assertThat(decimals.number(row)).isEqualTo(Double.parseDouble(texts.get(row)));
    }
    assertThat(decimals.mostDecimals()).isEqualTo(324);
    assertThat(decimals.isTiny()).isTrue();
    assertThat(of(List.of("1e+05", "7")).isWhole()).isFalse();
    assertThat(of(List.of("1e+05", "0.5")).isTiny()).isFalse();
  }

  @Test
  void whatProgramsWriteOfDoublesComesBack() {
    var random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      for (String text :
          List.of(
              Double.toString(value),
              String.format(Locale.ROOT, "%.6e", value),
              String.format(Locale.ROOT, "%.3E", value))) {
        if (Double.isFinite(value) && value != 0 && digits(text) <= 18) {
          var decimals = of(List.of(text));
          assertThat(decimals.text(0)).isEqualTo(text);
          assertThat(decimals.number(0)).isEqualTo(Double.parseDouble(text));
        }
      }
    }
  }

  private static long digits(String text) {
    String mantissa = text.split("[eE]")[0];
    return mantissa.chars().filter(Character::isDigit).count();
  }

  @Test
  void keepsMissingValuesMissing() {
    var decimals = new Decimals();
    decimals.add("1.5");
    decimals.add(null);
    decimals.done();

    assertThat(decimals.isMissing(0)).isFalse();
    assertThat(decimals.isMissing(1)).isTrue();
    assertThat(decimals.number(1)).isNaN();
    assertThat(decimals.text(1)).isNull();
  }
}
