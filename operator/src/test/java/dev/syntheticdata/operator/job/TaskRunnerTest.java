package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.complete;
import static dev.syntheticdata.operator.job.TestJobs.fitted;
import static dev.syntheticdata.operator.job.TestJobs.pod;
import static dev.syntheticdata.operator.job.TestJobs.reported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus.State;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.ExitCode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskRunnerTest extends TaskRunnerOnMockServer {

  @Nested
  class Starting {

    @Test
    void createsTheTaskFirstAndThenItsJob() {
      var progress = is(advance(null, List.of(), List.of()), TaskProgress.Working.class);

      assertThat(requests("POST"))
          .containsExactly(
              "POST /api/v1/namespaces/research/configmaps",
              "POST /apis/batch/v1/namespaces/research/jobs");
      assertThat(progress.reason()).isEqualTo(Reason.PROGRESSING);
      assertThat(progress.status())
          .isEqualTo(
              new TaskStatus(
                  "fit", State.RUNNING, "patients-v1-fit", 1, NOW, null, null, null, MEMORY));
    }

    @Test
    void writesNothingMoreOnceTheJobIsThere() {
      var started = advance(null, List.of(), List.of());
      requests();
      assertThat(advance(started.status())).isInstanceOf(TaskProgress.Working.class);
      assertThat(requests("POST", "PUT", "PATCH", "DELETE")).isEmpty();
    }

    @Test
    void adoptsWhatAnEarlierOperatorCreatedBeforeItCouldSaySo() {
      advance(null, List.of(), List.of());
      var uid = job().getMetadata().getUid();

      var progress = is(advance(null, List.of(), List.of()), TaskProgress.Working.class);

      assertThat(progress.status().attempts()).isEqualTo(1);
      assertThat(jobs()).extracting(j -> j.getMetadata().getUid()).containsExactly(uid);
      assertThat(configMaps()).hasSize(1);
    }

    @Test
    void goesOnWhereTheOperatorDiedBetweenTaskAndJob() {
      client.resource(new JobFactory(JobSettings.defaults()).configMap(RUN)).create();
      advance(null, List.of(), List.of());
      assertThat(configMaps()).hasSize(1);
      assertThat(jobs()).hasSize(1);
    }

    @Test
    void doesNotTouchATaskOfSomethingElse() {
      var foreign =
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName("patients-v1-fit")
              .withNamespace("research")
              .endMetadata()
              .addToData("mine", "yes")
              .build();
      client.resource(foreign).create();

      var progress = is(advance(null, List.of(), List.of()), TaskProgress.Failed.class);

      assertThat(progress.reason()).isEqualTo(Reason.NAME_COLLISION);
      assertThat(progress.message())
          .contains("ConfigMap named patients-v1-fit", "delete or rename");
      assertThat(progress.status().state()).isEqualTo(State.FAILED);
      assertThat(configMaps().get(0).getData()).containsOnlyKeys("mine");
      assertThat(jobs()).isEmpty();
    }

    @Test
    void doesNotTouchAJobOfSomethingElse() {
      var foreign = new JobFactory(JobSettings.defaults()).job(RUN);
      foreign.getMetadata().getOwnerReferences().get(0).setUid("another");
      client.resource(foreign).create();
      requests();

      var progress = is(advance(null, List.of(), List.of()), TaskProgress.Failed.class);

      assertThat(progress.reason()).isEqualTo(Reason.NAME_COLLISION);
      assertThat(progress.message()).contains("Job named patients-v1-fit");
      assertThat(requests("DELETE", "PUT", "PATCH")).isEmpty();
    }

    @Test
    void aJobForOtherInputsIsNotTakenForOurs() {
      advance(null, List.of(), List.of());
      var job = job();
      job.getMetadata().getAnnotations().put(Labels.INPUT_HASH, "sha256:other");
      client.resource(job).update();
      var progress = is(advance(running(1)), TaskProgress.Failed.class);
      assertThat(progress.reason()).isEqualTo(Reason.NAME_COLLISION);
    }

    /** The API server answers so also where a quota was counted at the same time. */
    @Test
    void aConflictOverNothingIsTriedAgainAndNoVerdict() {
      server
          .expect()
          .post()
          .withPath("/api/v1/namespaces/research/configmaps")
          .andReturn(409, Refusals.of(409, "Conflict", "the quota has been modified", null))
          .once();
      assertThatThrownBy(() -> advance(null, List.of(), List.of()))
          .hasMessageContaining("the quota has been modified");
      assertThat(jobs()).isEmpty();
    }
  }

  @Nested
  class Finishing {

    @Test
    void aCompleteJobIsDoneWithItsResult() {
      var started = advance(null, List.of(), List.of()).status();
      end(complete(job()), pod(job(), "p", reported(fitted(RUN))));

      var progress = is(advance(started), TaskProgress.Done.class);

      assertThat(progress.results()).containsExactly(fitted(RUN));
      assertThat(progress.status())
          .isEqualTo(
              new TaskStatus(
                  "fit",
                  State.SUCCEEDED,
                  "patients-v1-fit",
                  1,
                  NOW,
                  NOW,
                  TestJobs.DIGEST,
                  null,
                  MEMORY));
    }

    @Test
    void theDigestOfShardsIsThatOfAllTheirDigests() {
      var run = TestJobs.generate(2);
      var job = complete(TestJobs.job(run));
      var pods = new ArrayList<Pod>();
      for (int i = 0; i < 2; i++) {
        var state = reported(TestJobs.generated(run, i, 500));
        pods.add(TestJobs.indexed(pod(job, "p" + i, state), Integer.toString(i)));
      }
      var forward = runner.advance(run, running(1), List.of(job), pods);
      Collections.reverse(pods);
      var backward = runner.advance(run, running(1), List.of(job), pods);
      assertThat(forward.status().resultDigest())
          .startsWith("sha256:")
          .isEqualTo(backward.status().resultDigest());
    }

    @Test
    void aFailureIsFinal() {
      var started = advance(null, List.of(), List.of()).status();
      var report = reported(TestJobs.failed(RUN, ExitCode.INVALID_INPUT, "ragged row 7"));
      end(TestJobs.failed(job(), "PodFailurePolicy", "exit 10"), pod(job(), "p", report));

      var progress = is(advance(started), TaskProgress.Failed.class);

      assertThat(progress.reason()).isEqualTo(Reason.INVALID_INPUT);
      assertThat(progress.message()).isEqualTo("ragged row 7");
      assertThat(progress.status().state()).isEqualTo(State.FAILED);
      assertThat(progress.status().message()).isEqualTo("ragged row 7");
      assertThat(progress.status().finishedAt()).isEqualTo(NOW);
    }
  }

  @Nested
  class WithACacheThatLags {

    @Test
    void aJobThatItMissesIsAskedForAndNotMadeAgain() {
      var started = advance(null, List.of(), List.of()).status();
      requests();
      var progress = is(advance(started, List.of(), List.of()), TaskProgress.Working.class);
      assertThat(progress.status().attempts()).isEqualTo(1);
      assertThat(requests("POST")).isEmpty();
    }

    @Test
    void aReportThatItMissesIsAskedForAndTheJobIsNotDeleted() {
      var started = advance(null, List.of(), List.of()).status();
      end(complete(job()), pod(job(), "p", reported(fitted(RUN))));
      var cached = List.of(job());
      requests();
      assertThat(advance(started, cached, List.of())).isInstanceOf(TaskProgress.Done.class);
      assertThat(requests("DELETE")).isEmpty();
    }

    @Test
    void aFailureIsReportedFromTheApiServersPods() {
      var started = advance(null, List.of(), List.of()).status();
      var report = reported(TestJobs.failed(RUN, ExitCode.SOURCE_UNAVAILABLE, "refused"));
      end(TestJobs.failed(job(), "BackoffLimitExceeded", "x"), pod(job(), "p", report));
      var progress = is(advance(started, List.of(job()), List.of()), TaskProgress.Failed.class);
      assertThat(progress.reason()).isEqualTo(Reason.SOURCE_UNAVAILABLE);
    }

    @Test
    void aFailureThatTheApiServerDoesNotKnowIsNone() {
      var started = advance(null, List.of(), List.of()).status();
      var stale = TestJobs.failed(job(), "BackoffLimitExceeded", "of an earlier Job");
      assertThat(advance(started, List.of(stale), List.of()))
          .isInstanceOf(TaskProgress.Working.class);
    }
  }

  @Nested
  class AfterALoss {

    @Test
    void aJobThatIsGoneIsRunAgainAsTheNextAttempt() {
      var progress = is(advance(running(1)), TaskProgress.Working.class);
      assertThat(jobs()).hasSize(1);
      assertThat(progress.status().attempts()).isEqualTo(2);
      assertThat(progress.status().startedAt()).isEqualTo("2026-03-10T11:00:00Z");
    }

    @Test
    void aJobThatIsGoneTooOftenIsGivenUp() {
      var progress = is(advance(running(TaskRunner.MAX_ATTEMPTS)), TaskProgress.Failed.class);
      assertThat(jobs()).isEmpty();
      assertThat(progress.reason()).isEqualTo(Reason.JOB_LOST);
      assertThat(progress.message()).contains("patients-v1-fit", "5 times");
      assertThat(progress.status().attempts()).isEqualTo(5);
    }

    @Test
    void aLostReportIsRepeatedByAnotherJob() {
      var started = advance(null, List.of(), List.of()).status();
      var first = job().getMetadata().getUid();
      client
          .resource(new JobBuilder(job()).withStatus(complete(job()).getStatus()).build())
          .update();

      var waiting = is(advance(started), TaskProgress.Working.class);
      assertThat(waiting.status().attempts()).isEqualTo(1);
      assertThat(jobs()).isEmpty();

      var again = is(advance(waiting.status()), TaskProgress.Working.class);
      assertThat(again.status().attempts()).isEqualTo(2);
      assertThat(job().getMetadata().getUid()).isNotEqualTo(first);
      assertThat(configMaps()).hasSize(1);
    }

    @Test
    void aJobThatIsOnItsWayOutIsWaitedFor() {
      var leaving = TestJobs.job(RUN);
      leaving.getMetadata().setDeletionTimestamp("2026-03-10T11:59:00Z");
      var progress =
          is(advance(running(1), List.of(leaving), List.of()), TaskProgress.Working.class);
      assertThat(progress.message()).contains("to go");
      assertThat(requests("POST", "DELETE")).isEmpty();
    }
  }
}
