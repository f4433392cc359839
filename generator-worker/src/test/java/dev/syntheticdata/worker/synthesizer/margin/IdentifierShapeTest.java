package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static String[] rowsOf(String type, String[] source) {
    var schema =
        new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of()).withParquet(type);
    var never = new double[] {0.1, 0.1, 0.1};
    return IdentifierShape.of(schema, Column.ofStrings(source), 0, true)
        .orElseThrow()
        .fill(0, never, never, new CellRandom(1, 1))
        .strings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // After the greatest, at a round number, where there is room.
        "optional int64; 7,103,20; 200,201,202",
        "optional int64; -7,-3; 10,11,12",
        "optional int64; -7,5; 10,11,12",
        // Among the others, where there is more: none of the source, and none below zero if it can.
        "optional int32; 2000000000,2000000001; 1,2,3",
        "optional int32; 5,2000000000; 100000000,100000001,100000002",
        "optional int64; 9223372036854775807,9223372036854775806; 1,2,3",
        "optional int32 (INTEGER(8,true)); 120,30; 31,32,33",
        "optional int64 (INTEGER(64,false)); 18446744073709551615,7; 10,11,12",
        // What a type cannot hold is none of its numbers.
        "optional int64 (DECIMAL(3,0)); 990; 1,2,3",
        "optional double; 7,8; 10,11,12",
        "optional int32 (DECIMAL(9,2)); 7.50,8.25; 10,11,12"
      })
  void numbersOfATypeAreFreeOnesOfThatType(String type, String source, String drawn) {
    assertThat(rowsOf(type, source.split(","))).containsExactly(drawn.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "optional int32 (INTEGER(8,true)); -128; 127",
        "optional int32 (INTEGER(8,false)); 0; 255",
        "optional int32 (DECIMAL(2,0)); -99; 99",
        "optional int32 (DECIMAL(2,2)); 0; 0"
      })
  void whereNoNumberIsFreeTheShapeIsAnother(String type, int least, int greatest) {
    var all =
        IntStream.rangeClosed(least, greatest).mapToObj(Integer::toString).toArray(String[]::new);

    var schema =
        new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of()).withParquet(type);

    var fitted = fitted(schema, all);

    assertThat(fitted.schema().columns().get(0).parquet()).isNull();
    assertThat(fitted.limitations())
        .anyMatch(limitation -> limitation.contains("they are strings in Parquet"));
  }

  private static MarginFitter.Margins fitted(ColumnSchema schema, String[] values) {
    var table = new Table(new TableSchema(List.of(schema)), List.of(Column.ofStrings(values)));
    return MarginFitter.fit(table, FitOptions.seeded(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional int32 (DATE)",
        "optional boolean",
        "optional binary (JSON)",
        "optional fixed_len_byte_array(2)"
      })
  void aTypeOfOtherThanNumbersAndTextsIsNotKept(String type) {
    var schema =
        new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of()).withParquet(type);

    var fitted = fitted(schema, new String[] {"ab", "cd"});

    assertThat(fitted.schema().columns().get(0).parquet()).isNull();
    assertThat(fitted.limitations()).anyMatch(limitation -> limitation.contains(type));
  }

  @Test
  void aTypeOfFewNumbersHasFewRows() {
    var schema =
        new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of())
            .withParquet("optional int32 (INTEGER(8,true))");

    var margin =
        IdentifierShape.of(schema, Column.ofStrings(new String[] {"1", "2"}), 0, true)
            .orElseThrow();

    assertThat(IdentifierMargin.mostRows(List.of(margin))).isEqualTo(118);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Of few numbers all are taken, so that those beside them are told.
        "optional int32 (INTEGER(8,true)); 30,120; 31; 89",
        // Of more, both ends are round, and the same for several sources.
        "optional int32 (INTEGER(16,true)); 1234,32400; 2000; 30000",
        "optional int32 (INTEGER(16,true)); 1567,32500; 2000; 30000"
      })
  void aStretchTellsItsEndsOnlyWhereItIsShort(String type, String source, long start, long rows) {
    var schema =
        new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of()).withParquet(type);

    var margin =
        IdentifierShape.of(schema, Column.ofStrings(source.split(",")), 0, true).orElseThrow();

    assertThat(margin.start()).isEqualTo(start);
    assertThat(margin.rows()).isEqualTo(rows);
  }
}
