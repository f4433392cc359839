package dev.syntheticdata.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.StandardGates;
import dev.syntheticdata.worker.evaluation.privacy.AttributeInference;
import dev.syntheticdata.worker.evaluation.privacy.ClosestRecord;
import dev.syntheticdata.worker.evaluation.privacy.ExactMatches;
import dev.syntheticdata.worker.evaluation.privacy.Linkability;
import dev.syntheticdata.worker.evaluation.privacy.Membership;
import dev.syntheticdata.worker.evaluation.privacy.SinglingOut;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Both errors of the standard gates about privacy on a small table, where chance has the most to
 * say: 2,000 real people, 400 of them held out. {@code bench/evaluation/gates} does the same with
 * more tables, more seeds and engines.
 */
class PrivacyGateErrorsTest {

  private static final int SEEDS = 20;
  private static final int ROWS = 2_000;
  private static final int HELD_OUT = 400;

  private static final Evaluator PRIVACY =
      new Evaluator(
          List.of(
              new ClosestRecord(),
              new ExactMatches(),
              new Membership(),
              new SinglingOut(),
              new Linkability(),
              new AttributeInference()));

  private static final Table ALL = TableReader.read(Rows.flchain(), SchemaHints.none());

  /**
   * In how many of the seeds any of the gates fails.
   *
   * @param made the synthetic rows, of other real rows and of those learned from
   */
  private static int rejected(BiFunction<Table, Table, Table> made) {
    int rejected = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      int[] order = Arrays.copyOf(new RowSampler(seed).permutation("people", ALL.rows()), ROWS);
      int half = HELD_OUT + (ROWS - HELD_OUT) / 2;
      var train = ALL.select(Arrays.copyOfRange(order, HELD_OUT, half));
      var others = ALL.select(Arrays.copyOfRange(order, half, ROWS));
      var evaluation =
          PRIVACY.evaluate(
              new EvaluationInput(
                  train,
                  ALL.select(Arrays.copyOf(order, HELD_OUT)),
                  made.apply(others, train),
                  List.of(),
                  seed));
      rejected += passes(evaluation) ? 0 : 1;
    }
    return rejected;
  }

  private static boolean passes(Evaluation evaluation) {
    var gates =
        StandardGates.list().stream()
            .filter(gate -> Family.of(gate.metric()) == Family.PRIVACY && gate.min() == null)
            .toList();
    assertThat(gates).as("those that a leak fails").hasSize(7);
    var results = evaluation.results().stream().map(Measurement::toResult).toList();
    var verdicts = GateVerdicts.of(gates, results);
    assertThat(verdicts).noneMatch(gate -> gate.verdict() == Verdict.NOT_COMPUTED);
    return GateVerdicts.passed(verdicts);
  }

  @Test
  void rowsOfOtherPeopleArePassed() {
    assertThat(rejected((others, train) -> others)).isLessThanOrEqualTo(SEEDS / 20);
  }

  @Test
  void oneCopyInTwentyIsRejected() {
    assertThat(rejected(PrivacyGateErrorsTest::withCopies))
        .isGreaterThanOrEqualTo(SEEDS - SEEDS / 20);
  }

  private static Table withCopies(Table others, Table train) {
    int copies = others.rows() / 20;
    int[] copied = IntStream.range(0, copies).toArray();
    int[] kept = IntStream.range(copies, others.rows()).toArray();
    var columns =
        IntStream.range(0, others.columns().size())
            .mapToObj(
                i ->
                    Column.concat(
                        List.of(
                            train.columns().get(i).select(copied),
                            others.columns().get(i).select(kept))))
            .toList();
    return new Table(others.schema(), columns);
  }
}
