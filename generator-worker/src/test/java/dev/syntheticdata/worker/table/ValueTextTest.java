package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

  private static ValueText decimal(int scale) {
    return new ValueText(new ColumnSchema("x", ColumnType.DECIMAL, false, scale, null, List.of()));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1.5,1.5", "-0.001,-0.001", "100,100", "0.1,0.1", "12345.678,12345.678"})
  void decimalsArePrintedWithoutTrailingZerosOrExponents(double value, String text) {
    assertThat(decimal(3).print(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "42.9,42.9",
    "5.66,5.66",
    "0.44577929133326344,0.44577929133326344",
    "-1234567.8,-1234567.8",
    "1e22,10000000000000000000000"
  })
  void manyDecimalsShowNoDigitsThatADoubleDoesNotHave(double value, String text) {
    assertThat(decimal(17).print(value)).isEqualTo(text);
  }

  @Test
  void everyDoubleComesBackFromItsTextHoweverSmall() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 307);
      assertThat(Double.parseDouble(decimal(340).print(value))).isEqualTo(value);
    }
    assertThat(Double.parseDouble(decimal(340).print(Double.MIN_VALUE))).isPositive();
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(decimal(2).print(-0.0)).isEqualTo("0");
  }

  @Test
  void everyDecimalOfUpToFifteenDigitsSurvivesItsText() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int scale = random.nextInt(12);
      var exact =
          BigDecimal.valueOf(random.nextLong(-999_999_999_999_999L, 1_000_000_000_000_000L), scale);
      var text = decimal(scale);
      assertThat(new BigDecimal(text.print(exact.doubleValue()))).isEqualByComparingTo(exact);
    }
  }

  @Test
  void printingDoesNotFollowTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      var day =
          new ValueText(new ColumnSchema("d", ColumnType.DATE, false, 0, "dd/MM/uuuu", List.of()));
      assertThat(day.print(0)).isEqualTo("01/01/1970");
      assertThat(decimal(2).print(1234.5)).isEqualTo("1234.5");
    } finally {
      Locale.setDefault(before);
    }
  }
}
