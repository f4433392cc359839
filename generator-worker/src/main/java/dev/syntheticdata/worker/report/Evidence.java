package dev.syntheticdata.worker.report;

import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.worker.evaluation.Evaluation;
import java.util.List;

/**
 * An evaluation with what it is about and how it stands to the gates: the content of every document
 * written about it.
 *
 * @param subject what was evaluated
 * @param evaluation the metrics
 * @param gates a result for each declared gate, in their order
 * @param claims a result for each claim of the generator, in their order
 */
public record Evidence(
    Subject subject, Evaluation evaluation, List<GateResult> gates, List<ClaimResult> claims) {

  public Evidence {
    gates = List.copyOf(gates);
    claims = List.copyOf(claims);
  }

  /** Of a generator that claims nothing. */
  public Evidence(Subject subject, Evaluation evaluation, List<GateResult> gates) {
    this(subject, evaluation, gates, List.of());
  }

  /** How the version stands to its gates as a whole. */
  public enum Standing {
    /** There are no gates. */
    NO_GATES("No gates declared"),
    /** Every gate passed. */
    PASSED("All gates passed"),
    /** Every required gate passed, an advisory one did not. */
    PASSED_WITH_ADVICE("Required gates passed"),
    /** A required gate did not pass. */
    FAILED("Gates not passed");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    /** The same for people. */
    public String words() {
      return words;
    }
  }

  /** The standing. */
  public Standing standing() {
    if (gates.isEmpty()) {
      return Standing.NO_GATES;
    }
    if (!GateVerdicts.passed(gates)) {
      return Standing.FAILED;
    }
    return gates.stream().allMatch(g -> g.verdict() == Verdict.PASSED)
        ? Standing.PASSED
        : Standing.PASSED_WITH_ADVICE;
  }
}
