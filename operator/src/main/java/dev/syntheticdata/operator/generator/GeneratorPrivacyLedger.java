package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.PrivacyBudget;
import dev.syntheticdata.operator.parent.VersionView;
import dev.syntheticdata.operator.policy.PrivacyLedger;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.PrivacyLoss;
import java.util.List;
import java.util.Set;

/** The privacy ledger of a generator, from its status and its versions. Pure. */
final class GeneratorPrivacyLedger {

  /**
   * Failures before there is a model: a fit looks for the model of an earlier attempt before it
   * reads the source, so that one that fails by its input has found none.
   */
  private static final Set<Reason> WITHOUT_MODEL =
      Set.of(Reason.INVALID_INPUT, Reason.SOURCE_UNAVAILABLE);

  private GeneratorPrivacyLedger() {}

  static PrivacyLedger of(Generator generator, List<GeneratorVersion> versions) {
    return PrivacyLedger.of(
        generator.getStatus() == null ? null : generator.getStatus().privacy(),
        versions.stream().map(GeneratorPrivacyLedger::entry).toList());
  }

  /** The budget; null where there is none. */
  static PrivacyBudget budget(Generator generator) {
    var privacy = generator.getSpec().privacy();
    return privacy == null ? null : privacy.budget();
  }

  /** What a fit with an engine may spend. */
  static PrivacyLoss loss(Engine engine) {
    var marginals = engine.privateMarginals();
    return marginals == null
        ? PrivacyLoss.NONE
        : PrivacyLoss.ofFit(marginals.epsilon(), marginals.effectiveDelta());
  }

  private static PrivacyLedger.Entry entry(GeneratorVersion version) {
    return new PrivacyLedger.Entry(
        version.getSpec().revision(), loss(version.getSpec().engine()), fit(version));
  }

  private static PrivacyLedger.Fit fit(GeneratorVersion version) {
    var phase = VersionView.of(version).phase();
    if (!phase.isTerminal()) {
      return PrivacyLedger.Fit.OPEN;
    }
    boolean withoutModel =
        phase == Phase.FAILED
            && Conditions.find(version.getStatus().conditions(), Conditions.STALLED)
                .map(condition -> Reason.of(condition.getReason()))
                .filter(WITHOUT_MODEL::contains)
                .isPresent();
    return withoutModel ? PrivacyLedger.Fit.WITHOUT_MODEL : PrivacyLedger.Fit.ENDED;
  }
}
