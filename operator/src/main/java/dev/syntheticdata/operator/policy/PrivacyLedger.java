package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.PrivacyBudget;
import dev.syntheticdata.api.v1alpha1.PrivacyStatus;
import dev.syntheticdata.task.PrivacyLoss;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the versions of a generator have told of one row or entity, all together. A version counts
 * from its creation, with all that its fit may spend; only where the fit is known to have failed
 * before there was a model is that given back. What was counted once stays when the version is
 * removed. Pure.
 *
 * @param settled what versions spent whose fit has ended, or that are gone
 * @param open what the version at work may spend
 * @param openRevision its number; 0 where there is none
 * @param versions versions counted
 * @param revision number of the newest version counted
 */
public record PrivacyLedger(
    PrivacyLoss settled, PrivacyLoss open, long openRevision, int versions, long revision) {

  private static final PrivacyLedger EMPTY =
      new PrivacyLedger(PrivacyLoss.NONE, PrivacyLoss.NONE, 0, 0, 0);

  /** Places after the point that epsilon is shown with, rounded up. */
  private static final double SHOWN = 1e4;

  /** A budget that is the sum of the parts is not exceeded by the rounding of the parts. */
  private static final double SLACK = 1e-6;

  /** Where the fit of a version stands. */
  public enum Fit {
    /** It may still write a model, or may have written one. */
    OPEN,
    /** It ended, and there may be a model. */
    ENDED,
    /** It failed before there was a model. */
    WITHOUT_MODEL
  }

  /**
   * A version.
   *
   * @param revision its number
   * @param loss what its fit may spend; nothing where its engine makes no claim
   * @param fit where its fit stands
   */
  public record Entry(long revision, PrivacyLoss loss, Fit fit) {}

  /**
   * The ledger after a look at the versions there are.
   *
   * @param recorded what the generator's status says; null where it says nothing
   * @param entries the versions, in any order
   */
  public static PrivacyLedger of(PrivacyStatus recorded, List<Entry> entries) {
    var ledger = recorded == null ? EMPTY : read(recorded);
    if (ledger.openRevision > 0) {
      long open = ledger.openRevision;
      var fit = entries.stream().filter(e -> e.revision() == open).findFirst().map(Entry::fit);
      // A version that was removed while it was at work may have left a model.
      ledger = ledger.close(fit.orElse(Fit.ENDED));
    }
    for (var entry : entries.stream().sorted(Comparator.comparingLong(Entry::revision)).toList()) {
      if (entry.revision() > ledger.revision && entry.loss().rho() > 0) {
        ledger = ledger.opened(entry).close(entry.fit());
      }
    }
    return ledger;
  }

  private static PrivacyLedger read(PrivacyStatus recorded) {
    var open = recorded.open();
    var ofOpen = open == null ? PrivacyLoss.NONE : new PrivacyLoss(open.rho(), open.delta());
    return new PrivacyLedger(
        new PrivacyLoss(recorded.spentRho(), recorded.spentDelta()),
        ofOpen,
        open == null ? 0 : open.revision(),
        recorded.versions(),
        recorded.revision());
  }

  private PrivacyLedger opened(Entry entry) {
    return new PrivacyLedger(
        settled, entry.loss(), entry.revision(), versions + 1, entry.revision());
  }

  private PrivacyLedger close(Fit fit) {
    return switch (fit) {
      case OPEN -> this;
      case ENDED -> new PrivacyLedger(settled.plus(open), PrivacyLoss.NONE, 0, versions, revision);
      case WITHOUT_MODEL -> new PrivacyLedger(settled, PrivacyLoss.NONE, 0, versions - 1, revision);
    };
  }

  /** What was spent, that of the version at work included. */
  public PrivacyLoss spent() {
    return settled.plus(open);
  }

  /**
   * Why another fit is too much; null where it is not.
   *
   * @param budget the budget; null where there is none
   * @param next what the fit may spend
   */
  public String excess(PrivacyBudget budget, PrivacyLoss next) {
    if (budget == null || next.rho() == 0) {
      return null;
    }
    double delta = budget.effectiveDelta();
    double after = spent().plus(next).epsilon(delta);
    if (after <= budget.epsilon() * (1 + SLACK)) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "another fit would bring epsilon of all versions from %s (%d counted) to %s at delta %s, and"
            + " privacy.budget.epsilon is %s: raise the budget, or ask for less in"
            + " engine.privateMarginals",
        shown(spent().epsilon(delta)),
        versions,
        shown(after),
        delta,
        budget.epsilon());
  }

  private static String shown(double epsilon) {
    return Double.isInfinite(epsilon)
        ? "without bound"
        : String.format(Locale.ROOT, "%.2f", epsilon);
  }

  /**
   * What the generator's status says; null where no version made a claim.
   *
   * @param budget the budget; null where there is none
   */
  public PrivacyStatus status(PrivacyBudget budget) {
    if (revision == 0) {
      return null;
    }
    double delta = budget == null ? PrivacyBudget.DELTA : budget.effectiveDelta();
    double epsilon = spent().epsilon(delta);
    return new PrivacyStatus(
        Double.isInfinite(epsilon) ? null : Math.ceil(epsilon * SHOWN) / SHOWN,
        delta,
        settled.rho(),
        settled.delta(),
        versions,
        revision,
        openRevision == 0 ? null : new PrivacyStatus.Open(openRevision, open.rho(), open.delta()));
  }
}
