package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.complete;
import static dev.syntheticdata.operator.job.TestJobs.fitted;
import static dev.syntheticdata.operator.job.TestJobs.pod;
import static dev.syntheticdata.operator.job.TestJobs.reported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.TaskMemory;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus.State;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.ExitCode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnableKubernetesMockClient(crud = true, https = false)
class TaskRunnerTest {

  private static final String NOW = "2026-03-10T12:00:00Z";
  private static final TaskRun RUN = TestJobs.fit();
  private static final TaskMemory MEMORY = TaskMemories.of(RUN, JobSettings.defaults().resources());

  KubernetesMockServer server;
  KubernetesClient client;

  private TaskRunner runner;
  private int read;

  @BeforeEach
  void start() {
    var settings = JobSettings.defaults();
    var clock = Clock.fixed(Instant.parse(NOW).plusMillis(123), ZoneOffset.UTC);
    runner = new TaskRunner(client, new JobFactory(settings), settings, clock);
  }

  private TaskProgress advance(TaskStatus before, Collection<Job> jobs, Collection<Pod> pods) {
    return runner.advance(RUN, before, jobs, pods);
  }

  /** As the operator sees it with a cache that has everything. */
  private TaskProgress advance(TaskStatus before) {
    return advance(before, jobs(), client.pods().inNamespace("research").list().getItems());
  }

  private List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace("research").list().getItems();
  }

  private Job job() {
    return client.batch().v1().jobs().inNamespace("research").withName("patients-v1-fit").get();
  }

  private List<ConfigMap> configMaps() {
    return client.configMaps().inNamespace("research").list().getItems();
  }

  /** The Job controller and the kubelet at work: the Job ends, and its pod with that state. */
  private void end(Job ended, Pod pod) {
    client.resource(new JobBuilder(job()).withStatus(ended.getStatus()).build()).update();
    client.resource(pod).create();
  }

  private static TaskStatus running(int attempts) {
    return new TaskStatus(
        "fit",
        State.RUNNING,
        "patients-v1-fit",
        attempts,
        "2026-03-10T11:00:00Z",
        null,
        null,
        null);
  }

  /** The requests of those methods since the last call; whatever else there was is passed over. */
  private List<String> requests(String... methods) {
    var requests = new ArrayList<String>();
    try {
      for (; read < server.getRequestCount(); read++) {
        var request = server.takeRequest();
        if (List.of(methods).contains(request.getMethod())) {
          requests.add(request.getMethod() + " " + request.getPath());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return requests;
  }

  private static <T extends TaskProgress> T is(TaskProgress progress, Class<T> type) {
    assertThat(progress).isInstanceOf(type);
    return type.cast(progress);
  }

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

  @Nested
  class Refused {

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

  @Nested
  class LettingGo {

    private TaskStatus recorded(State state) {
      return new TaskStatus("fit", state, "patients-v1-fit", 1, NOW, NOW, null, null);
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
      release(List.of(new TaskStatus("fit", State.SUCCEEDED, "another", 1, NOW, NOW, null, null)));
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
}
