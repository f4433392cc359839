package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import org.junit.jupiter.api.Test;

class IdentifierShapeTest {

  private static String[] rows(String... source) {
    var never = new double[] {0.1, 0.1, 0.1};
    var column = Column.ofStrings(source);
    return IdentifierShape.known(column, 0)
        .orElseGet(() -> IdentifierShape.unlike(column, 0))
        .fill(0, never, never, new CellRandom(1, 1))
        .strings();
  }

  @Test
  void numbersBeginAboveTheGreatest() {
    assertThat(rows("7", "103", "20")).containsExactly("200", "201", "202");
  }

  @Test
  void prefixAndWidthAreKept() {
    assertThat(rows("C-0007", "C-0120")).containsExactly("C-0200", "C-0201", "C-0202");
  }

  @Test
  void zerosBeforeANumberAreKept() {
    assertThat(rows("00041", "00042")).containsExactly("00050", "00051", "00052");
  }

  @Test
  void widthGrowsWhereItHasTo() {
    assertThat(rows("A98", "A99")).containsExactly("A100", "A101", "A102");
  }

  @Test
  void whichNumberIsTheGreatestIsNotTold() {
    assertThat(rows("R61", "R68")).isEqualTo(rows("R61", "R62")).contains("R70");
    assertThat(rows("7")).isEqualTo(rows("3")).contains("10");
    assertThat(rows("4611686018427387903")).contains("5000000000000000000");
  }

  @Test
  void anUnknownShapeIsNumberedWithAPrefixOfItsOwn() {
    assertThat(rows("ann@a.org", "bob@b.org")).containsExactly("row-0", "row-1", "row-2");
  }

  @Test
  void thePrefixIsNoneOfTheSources() {
    assertThat(rows("row-x", "bob"))
        .containsExactly("synthetic-row-0", "synthetic-row-1", "synthetic-row-2");
  }

  @Test
  void missingIdentifiersDoNotMatter() {
    assertThat(rows("9", null, "10")).containsExactly("20", "21", "22");
  }

  @Test
  void longNumbersGoOnAsNumbers() {
    assertThat(rows("1288834974657000017", "1420070400000123456"))
        .containsExactly("2000000000000000000", "2000000000000000001", "2000000000000000002");
  }

  @Test
  void numbersOverHalfOfWhatCanBeCountedAreOfUnknownShape() {
    assertThat(rows("9223372036854775806", "9223372036854775807"))
        .containsExactly("row-0", "row-1", "row-2");
  }

  @Test
  void numbersTooLongToCountAreOfUnknownShape() {
    assertThat(rows("123456789012345678901", "123456789012345678902"))
        .containsExactly("row-0", "row-1", "row-2");
  }
}
