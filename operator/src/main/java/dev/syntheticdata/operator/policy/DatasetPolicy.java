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
          facts -> when(isActive(facts.latest()), new Decision.Nothing()),
          // A suspended dataset starts nothing, whatever else is the case.
          facts -> when(facts.suspended(), new Decision.Nothing()),
          // An unreadable schedule is told even if something else would start a version.
          facts ->
              when(
                  facts.scheduleError() != null,
                  new Decision.Refuse(Reason.INVALID_SCHEDULE, facts.scheduleError())),
          facts -> create(facts.latest() == null, Reason.INITIAL),
          facts ->
              create(!facts.inputHash().equals(facts.latest().inputHash()), Reason.SPEC_CHANGED),
          facts ->
              create(
                  isNewRequest(facts.refreshRequest(), facts.handledRequest()),
                  Reason.REFRESH_REQUESTED),
          facts -> create(generatorChanged(facts), Reason.GENERATOR_CHANGED),
          facts -> create(facts.slot() != null, Reason.SCHEDULED),
          facts -> create(retryIsDue(facts.failures(), facts.now()), Reason.RETRY_AFTER_FAILURE));

  private DatasetPolicy() {}

  /**
   * Decides. A version that is wanted needs a generator; a dataset that wants none is not disturbed
   * by a generator that is gone.
   */
  public static Decision decide(DatasetFacts facts) {
    var decision =
        CHECKS.stream()
            .map(check -> check.apply(facts))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(new Decision.Nothing());
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

  private static Optional<Decision> create(boolean condition, Reason reason) {
    return when(condition, new Decision.Create(reason));
  }

  private static Optional<Decision> when(boolean condition, Decision decision) {
    return condition ? Optional.of(decision) : Optional.empty();
  }
}
