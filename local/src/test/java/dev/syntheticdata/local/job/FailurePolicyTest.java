package dev.syntheticdata.local.job;

import static dev.syntheticdata.local.job.PodFixture.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.local.job.FailurePolicy.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRuleBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailurePolicyTest {

  @Test
  void everyFailureCountsWithoutAPolicy() {
    assertThat(FailurePolicy.of(new JobSpec()).judge(pod(1))).isEqualTo(new Verdict.Count());
  }

  @ParameterizedTest
  @CsvSource({
    "In, 2, true",
    "In, 3, false",
    "NotIn, 2, false",
    "NotIn, 3, true",
    "NotIn, 0, false"
  })
  void anExitCodeMatchesByOperatorAndNeverWhenItIsZero(
      String operator, int exitCode, boolean matches) {
    FailurePolicy policy = policy(onExitCodes("Ignore", operator, null, 2));
    assertThat(policy.judge(pod(exitCode)))
        .isEqualTo(matches ? new Verdict.Ignore() : new Verdict.Count());
  }

  @Test
  void aRuleMayLookAtOneContainerOnly() {
    assertThat(policy(onExitCodes("Ignore", "In", "other", 2)).judge(pod(2)))
        .isEqualTo(new Verdict.Count());
    assertThat(policy(onExitCodes("Ignore", "In", "main", 2)).judge(pod(2)))
        .isEqualTo(new Verdict.Ignore());
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    FailurePolicy policy =
        policy(onExitCodes("FailIndex", "In", null, 3), onExitCodes("Ignore", "In", null, 2, 3));
    assertThat(policy.judge(pod(3))).isEqualTo(new Verdict.FailIndex());
    assertThat(policy.judge(pod(2))).isEqualTo(new Verdict.Ignore());
  }

  @Test
  void failingTheJobSaysWhy() {
    FailurePolicy policy =
        policy(onExitCodes("Count", "In", null, 9), onExitCodes("FailJob", "In", null, 2));
    assertThat(policy.judge(pod(2)))
        .isEqualTo(
            new Verdict.FailJob(
                "Container main for pod default/p failed with exit code 2 matching FailJob rule at index 1"));
  }

  @Test
  void aPodConditionMatchesByTypeAndStatusTrueUnlessSaidOtherwise() {
    PodFailurePolicyRule disrupted =
        new PodFailurePolicyRuleBuilder()
            .withAction("Ignore")
            .addNewOnPodCondition()
            .withType("DisruptionTarget")
            .endOnPodCondition()
            .build();
    FailurePolicy policy = policy(disrupted);
    assertThat(policy.judge(failed("p", 1, 1).condition("DisruptionTarget", "True").build()))
        .isEqualTo(new Verdict.Ignore());
    assertThat(policy.judge(failed("p", 1, 1).condition("DisruptionTarget", "False").build()))
        .isEqualTo(new Verdict.Count());
  }

  @Test
  void anUnknownActionIsNamed() {
    FailurePolicy policy = policy(onExitCodes("Explode", "In", null, 2));
    assertThatThrownBy(() -> policy.judge(pod(2)))
        .hasMessageContaining("Explode")
        .hasMessageContaining("FailJob");
  }

  private static FailurePolicy policy(PodFailurePolicyRule... rules) {
    return FailurePolicy.of(
        new JobSpecBuilder()
            .withNewPodFailurePolicy()
            .withRules(rules)
            .endPodFailurePolicy()
            .build());
  }

  private static PodFailurePolicyRule onExitCodes(
      String action, String operator, String container, Integer... values) {
    return new PodFailurePolicyRuleBuilder()
        .withAction(action)
        .withNewOnExitCodes()
        .withOperator(operator)
        .withContainerName(container)
        .withValues(values)
        .endOnExitCodes()
        .build();
  }

  private static Pod pod(int exitCode) {
    return failed("p", exitCode, 1).build();
  }
}
