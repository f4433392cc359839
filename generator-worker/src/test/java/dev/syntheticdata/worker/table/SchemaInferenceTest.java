package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaInferenceTest {

  private static ColumnSchema infer(String name, List<String> values) {
    return infer(name, values, SchemaHints.none());
  }

  private static ColumnSchema infer(String name, List<String> values, SchemaHints hints) {
    var column = new RawColumn(name, RawColumn.Origin.UNTYPED);
    values.forEach(column::addField);
    return SchemaInference.infer(new RawTable("test", List.of(column)), hints).columns().get(0);
  }

  private static ColumnSchema infer(String... values) {
    return infer("column", List.of(values));
  }

  private static List<String> rows(int rows, IntFunction<String> value) {
    return IntStream.range(0, rows).mapToObj(value).toList();
  }

  @Test
  void wholeNumbersAreIntegers() {
    assertThat(infer("1", "-20", "0", "3").type()).isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void zeroAndOneStayIntegers() {
    assertThat(infer("0", "1", "1").type()).isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void codesWithLeadingZerosAreLabels() {
    assertThat(infer("01234", "04321", "01234").type()).isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void numbersTooLongForADoubleAreLabels() {
    assertThat(infer("9007199254740993", "1", "1").type()).isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void decimalsHaveTheMostDecimalsSeen() {
    var column = infer("1.5", "2.125", "3");

    assertThat(column.type()).isEqualTo(ColumnType.DECIMAL);
    assertThat(column.scale()).isEqualTo(3);
  }

  @Test
  void aLongTailOfRareLabelsDoesNotMakeLabelsText() {
    var towns = rows(1_000, row -> row < 800 ? "town " + row % 60 : "hamlet " + row);

    assertThat(infer("town", towns).type()).isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void remarksOfFewRowsAreNoLabelsHoweverOftenOthersAreRepeated() {
    var remarks =
        rows(1_000, row -> row < 800 ? "none" : "told us on the phone that it was day " + row);

    assertThat(infer("remark", remarks).type()).isEqualTo(ColumnType.TEXT);
  }

  @Test
  void remarksOfWhichSomeAreRepeatedStayText() {
    var remarks = rows(1_000, row -> row < 600 ? "remark " + row % 60 : "as told on day " + row);

    assertThat(infer("remark", remarks).type()).isEqualTo(ColumnType.TEXT);
  }

  @Test
  void fractionsOfSecondsOfAnyLengthAreTimes() {
    var column = infer("2024-01-31 10:00:00.12+00", "2024-01-31 10:00:01+00");

    assertThat(column.type()).isEqualTo(ColumnType.DATE_TIME);
    var text = new ValueText(column);
    assertThat(text.print(text.parse("2024-01-31 10:00:00.12+00")))
        .isEqualTo("2024-01-31 10:00:00.12+00");
    assertThat(text.print(text.parse("2024-01-31 10:00:01+00")))
        .isEqualTo("2024-01-31 10:00:01+00");
  }

  @Test
  void numbersTooSmallForSeventeenDecimalsHaveMore() {
    assertThat(infer("1.9066e-301", "0.25").scale()).isEqualTo(305);
    assertThat(infer("0.44577929133326344", "0.5000000000000000001").scale()).isEqualTo(17);
  }

  @Test
  void exponentsAreDecimals() {
    assertThat(infer("1e-3", "2.5E2").type()).isEqualTo(ColumnType.DECIMAL);
  }

  @ParameterizedTest
  @CsvSource({"true,false", "yes,no", "Yes,No", "TRUE,FALSE", "t,f", "Y,N"})
  void pairsOfWordsAreBooleans(String yes, String no) {
    var column = infer(yes, no, yes);

    assertThat(column.type()).isEqualTo(ColumnType.BOOLEAN);
    assertThat(column.categories()).containsExactly(no, yes);
    assertThat(column.format()).isEqualTo(no + "|" + yes);
  }

  @Test
  void aSingleLetterAloneIsALabel() {
    assertThat(infer("f", "f").type()).isEqualTo(ColumnType.CATEGORICAL);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31,DATE,uuuu-MM-dd",
    "31/01/2024,DATE,dd/MM/uuuu",
    "01/31/2024,DATE,MM/dd/uuuu",
    "31.01.2024,DATE,dd.MM.uuuu",
    "23:59:01,TIME,HH:mm:ss",
    "23:59,TIME,HH:mm",
    "2024-01-31T10:00:00,DATE_TIME,uuuu-MM-dd'T'HH:mm:ss",
    "2024-01-31 10:00,DATE_TIME,uuuu-MM-dd HH:mm",
    "2024-01-31T10:00:00.123,DATE_TIME,uuuu-MM-dd'T'HH:mm:ss.SSS",
    "2024-01-31T10:00:00Z,DATE_TIME,uuuu-MM-dd'T'HH:mm:ssXXX",
    "2024-01-31T10:00:00+02:00,DATE_TIME,uuuu-MM-dd'T'HH:mm:ssXXX",
    "2024-01-31T10:00:00.123456789Z,DATE_TIME,uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS]XXX",
    "09:10 PM,TIME,hh:mm a",
    "9:10 PM,TIME,h:mm a",
    "1/31/2024 1:05:00 AM,DATE_TIME,M/d/uuuu h:mm:ss a",
  })
  void datesAndTimesAreRecognisedWithTheirPattern(String value, ColumnType type, String format) {
    var column = infer(value);

    assertThat(column.type()).isEqualTo(type);
    assertThat(column.format()).isEqualTo(format);
  }

  @Test
  void aDayThatDoesNotExistIsNoDate() {
    assertThat(infer("2024-02-30", "2024-01-01").type()).isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void oneValueAtTheVeryEndDecidesForAll() {
    var values = new java.util.ArrayList<>(rows(30_000, i -> Integer.toString(i % 100)));
    values.add("n.a.");

    assertThat(infer("column", values).type()).isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void anUnbrokenSequenceIsAnIdentifier() {
    assertThat(infer("nr", rows(100, i -> Integer.toString(1000 + (i * 37) % 100))).type())
        .isEqualTo(ColumnType.IDENTIFIER);
  }

  @Test
  void distinctNumbersInAColumnNamedSoAreIdentifiers() {
    assertThat(infer("patient_id", rows(30, i -> Integer.toString(i * i))).type())
        .isEqualTo(ColumnType.IDENTIFIER);
  }

  @Test
  void distinctNumbersWithGapsAreMeasurements() {
    assertThat(infer("income", rows(30, i -> Integer.toString(i * i))).type())
        .isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void anEntityThatRepeatsIsNotARowsIdentifier() {
    assertThat(infer("id", rows(100, i -> Integer.toString(i / 2))).type())
        .isEqualTo(ColumnType.INTEGER);
  }

  @Test
  void distinctWordsWithDigitsAreIdentifiers() {
    assertThat(infer("account", rows(100, i -> "AC-" + (7000 + i * 3))).type())
        .isEqualTo(ColumnType.IDENTIFIER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%d.%02d%%", "$%d.%02d", "EUR %d,%02d", "(%d,0%02d)", "%d.0%02d,5", "-%d.%02d€"})
  void distinctNumbersWrittenForPeopleAreNoIdentifiers(String format) {
    assertThat(infer("sum", rows(100, i -> format.formatted(1 + i / 10, i))).type())
        .isEqualTo(ColumnType.TEXT);
    assertThat(infer("sum_key", rows(100, i -> format.formatted(1 + i / 10, i))).type())
        .isEqualTo(ColumnType.TEXT);
  }

  @Test
  void smallNumbersAmongThoseWithSeparatorsAreNoReasonForIdentifiers() {
    assertThat(infer("sum", rows(100, i -> i < 95 ? "" + i * 7 : "1,0" + i)).type())
        .isEqualTo(ColumnType.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.%d.100.200", "USD%d", "%d,5", "%d%%x", "00%d,1"})
  void otherWordsWithDigitsAreIdentifiers(String format) {
    assertThat(infer("account", rows(100, i -> format.formatted(100 + i))).type())
        .isEqualTo(ColumnType.IDENTIFIER);
  }

  @Test
  void distinctSentencesAreText() {
    assertThat(infer("note", rows(100, i -> "seen on ward " + i)).type())
        .isEqualTo(ColumnType.TEXT);
  }

  @Test
  void manyLabelsAreCategoriesWhereEachHasRows() {
    assertThat(infer("city", rows(2_000, i -> "city " + i % 300)).type())
        .isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void manyLabelsWithHardlyARowEachAreText() {
    assertThat(infer("street", rows(1_000, i -> "street " + i % 500)).type())
        .isEqualTo(ColumnType.TEXT);
  }

  @Test
  void categoriesAreInTheOrderOfTheirText() {
    assertThat(infer("b", "a", "c", "a").categories()).containsExactly("a", "b", "c");
  }

  @Test
  void aColumnWithoutValuesIsCategoricalWithoutCategories() {
    var column = infer("", "NA", "");

    assertThat(column.type()).isEqualTo(ColumnType.CATEGORICAL);
    assertThat(column.categories()).isEmpty();
    assertThat(column.nullable()).isTrue();
  }

  @Test
  void aDeclaredTypeWins() {
    var hints = new SchemaHints(Map.of("grade", ColumnType.CATEGORICAL));

    assertThat(infer("grade", List.of("1", "2", "1"), hints).type())
        .isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void aDeclaredBooleanMayHaveItsOwnPair() {
    var hints = new SchemaHints(Map.of("dead", ColumnType.BOOLEAN));

    assertThat(infer("dead", List.of("1", "0", "1"), hints).categories()).containsExactly("0", "1");
  }

  @Test
  void aDeclarationThatTheValuesContradictIsAnError() {
    var hints = new SchemaHints(Map.of("when", ColumnType.DATE));

    assertThatThrownBy(() -> infer("when", List.of("soon", "later"), hints))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("column 'when'", "DATE", "Categorical");
  }

  @Test
  void digitsInATextColumnOfParquetAreLabels() {
    var column = new RawColumn("zip", RawColumn.Origin.TEXT);
    List.of("10115", "10117", "10115").forEach(column::add);

    assertThat(
            SchemaInference.infer(new RawTable("test", List.of(column)), SchemaHints.none())
                .columns()
                .get(0)
                .type())
        .isEqualTo(ColumnType.CATEGORICAL);
  }

  @Test
  void numbersWithMarksForMissingValuesAreNumbers() {
    var column = infer("12", "?", "15.5", "?", "20");

    assertThat(column.type()).isEqualTo(ColumnType.DECIMAL);
    assertThat(column.nullable()).isTrue();
    assertThat(column.missing()).containsExactly("?");
  }

  @Test
  void datesToo() {
    var column = infer("2024-01-31", "unknown", "", "2024-02-01");

    assertThat(column.type()).isEqualTo(ColumnType.DATE);
    assertThat(column.missing()).containsExactly("", "unknown");
  }

  @Test
  void amongLabelsAMarkIsALabel() {
    var column = infer("red", "?", "blue", "?");

    assertThat(column.categories()).containsExactly("?", "blue", "red");
    assertThat(column.missing()).isEmpty();
  }

  @Test
  void marksAloneAreLabels() {
    assertThat(infer("?", "-", "?").categories()).containsExactly("-", "?");
  }

  @Test
  void oneKindOfMissingValueIsNotRecorded() {
    assertThat(infer("1", "NA", "NA").missing()).isEmpty();
    assertThat(infer("red", "NA", "", "NA").missing()).containsExactly("NA", "");
  }

  @Test
  void theClockOfAColumnIsRecorded() {
    assertThat(infer("2024-01-31T10:00:00Z").zone()).isNull();
    assertThat(infer("2024-01-31T10:00:00+02:00", "2024-07-31T10:00:00+02:00").zone())
        .isEqualTo("+02:00");
    assertThat(infer("2024-01-31T10:00:00+01:00", "2024-07-31T10:00:00+02:00").zone())
        .isEqualTo("Europe/Berlin");
    // No place has both.
    assertThat(infer("2024-01-31T10:00:00+01:00", "2024-01-31T10:00:00+02:00").zone()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31T10:00:00Z,2024-01-31T10:00:01Z,XXX",
    "2024-01-31T10:00:00+00:00,2024-01-31T10:00:01+00:00,xxx",
    "2024-01-31T10:00:00+00:00,2024-07-31T10:00:01+01:00,xxx",
    "2024-01-31T10:00:00 +00:00,2024-01-31T10:00:01 +00:00,xxx",
    "2024-01-31T10:00:00+00,2024-01-31T10:00:01+00,x",
    "2024-01-31T10:00:00+0000,2024-01-31T10:00:01+0000,xx",
    "2024-01-31T10:00:00+0200,2024-01-31T10:00:01+0200,XX",
    "2024-01-31T10:00:00+02,2024-01-31T10:00:01+02,X",
    "2024-01-31T10:00:00+01:00,2024-01-31T10:00:01+01:00,XXX",
    "2024-01-31 10:00:00-05,2024-07-31 10:00:01-05,X"
  })
  void offsetsAreWrittenAsTheSourceDoes(String one, String other, String offset) {
    var column = infer(one, other);
    var text = new ValueText(column);

    assertThat(column.type()).isEqualTo(ColumnType.DATE_TIME);
    assertThat(column.format()).endsWith(offset);
    assertThat(text.print(text.parse(one))).isEqualTo(one);
    assertThat(text.print(text.parse(other))).isEqualTo(other);
  }

  @Test
  void whereBothFormsOfUtcAreThereItIsALetter() {
    assertThat(infer("2024-01-31T10:00:00Z", "2024-01-31T10:00:01+00:00").format()).endsWith("XXX");
  }
}
