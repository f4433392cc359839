package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.operator.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a dataset gets a new version now: a list of small functions, the first that has an answer
 * decides. Pure.
 */
public final class DatasetPolicy {

  private static final List<Function<DatasetFacts, Optional<Decision>>> CHECKS =
      List.of(
          // A version that is on its way is finished first: at most one is active.
          facts -> Checks.when(isActive(facts.latest()), new Decision.Nothing()),
          // A suspended dataset starts nothing, whatever else is the case.
          facts -> Checks.when(facts.suspended(), new Decision.Nothing()),
          // An unreadable schedule is told even if something else would start a version.
          facts ->
              Checks.when(
                  facts.scheduleError() != null,
                  new Decision.Refuse(Reason.INVALID_SCHEDULE, facts.scheduleError())),
          facts -> Checks.create(facts.latest() == null, Reason.INITIAL),
          facts ->
              Checks.create(
                  !facts.inputHash().equals(facts.latest().inputHash()), Reason.SPEC_CHANGED),
          facts ->
              Checks.create(
                  isNewRequest(facts.refreshRequest(), facts.handledRequest()),
                  Reason.REFRESH_REQUESTED),
          facts -> Checks.create(generatorChanged(facts), Reason.GENERATOR_CHANGED),
          facts -> Checks.create(facts.slot() != null, Reason.SCHEDULED),
          facts ->
              Checks.create(retryIsDue(facts.failures(), facts.now()), Reason.RETRY_AFTER_FAILURE));

  private DatasetPolicy() {}

  /**
   * Decides. A version that is wanted needs a generator; a dataset that wants none is not disturbed
   * by a generator that is gone.
   */
  public static Decision decide(DatasetFacts facts) {
    var decision = Checks.decide(CHECKS, facts);
    return decision instanceof Decision.Create ? withGenerator(facts, decision) : decision;
  }

  /** Whether a version is neither finished nor absent. */
  static boolean isActive(LatestVersion latest) {
    return latest != null && !latest.phase().isTerminal();
  }

  static boolean isNewRequest(String request, String handled) {
    return request != null && !request.equals(handled);
  }

  static boolean retryIsDue(Failures failures, Instant now) {
    return failures != null
        && failures.nextAttemptTime() != null
        && !now.isBefore(Instant.parse(failures.nextAttemptTime()));
  }

  private static boolean generatorChanged(DatasetFacts facts) {
    return facts.onGeneratorChange()
        && facts.generator() instanceof GeneratorResolution.Resolved resolved
        && !resolved.version().getMetadata().getUid().equals(facts.latest().generatorVersionUid());
  }

  private static Decision withGenerator(DatasetFacts facts, Decision decision) {
    if (facts.generator() instanceof GeneratorResolution.Pending pending) {
      return new Decision.Wait(pending.reason(), pending.message());
    }
    if (facts.generator() instanceof GeneratorResolution.Refused refused) {
      return new Decision.Refuse(refused.reason(), refused.message());
    }
    return decision;
  }
}
