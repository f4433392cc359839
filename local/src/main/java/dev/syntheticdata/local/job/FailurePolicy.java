package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Applies a Job's {@code podFailurePolicy} to a failed pod: the first rule that matches decides.
 */
final class FailurePolicy {
  private static final String ON_CONDITIONS_DEFAULT_STATUS = "True";

  /** What a failed pod means for its Job. */
  sealed interface Verdict {
    /** Counts toward the backoff limit: no rule matched, or one said so. */
    record Count() implements Verdict {}

    /** Is replaced and not counted. */
    record Ignore() implements Verdict {}

    /** Ends this index of an Indexed Job. */
    record FailIndex() implements Verdict {}

    /** Ends the Job; {@code message} says which container or condition matched which rule. */
    record FailJob(String message) implements Verdict {}
  }

  private final List<PodFailurePolicyRule> rules;

  private FailurePolicy(List<PodFailurePolicyRule> rules) {
    this.rules = rules;
  }

  static FailurePolicy of(JobSpec spec) {
    return new FailurePolicy(
        spec.getPodFailurePolicy() == null ? List.of() : spec.getPodFailurePolicy().getRules());
  }

  Verdict judge(Pod pod) {
    for (int i = 0; i < rules.size(); i++) {
      PodFailurePolicyRule rule = rules.get(i);
      Optional<String> match = matchOf(rule, pod);
      if (match.isPresent()) {
        return verdict(
            rule.getAction(),
            match.get() + " matching " + rule.getAction() + " rule at index " + i);
      }
    }
    return new Verdict.Count();
  }

  private static Verdict verdict(String action, String message) {
    return switch (action) {
      case "FailJob" -> new Verdict.FailJob(message);
      case "FailIndex" -> new Verdict.FailIndex();
      case "Ignore" -> new Verdict.Ignore();
      case "Count" -> new Verdict.Count();
      default ->
          throw new IllegalArgumentException(
              "podFailurePolicy action "
                  + action
                  + " is unknown; use FailJob, FailIndex, Ignore or Count");
    };
  }

  private static Optional<String> matchOf(PodFailurePolicyRule rule, Pod pod) {
    if (rule.getOnExitCodes() != null) {
      return exitCodeMatch(rule.getOnExitCodes(), pod);
    }
    return conditionMatch(rule.getOnPodConditions(), pod);
  }

  private static Optional<String> exitCodeMatch(
      PodFailurePolicyOnExitCodesRequirement requirement, Pod pod) {
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(
            c ->
                requirement.getContainerName() == null
                    || requirement.getContainerName().equals(c.getName()))
        .filter(c -> exitCodeMatches(requirement, c))
        .findFirst()
        .map(
            c ->
                "Container "
                    + c.getName()
                    + " for pod "
                    + fullName(pod)
                    + " failed with exit code "
                    + exitCode(c));
  }

  private static boolean exitCodeMatches(
      PodFailurePolicyOnExitCodesRequirement requirement, ContainerStatus status) {
    Integer code = exitCode(status);
    if (code == null || code == 0) {
      return false;
    }
    boolean listed = requirement.getValues().contains(code);
    return switch (requirement.getOperator()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      default ->
          throw new IllegalArgumentException(
              "podFailurePolicy onExitCodes operator "
                  + requirement.getOperator()
                  + " is unknown; use In or NotIn");
    };
  }

  private static Integer exitCode(ContainerStatus status) {
    return status.getState() == null || status.getState().getTerminated() == null
        ? null
        : status.getState().getTerminated().getExitCode();
  }

  private static Optional<String> conditionMatch(
      List<PodFailurePolicyOnPodConditionsPattern> patterns, Pod pod) {
    for (PodFailurePolicyOnPodConditionsPattern pattern : patterns) {
      String wanted = Objects.requireNonNullElse(pattern.getStatus(), ON_CONDITIONS_DEFAULT_STATUS);
      for (PodCondition condition : pod.getStatus().getConditions()) {
        if (condition.getType().equals(pattern.getType()) && wanted.equals(condition.getStatus())) {
          return Optional.of("Pod " + fullName(pod) + " has condition " + condition.getType());
        }
      }
    }
    return Optional.empty();
  }

  private static String fullName(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
