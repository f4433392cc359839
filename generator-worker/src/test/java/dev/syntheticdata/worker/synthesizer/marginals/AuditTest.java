package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.PrivacyLoss;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

/**
 * Many fits on two tables that differ by one row, which no other row is like. An attacker who knows
 * all else guesses from the model which of the two it was. From how often that succeeds follows an
 * epsilon that the fit exceeds for certain (Jagielski, Ullman, Oprea: Auditing differentially
 * private machine learning, 2020): it must stay below the one that is claimed. The noise has fixed
 * seeds here, so the outcome is the same each time. A test of a thousand fits finds gross errors
 * only; that noise is what it must be stands in {@link MechanismsTest} and {@link ExactRandomTest}.
 */
class AuditTest {

  private static final int FITS = 1_000;
  private static final double DELTA = 1e-5;
  private static final double CONFIDENCE = 1e-4;

  private static final Map<String, DeclaredDomain> DOMAINS =
      Map.of(
          "a", new DeclaredDomain(null, null, List.of("u", "v", "w")),
          "b", new DeclaredDomain(null, null, List.of("x", "y", "z")));

  /** Whose presence the attacker wants to know: the rows, how many, and how many are used. */
  private record Unit(String entity, int rows, int bound) {

    static final Unit ROW = new Unit(null, 1, 1);
    static final Unit ENTITY = new Unit("who", 5, 3);
  }

  private static Table table(int rowsOfUnit) {
    return Rows.table(
        "a,b,who",
        30 + rowsOfUnit,
        i -> (i >= 30 ? "w,z," : i % 2 == 0 ? "u,x," : "v,y,") + "entity " + Math.min(i, 30));
  }

  /** The attacker's statistic: how many rows the model has of the values of that one row. */
  private static double statistic(Table table, Unit unit, double epsilon, long seed) {
    var options =
        FitOptions.seeded(1)
            .withPrivacy(new PrivacyOptions(epsilon, DELTA, unit.entity(), unit.bound(), DOMAINS));
    var model = new MarginalsFit(table, options, ExactRandom.repeatable(seed)).fit();
    return model.columns().get(0).grouping().rows()[2]
        + model.columns().get(1).grouping().rows()[2];
  }

  private static double audited(Unit unit, double epsilon) {
    Table with = table(unit.rows());
    Table without = table(0);
    return audited(
        seed -> statistic(with, unit, epsilon, seed),
        seed -> statistic(without, unit, epsilon, seed));
  }

  /** A lower bound of epsilon that holds with the confidence, by the best of a few thresholds. */
  private static double audited(LongToDoubleFunction with, LongToDoubleFunction without) {
    double[] ins = LongStream.range(0, FITS).mapToDouble(with).toArray();
    double[] outs = LongStream.range(FITS, 2 * FITS).mapToDouble(without).toArray();
    double[] all = Arrays.copyOf(ins, 2 * FITS);
    System.arraycopy(outs, 0, all, FITS, FITS);
    Arrays.sort(all);
    double best = 0;
    for (int percent = 10; percent <= 90; percent += 10) {
      double threshold = all[all.length * percent / 100];
      long hits = Arrays.stream(ins).filter(x -> x > threshold).count();
      long alarms = Arrays.stream(outs).filter(x -> x > threshold).count();
      best = Math.max(best, Math.log((lower(hits) - DELTA) / upper(alarms)));
      best = Math.max(best, Math.log((lower(FITS - alarms) - DELTA) / upper(FITS - hits)));
    }
    return best;
  }

  /** Clopper and Pearson's bounds of a probability. */
  private static double lower(long hits) {
    return hits == 0
        ? 0
        : new BetaDistribution(null, hits, FITS - hits + 1.0)
            .inverseCumulativeProbability(CONFIDENCE);
  }

  private static double upper(long hits) {
    return hits == FITS
        ? 1
        : new BetaDistribution(null, hits + 1.0, FITS - hits)
            .inverseCumulativeProbability(1 - CONFIDENCE);
  }

  @Test
  void anAttackerFindsLessThanIsClaimed() {
    assertThat(audited(Unit.ROW, 1)).isLessThan(1);
    assertThat(audited(Unit.ROW, 4)).isLessThan(4);
  }

  @Test
  void allRowsOfAnEntityTellNoMore() {
    assertThat(audited(Unit.ENTITY, 1)).isLessThan(1);
    assertThat(audited(Unit.ENTITY, 4)).isLessThan(4);
    assertThat(audited(Unit.ENTITY, 100)).isGreaterThan(2);
  }

  /** One count that takes the whole budget of epsilon 1, of a unit of as many rows. */
  private static double auditedCount(int rows, int bound) {
    var budget = PrivacyLoss.ofFit(1, DELTA);
    return audited(seed -> count(budget, bound, rows, seed), seed -> count(budget, bound, 0, seed));
  }

  private static double count(PrivacyLoss budget, int bound, long rows, long seed) {
    return new Mechanisms(ExactRandom.repeatable(seed), budget, bound)
        .count(Measured.Purpose.ROWS, List.of(), new long[] {rows}, budget.rho())[0];
  }

  @Test
  void aCountTellsNoMoreAndNoiseForFewerRowsIsFoundOut() {
    assertThat(auditedCount(10, 10)).isLessThan(1);
    assertThat(auditedCount(10, 1)).isGreaterThan(1);
  }

  @Test
  void theAttackFindsWhatThereIsWhereTheClaimIsWeak() {
    // At epsilon 100 there is next to no noise: the audit must see that, or it proves nothing.
    assertThat(audited(Unit.ROW, 100)).isGreaterThan(2);
  }
}
