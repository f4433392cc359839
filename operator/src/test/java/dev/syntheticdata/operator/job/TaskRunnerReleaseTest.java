package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.complete;
import static dev.syntheticdata.operator.job.TestJobs.fitted;
import static dev.syntheticdata.operator.job.TestJobs.pod;
import static dev.syntheticdata.operator.job.TestJobs.reported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that are let go once their result is recorded. */
class TaskRunnerReleaseTest extends TaskRunnerOnMockServer {

  private TaskStatus recorded(State state) {
    return new TaskStatus("fit", state, "patients-v1-fit", 1, NOW, NOW, null, null, null);
  }

  private void release(List<TaskStatus> recorded) {
    runner.releaseRecorded(jobs(), recorded);
  }

  private void finished() {
    advance(null, List.of(), List.of());
    end(complete(job()), pod(job(), "p", reported(fitted(RUN))));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"SUCCEEDED", "FAILED"})
  void aJobGoesOnceItsResultIsRecorded(State state) {
    finished();
    release(List.of(recorded(state)));
    assertThat(job().getSpec().getTtlSecondsAfterFinished()).isEqualTo(600);
  }

  @Test
  void aJobStaysWhileItsResultIsNotRecorded() {
    finished();
    release(null);
    release(List.of());
    release(List.of(recorded(State.RUNNING)));
    release(
        List.of(new TaskStatus("fit", State.SUCCEEDED, "another", 1, NOW, NOW, null, null, null)));
    assertThat(job().getSpec().getTtlSecondsAfterFinished()).isNull();
  }

  @Test
  void aJobThatRunsStaysWhateverIsRecorded() {
    advance(null, List.of(), List.of());
    release(List.of(recorded(State.SUCCEEDED)));
    assertThat(job().getSpec().getTtlSecondsAfterFinished()).isNull();
  }

  @Test
  void aJobIsLetGoOnce() {
    finished();
    release(List.of(recorded(State.SUCCEEDED)));
    requests();
    release(List.of(recorded(State.SUCCEEDED)));
    assertThat(requests("PATCH", "PUT")).isEmpty();
  }
}
