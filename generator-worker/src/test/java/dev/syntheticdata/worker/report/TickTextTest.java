package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickTextTest {

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(TickText.shortened("creatinine", 120)).isEqualTo("creatinine");
    assertThat(TickText.cut("1997 to 1998", 120)).isEqualTo("1997 to 1998");
  }

  @Test
  void longNamesThatDifferAtTheirEndsCanStillBeTold() {
    String one = TickText.shortened("Measurement of white marker 1", 100);
    String two = TickText.shortened("Measurement of white marker 2", 100);

    assertThat(one).startsWith("Meas").endsWith("r 1").contains("…").isNotEqualTo(two);
    assertThat(TickText.width(one)).isLessThanOrEqualTo(100);
  }

  @Test
  void spansKeepTheirBeginning() {
    assertThat(TickText.cut("2013-10-05 to 2014-03-06", 90)).startsWith("2013-10-05").endsWith("…");
  }

  @Test
  void characterPairsAreNotTornApart() {
    String shown = TickText.shortened("\uD83D\uDE00".repeat(40), 60);

    assertThat(shown.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    assertThat(TickText.width(shown)).isLessThanOrEqualTo(60);
  }
}
