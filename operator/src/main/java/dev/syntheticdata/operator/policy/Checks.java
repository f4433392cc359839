package dev.syntheticdata.operator.policy;

import dev.syntheticdata.operator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A decision as a list of small functions: the first that has an answer decides. */
final class Checks {

  private Checks() {}

  /** What the first check says that has an answer; nothing where none has. */
  static <F> Decision decide(List<Function<F, Optional<Decision>>> checks, F facts) {
    return checks.stream()
        .map(check -> check.apply(facts))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(new Decision.Nothing());
  }

  /** A new version where the condition holds; otherwise no answer. */
  static Optional<Decision> create(boolean condition, Reason reason) {
    return when(condition, new Decision.Create(reason));
  }

  /** A decision where the condition holds; otherwise no answer. */
  static Optional<Decision> when(boolean condition, Decision decision) {
    return condition ? Optional.of(decision) : Optional.empty();
  }
}
