package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencesTest {

  private static final List<String> ROWS =
      List.of("b,f,2,x,9:00", "a,m,5,y,9:10", "b,f,1,x,9:20", "a,m,3,,9:30", "a,m,3,z,9:40");

  private static final Table TABLE = Rows.table("who,sex,day,what,clock", 5, ROWS::get);

  private static Sequences of(String key, String orderBy) {
    return Sequences.of(TABLE, new SequenceColumns(key, orderBy, null), "visits.csv");
  }

  @Test
  void eventsAreInOrderOfTimeAndThenOfTheTable() {
    var sequences = of("who", "day");

    assertThat(sequences.rows()).containsExactly(2, 0, 3, 4, 1);
    assertThat(sequences.starts()).containsExactly(0, 2, 5);
    assertThat(sequences.length(1)).isEqualTo(3);
  }

  @Test
  void whatIsConstantForEveryEntityIsFound() {
    var columns = new SequenceColumns("who", "day", null);

    assertThat(of("who", "day").context(TABLE, columns, "visits.csv"))
        .containsExactly(false, true, false, false, false);
  }

  @Test
  void whatIsDeclaredConstantMustBe() {
    var columns = new SequenceColumns("who", "day", List.of("sex", "what"));

    assertThatThrownBy(() -> of("who", "day").context(TABLE, columns, "visits.csv"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "visits.csv: sequence.context names 'what', which is not the same in all rows of an entity;"
                + " leave it out, or correct the data");
  }

  @Test
  void aDeclaredContextLeavesTheRestToTheEvents() {
    var columns = new SequenceColumns("who", "day", List.of());

    assertThat(of("who", "day").context(TABLE, columns, "visits.csv")).containsOnly(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whom | day | sequence.key names the column 'whom', which is not there",
        "who | date | sequence.orderBy names the column 'date', which is not there",
        "who | what | sequence.orderBy names the column 'what', which is CATEGORICAL",
        "what | day | the column 'what' of sequence.key has no value in 1 rows"
      })
  void whatCannotBeUsedIsRefused(String key, String orderBy, String message) {
    assertThatThrownBy(() -> of(key, orderBy))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("visits.csv: ")
        .hasMessageContaining(message);
  }
}
