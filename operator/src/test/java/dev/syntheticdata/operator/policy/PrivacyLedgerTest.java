package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.api.v1alpha1.PrivacyBudget;
import dev.syntheticdata.operator.policy.PrivacyLedger.Entry;
import dev.syntheticdata.operator.policy.PrivacyLedger.Fit;
import dev.syntheticdata.task.PrivacyLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrivacyLedgerTest {

  private static final PrivacyLoss ONE = PrivacyLoss.ofFit(1, 1e-6);
  private static final PrivacyBudget BUDGET = new PrivacyBudget(2.0, null);

  private static Entry entry(long revision, Fit fit) {
    return new Entry(revision, ONE, fit);
  }

  private static PrivacyLedger ledger(PrivacyLedger before, Entry... entries) {
    return PrivacyLedger.of(before == null ? null : before.status(BUDGET), List.of(entries));
  }

  private static void assertSpent(PrivacyLedger ledger, int fits) {
    assertThat(ledger.versions()).isEqualTo(fits);
    assertThat(ledger.spent().rho()).isCloseTo(fits * ONE.rho(), within(1e-12));
    assertThat(ledger.spent().delta()).isCloseTo(fits * ONE.delta(), within(1e-18));
  }

  @Test
  void whereNoVersionMadeAClaimNothingIsSaid() {
    var ledger = ledger(null, new Entry(1, PrivacyLoss.NONE, Fit.ENDED));

    assertThat(ledger.status(BUDGET)).isNull();
    assertThat(ledger.excess(BUDGET, PrivacyLoss.NONE)).isNull();
  }

  @Test
  void versionsAddUpAsZcdp() {
    var ledger = ledger(null, entry(2, Fit.ENDED), entry(1, Fit.ENDED));

    assertSpent(ledger, 2);
    var status = ledger.status(BUDGET);
    assertThat(status.spentEpsilon()).isBetween(1.4, 1.5);
    assertThat(status.delta()).isEqualTo(1e-6);
    assertThat(status.revision()).isEqualTo(2);
  }

  @Test
  void aVersionCountsFromItsCreation() {
    var created = ledger(null, entry(1, Fit.OPEN));

    assertSpent(created, 1);
    assertThat(created.status(BUDGET).open().revision()).isEqualTo(1);
    assertThat(created.status(BUDGET).spentEpsilon()).isCloseTo(1, within(1e-3));
    assertThat(ledger(created, entry(1, Fit.OPEN)).status(BUDGET))
        .isEqualTo(created.status(BUDGET));
  }

  @Test
  void aFitThatEndedIsCountedOnce() {
    var fitted = ledger(ledger(null, entry(1, Fit.OPEN)), entry(1, Fit.ENDED));

    assertSpent(fitted, 1);
    assertThat(fitted.status(BUDGET).open()).isNull();
    assertThat(ledger(fitted, entry(1, Fit.ENDED)).status(BUDGET)).isEqualTo(fitted.status(BUDGET));
  }

  @Test
  void aFitThatFailedWithoutAModelIsGivenBack() {
    var failed = ledger(ledger(null, entry(1, Fit.OPEN)), entry(1, Fit.WITHOUT_MODEL));

    assertSpent(failed, 0);
    assertSpent(ledger(failed, entry(1, Fit.WITHOUT_MODEL), entry(2, Fit.OPEN)), 1);
  }

  @Test
  void aVersionThatIsRemovedStaysCounted() {
    var two = ledger(null, entry(1, Fit.ENDED), entry(2, Fit.ENDED));

    assertSpent(ledger(two, entry(2, Fit.ENDED)), 2);
    assertSpent(ledger(ledger(two), entry(3, Fit.ENDED)), 3);
  }

  @Test
  void aVersionThatIsRemovedAtWorkStaysCounted() {
    var open = ledger(null, entry(1, Fit.ENDED), entry(2, Fit.OPEN));

    var after = ledger(open, entry(1, Fit.ENDED));

    assertSpent(after, 2);
    assertThat(after.status(BUDGET).open()).isNull();
  }

  @Test
  void versionsWhoseStatusWasNeverWrittenAreCounted() {
    var entries = IntStream.rangeClosed(1, 5).mapToObj(i -> entry(i, i < 5 ? Fit.ENDED : Fit.OPEN));

    assertSpent(ledger(null, entries.toArray(Entry[]::new)), 5);
  }

  @Test
  void fitsAreMadeUpToTheBudgetAndNoFurther() {
    PrivacyLedger ledger = ledger(null);
    int made = 0;
    while (ledger.excess(BUDGET, ONE) == null) {
      made++;
      ledger = ledger(ledger, entry(made, Fit.ENDED));
    }

    // Epsilon grows about with the root of the number: 2 is reached by four, and not by two.
    assertThat(made).isEqualTo(3);
    assertThat(ledger.spent().epsilon(1e-6)).isLessThanOrEqualTo(2);
    assertThat(ledger.spent().plus(ONE).epsilon(1e-6)).isGreaterThan(2);
    assertThat(ledger.excess(BUDGET, ONE))
        .startsWith("another fit would bring epsilon of all versions from 1.81 (3 counted) to 2.11")
        .contains("privacy.budget.epsilon is 2.0: raise the budget, or ask for less");
    assertThat(ledger.excess(BUDGET, PrivacyLoss.ofFit(0.1, 1e-6))).isNull();
    assertThat(ledger.excess(null, ONE)).isNull();
  }

  @Test
  void oneFitOfTheBudgetsOwnSizeIsMade() {
    assertThat(ledger(null).excess(new PrivacyBudget(1.0, 1e-6), ONE)).isNull();
    assertThat(ledger(null).excess(new PrivacyBudget(0.99, 1e-6), ONE)).isNotNull();
  }

  @Test
  void aBudgetWhoseDeltaIsUsedUpIsExceeded() {
    var entries = new Entry[100];
    Arrays.setAll(entries, i -> entry(i + 1, Fit.ENDED));
    var ledger = ledger(null, entries);

    assertThat(ledger.status(BUDGET).spentEpsilon()).isNull();
    assertThat(ledger.excess(new PrivacyBudget(9_999.0, 1e-6), ONE)).contains("without bound");
  }
}
