package dev.syntheticdata.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.operator.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that the API server does not accept. */
class TaskRunnerRefusalsTest extends TaskRunnerOnMockServer {

  @ParameterizedTest
  @EnumSource(
      value = Refusals.class,
      names = {"QUOTA", "INVALID", "BAD_REQUEST"})
  void aJobThatIsNotAcceptedIsTriedAgainLater(Refusals refusal) {
    refuseJobs(refusal);
    var progress = is(advance(null, List.of(), List.of()), TaskProgress.Working.class);
    assertThat(progress.reason()).isEqualTo(Reason.JOB_NOT_ACCEPTED);
    assertThat(progress.message()).contains("patients-v1-fit", refusal.message());
    assertThat(progress.retrySeconds()).isPositive();
    assertThat(progress.status()).as("no attempt is counted").isNull();

    assertThat(advance(progress.status()).status().attempts()).isEqualTo(1);
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void aNamespaceThatIsBeingDeletedIsTold() {
    refuseJobs(Refusals.TERMINATING);
    var progress = is(advance(null, List.of(), List.of()), TaskProgress.Working.class);
    assertThat(progress.reason()).isEqualTo(Reason.NAMESPACE_TERMINATING);
    assertThat(progress.retrySeconds()).isPositive();
  }

  @Test
  void aRefusalOfALaterAttemptKeepsTheCount() {
    refuseJobs(Refusals.QUOTA);
    var progress = is(advance(running(3)), TaskProgress.Working.class);
    assertThat(progress.status()).isEqualTo(running(3));
  }

  @Test
  void whatElseGoesWrongIsLeftToTheFramework() {
    refuseJobs(Refusals.NOT_FOUND);
    assertThatThrownBy(() -> advance(null, List.of(), List.of()))
        .hasMessageContaining(Refusals.NOT_FOUND.message());
  }

  private void refuseJobs(Refusals refusal) {
    server
        .expect()
        .post()
        .withPath("/apis/batch/v1/namespaces/research/jobs")
        .andReturn(refusal.code(), refusal.status())
        .once();
  }
}
