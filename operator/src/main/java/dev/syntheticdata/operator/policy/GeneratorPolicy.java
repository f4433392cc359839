package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Why a generator is fitted now: the first function that has an answer decides. Pure. */
public final class GeneratorPolicy {

  /**
   * All that decides whether a generator gets a new version.
   *
   * @param suspended {@code spec.suspend}
   * @param authorizationExpiry what to say of a permission that has ended; null where it stands
   * @param privacyExcess why another fit would tell too much of the real data; null where it would
   *     not
   * @param inputHash digest of the inputs as the spec has them now
   * @param latest the version made last; null where there is none
   * @param refreshRequest value of the annotation; null where it is not set
   * @param handledRequest the value acted on last
   * @param failures failed versions in a row; null where the last did not fail
   * @param now now
   */
  public record Facts(
      boolean suspended,
      String authorizationExpiry,
      String privacyExcess,
      String inputHash,
      LatestVersion latest,
      String refreshRequest,
      String handledRequest,
      Failures failures,
      Instant now) {}

  private static final List<Function<Facts, Optional<Decision>>> CHECKS =
      List.of(
          facts -> Checks.when(DatasetPolicy.isActive(facts.latest()), new Decision.Nothing()),
          facts -> Checks.when(facts.suspended(), new Decision.Nothing()),
          facts ->
              Checks.when(
                  facts.authorizationExpiry() != null,
                  new Decision.Refuse(Reason.AUTHORIZATION_EXPIRED, facts.authorizationExpiry())),
          facts -> Checks.create(facts.latest() == null, Reason.INITIAL),
          facts ->
              Checks.create(
                  !facts.inputHash().equals(facts.latest().inputHash()), Reason.SPEC_CHANGED),
          facts ->
              Checks.create(
                  DatasetPolicy.isNewRequest(facts.refreshRequest(), facts.handledRequest()),
                  Reason.REFRESH_REQUESTED),
          facts ->
              Checks.create(
                  DatasetPolicy.retryIsDue(facts.failures(), facts.now()),
                  Reason.RETRY_AFTER_FAILURE));

  private GeneratorPolicy() {}

  /** Decides. */
  public static Decision decide(Facts facts) {
    var decision = Checks.decide(CHECKS, facts);
    return decision instanceof Decision.Create && facts.privacyExcess() != null
        ? new Decision.Refuse(Reason.PRIVACY_BUDGET_EXCEEDED, facts.privacyExcess())
        : decision;
  }
}
