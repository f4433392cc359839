package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.StandardGates;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are new but for a value that names whom they were made from. */
class CopiedNamesTest {

  private static final int ROWS = 40;

  private static Table rows(ColumnType type, int first, IntFunction<String> value) {
    return table()
        .numbers("n", IntStream.range(first, first + ROWS).asDoubleStream().toArray())
        .strings(
            "value",
            type,
            IntStream.range(first, first + ROWS).mapToObj(value).toArray(String[]::new))
        .build();
  }

  private static Evaluation evaluate(ColumnType type, IntFunction<String> real, Table synthetic) {
    return evaluate(rows(type, 0, real), rows(type, 1_000, real), synthetic);
  }

  private static Evaluation evaluate(Table train, Table holdout, Table synthetic) {
    return new Evaluator()
        .only(Set.of(Metric.EXACT_MATCH_SHARE))
        .evaluate(new EvaluationInput(train, holdout, synthetic, List.of(), 1));
  }

  /** The first half with values of T, the others without any; no number is one of T's. */
  private static Table withHalfOf(ColumnType type, IntFunction<String> real) {
    return rows(type, 5_000, i -> i - 5_000 < ROWS / 2 ? real.apply(i - 5_000) : null);
  }

  private static double share(Evaluation evaluation) {
    var outcome = (Outcome.Computed) evaluation.results(Metric.EXACT_MATCH_SHARE).get(0).outcome();
    assertThat(outcome.reference()).isZero();
    return outcome.value();
  }

  @Test
  void mailAddressesThatAreCopiedAreMatches() {
    IntFunction<String> address = i -> "p%d@example.org".formatted(i * 7919 % 100_003);

    var evaluation =
        evaluate(ColumnType.IDENTIFIER, address, withHalfOf(ColumnType.IDENTIFIER, address));

    assertThat(share(evaluation)).isEqualTo(0.5);
    assertThat(evaluation.notes())
        .contains(
            "50.0 % of the synthetic rows have an identifier or a text of a real row, in: value."
                + " Distances and attacks do not look at these columns.");
  }

  @Test
  void textsThatAreCopiedAreMatches() {
    IntFunction<String> text = i -> "Came in with a cough, for the time no. " + i;

    assertThat(share(evaluate(ColumnType.TEXT, text, withHalfOf(ColumnType.TEXT, text))))
        .isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "row-%03d", "P%d/2024"})
  void numbersOfRowsThatAreMetByCountingAreNone(String form) {
    IntFunction<String> count = form::formatted;
    var type = ColumnType.IDENTIFIER;

    var evaluation = evaluate(type, count, withHalfOf(type, count));

    assertThat(share(evaluation)).isZero();
    assertThat(evaluation.notes()).noneMatch(note -> note.contains("of a real row"));
  }

  @Test
  void numbersThatAreFarApartAreMatches() {
    IntFunction<String> number = i -> Integer.toString(100_000_000 + i * 104_729);

    assertThat(
            share(
                evaluate(ColumnType.IDENTIFIER, number, withHalfOf(ColumnType.IDENTIFIER, number))))
        .isEqualTo(0.5);
  }

  @Test
  void textsOfFewLettersOrOfSeveralRowsAreNone() {
    IntFunction<String> amount = i -> "EUR %d.50".formatted(i);
    IntFunction<String> sentence = i -> "No complaints, nothing to be seen";

    assertThat(share(evaluate(ColumnType.TEXT, amount, withHalfOf(ColumnType.TEXT, amount))))
        .isZero();
    assertThat(share(evaluate(ColumnType.TEXT, sentence, withHalfOf(ColumnType.TEXT, sentence))))
        .isZero();
  }

  /** Rows of customers of whom there are ten, by a number from 0 on. */
  private static Table ofCustomers(int first, IntFunction<String> customer) {
    return rows(ColumnType.IDENTIFIER, first, i -> customer.apply(i % 10));
  }

  /** As where the rows of a customer are on both sides of the split: H is no measure of names. */
  @Test
  void copiesUnderNewNamesAreCaughtWhereNamesRepeat() {
    IntFunction<String> customer = i -> "customer-" + i * 7919 % 100_003;

    var results =
        evaluate(
                ofCustomers(0, customer),
                ofCustomers(1_000, customer),
                ofCustomers(0, i -> "new-customer-" + i * 6151 % 100_003))
            .results();

    var verdicts =
        GateVerdicts.of(StandardGates.list(), results.stream().map(Measurement::toResult).toList());
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.metric() == Metric.EXACT_MATCH_SHARE)
        .singleElement()
        .matches(verdict -> verdict.verdict() == Verdict.FAILED);
  }

  @Test
  void namesThatTheHoldoutHasTooAreNone() {
    IntFunction<String> customer = i -> "customer-" + i * 7919 % 100_003;
    IntFunction<String> note = i -> "Came in with a cough, for the time no. " + i % 10;

    assertThat(
            share(
                evaluate(
                    ofCustomers(0, customer),
                    ofCustomers(1_000, i -> customer.apply(Math.max(i, 4))),
                    ofCustomers(5_000, customer))))
        .isEqualTo(0.4);
    assertThat(
            share(
                evaluate(
                    rows(ColumnType.TEXT, 0, i -> i < 10 ? note.apply(i) : null),
                    rows(ColumnType.TEXT, 1_000, note),
                    rows(ColumnType.TEXT, 5_000, note))))
        .isZero();
  }
}
