package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.complete;
import static dev.syntheticdata.operator.job.TestJobs.failed;
import static dev.syntheticdata.operator.job.TestJobs.fitted;
import static dev.syntheticdata.operator.job.TestJobs.pod;
import static dev.syntheticdata.operator.job.TestJobs.reported;
import static dev.syntheticdata.operator.job.TestJobs.running;
import static dev.syntheticdata.operator.job.TestJobs.terminated;
import static dev.syntheticdata.operator.job.TestJobs.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.operator.LeanStore;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobObserverTest {

  private static final TaskRun RUN = TestJobs.fit();
  private static final Job JOB = TestJobs.job(RUN);

  /** Looks at what the API server has; at what an informer keeps of it, it must look the same. */
  private static JobObservation observe(Job job, Pod... pods) {
    var live = JobObserver.observe(RUN, job, List.of(pods));
    var kept = job == null ? null : new JobBuilder(job).build();
    if (kept != null) {
      LeanStore.trim(kept);
    }
    var keptPods = Stream.of(pods).map(pod -> new PodBuilder(pod).build()).toList();
    keptPods.forEach(LeanStore::trim);
    assertThat(JobObserver.observe(RUN, kept, keptPods)).isEqualTo(live);
    return live;
  }

  private static Pod ended(String name, int exitCode, String message, String finishedAt) {
    return pod(JOB, name, terminated(exitCode, "Error", message, finishedAt));
  }

  @Nested
  class WhoseJob {

    @Test
    void withoutJobItIsAbsent() {
      assertThat(observe(null)).isEqualTo(new JobObservation.Absent());
    }

    @Test
    void aJobOfAnotherOwnerIsForeign() {
      var job = TestJobs.job(RUN);
      job.getMetadata().getOwnerReferences().get(0).setUid("another");
      assertThat(observe(job))
          .isInstanceOfSatisfying(
              JobObservation.Foreign.class,
              foreign -> assertThat(foreign.message()).contains("patients-v1-fit", "delete"));
    }

    @Test
    void aJobWithoutOwnerIsForeign() {
      var job = TestJobs.job(RUN);
      job.getMetadata().setOwnerReferences(List.of());
      assertThat(observe(job)).isInstanceOf(JobObservation.Foreign.class);
    }

    @Test
    void aJobForOtherInputsIsForeign() {
      var job = TestJobs.job(RUN);
      job.getMetadata().getAnnotations().put(Labels.INPUT_HASH, "sha256:other");
      assertThat(observe(job)).isInstanceOf(JobObservation.Foreign.class);
    }

    @Test
    void aJobWithoutAnnotationsIsForeign() {
      var job = TestJobs.job(RUN);
      job.getMetadata().setAnnotations(null);
      assertThat(observe(job)).isInstanceOf(JobObservation.Foreign.class);
    }

    @Test
    void aJobThatIsBeingDeletedIsLeavingThoughItIsComplete() {
      var job = complete(JOB);
      job.getMetadata().setDeletionTimestamp("2026-03-10T11:00:00Z");
      assertThat(observe(job, pod(JOB, "p", reported(fitted(RUN)))))
          .isEqualTo(new JobObservation.Leaving());
    }

    @Test
    void podsOfOtherJobsSayNothing() {
      var other = TestJobs.job(RUN);
      other.getMetadata().setUid("earlier-job-uid");
      assertThat(observe(complete(JOB), pod(other, "p", reported(fitted(RUN)))))
          .isEqualTo(new JobObservation.ReportLost());
    }
  }

  @Nested
  class AtWork {

    @Test
    void aJobWithoutPodsRuns() {
      assertThat(observe(JOB)).isEqualTo(new JobObservation.Running(null));
    }

    @Test
    void aPodThatRunsWaitsForNothing() {
      assertThat(observe(JOB, pod(JOB, "p", running())))
          .isEqualTo(new JobObservation.Running(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContainerCreating", "PodInitializing"})
    void aPodThatStartsWaitsForNothing(String reason) {
      assertThat(observe(JOB, pod(JOB, "p", waiting(reason, null))))
          .isEqualTo(new JobObservation.Running(null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            CreateContainerConfigError | secret "source-keys" not found | AWS_ACCESS_KEY_ID
            CreateContainerError       | no such runtime                | no such runtime
            ErrImagePull               | 404 not found                  | ErrImagePull
            ImagePullBackOff           | Back-off pulling image         | ImagePullBackOff
            InvalidImageName           | couldn't parse image           | InvalidImageName
            RunContainerError          | exec format error              | exec format error
            """)
    void aPodThatCannotStartSaysWhy(String reason, String message, String alsoSaid) {
      assertThat(observe(JOB, pod(JOB, "p", waiting(reason, message))))
          .isInstanceOfSatisfying(
              JobObservation.Running.class,
              it -> assertThat(it.waiting()).contains(reason, message, alsoSaid));
    }

    @Test
    void aPodThatCannotBeScheduledSaysWhy() {
      var pod =
          new PodBuilder(pod(JOB, "p", null))
              .editStatus()
              .addNewCondition()
              .withType("PodScheduled")
              .withStatus("False")
              .withReason("Unschedulable")
              .withMessage("0/3 nodes are available: 3 Insufficient memory.")
              .endCondition()
              .endStatus()
              .build();
      assertThat(observe(JOB, pod))
          .isEqualTo(
              new JobObservation.Running(
                  "the pod cannot be scheduled: 0/3 nodes are available: 3 Insufficient memory."));
    }

    @Test
    void aSuspendedJobSaysSo() {
      var job = new JobBuilder(JOB).editSpec().withSuspend(true).endSpec().build();
      assertThat(observe(job)).isEqualTo(new JobObservation.Running("the Job is suspended"));
    }

    @Test
    void aJobThatKueueHasNotAdmittedSaysSo() {
      var job =
          new JobBuilder(JOB)
              .editMetadata()
              .addToLabels(Labels.KUEUE_QUEUE, "research")
              .endMetadata()
              .editSpec()
              .withSuspend(true)
              .endSpec()
              .build();
      assertThat(observe(job))
          .isInstanceOfSatisfying(
              JobObservation.Running.class, it -> assertThat(it.waiting()).contains("Kueue"));
    }

    @Test
    void aPodThatFailedWhileTheJobTriesOnIsNoVerdict() {
      var report = reported(failed(RUN, ExitCode.SOURCE_UNAVAILABLE, "refused"));
      assertThat(observe(JOB, pod(JOB, "p", report))).isEqualTo(new JobObservation.Running(null));
    }

    @Test
    void aReportBeforeTheJobIsCompleteIsNoVerdict() {
      assertThat(observe(JOB, pod(JOB, "p", reported(fitted(RUN)))))
          .isEqualTo(new JobObservation.Running(null));
    }
  }

  @Nested
  class Complete {

    @Test
    void withItsReportItSucceeded() {
      assertThat(observe(complete(JOB), pod(JOB, "p", reported(fitted(RUN)))))
          .isEqualTo(new JobObservation.Succeeded(List.of(fitted(RUN))));
    }

    @Test
    void aPodThatFailedBeforeDoesNotMatter() {
      assertThat(
              observe(
                  complete(JOB),
                  ended("p0", 1, null, "2026-03-10T10:00:00Z"),
                  pod(JOB, "p1", reported(fitted(RUN)))))
          .isInstanceOf(JobObservation.Succeeded.class);
    }

    @Test
    void withoutPodsItsReportIsLost() {
      assertThat(observe(complete(JOB))).isEqualTo(new JobObservation.ReportLost());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.syntheticdata.operator.job.JobObserverTest#uselessReports")
    void aReportThatIsNotItsReportIsLost(String what, String message) {
      assertThat(observe(complete(JOB), ended("p", 0, message, "2026-03-10T11:00:00Z")))
          .isEqualTo(new JobObservation.ReportLost());
    }
  }

  static Stream<Arguments> uselessReports() {
    var report = TaskJson.write(fitted(RUN));
    return Stream.of(
        Arguments.of("none", null),
        Arguments.of("empty", ""),
        Arguments.of("no JSON", "Killed"),
        Arguments.of("other JSON", "[]"),
        Arguments.of("null", "null"),
        Arguments.of("cut", report.substring(0, report.length() / 2)),
        Arguments.of("of another task", report.replace("\"fit\",", "\"publish\",")),
        Arguments.of("of an unknown task", report.replace("\"fit\",", "\"refit\",")),
        Arguments.of("of another version", report.replace("22222222", "99999999")),
        Arguments.of("of no version", report.replaceFirst("\"versionUid\":\"[^\"]*\",", "")),
        Arguments.of("without outcome", report.replaceFirst("\"outcome\":\"[^\"]*\",", "")),
        Arguments.of("with an unknown outcome", report.replace("Succeeded", "Splendid")),
        Arguments.of(
            "of success without what was done",
            TaskJson.write(
                TaskResult.done(RUN.document().context().versionUid(), (TaskResult.Fit) null))),
        Arguments.of(
            "of a failure", TaskJson.write(TestJobs.failed(RUN, ExitCode.INTERNAL, "oops"))));
  }

  @Nested
  class Failed {

    private final Job failed = TestJobs.failed(JOB, "BackoffLimitExceeded", "too many failures");

    private JobObservation.Failed observe(Pod... pods) {
      return (JobObservation.Failed) JobObserverTest.observe(failed, pods);
    }

    @ParameterizedTest
    @EnumSource(value = ExitCode.class, mode = EnumSource.Mode.EXCLUDE, names = "DONE")
    void itFailedForTheReasonThatItsPodReported(ExitCode code) {
      var report = reported(TestJobs.failed(RUN, code, "spec.source.location.key is not there"));
      assertThat(observe(pod(JOB, "p", report)))
          .isEqualTo(
              new JobObservation.Failed(
                  Reason.of(code.reason()), "spec.source.location.key is not there"));
    }

    @Test
    void theLastPodCounts() {
      var early = TestJobs.failed(RUN, ExitCode.SOURCE_UNAVAILABLE, "refused");
      var late = TestJobs.failed(RUN, ExitCode.INVALID_INPUT, "ragged row");
      assertThat(
              observe(
                  ended("p1", 10, TaskJson.write(late), "2026-03-10T11:00:00Z"),
                  ended("p0", 20, TaskJson.write(early), "2026-03-10T10:00:00Z")))
          .isEqualTo(new JobObservation.Failed(Reason.INVALID_INPUT, "ragged row"));
    }

    @Test
    void aReportWithoutMessageSaysWhereToLook() {
      var report = reported(TestJobs.failed(RUN, ExitCode.INVALID_INPUT, null));
      assertThat(observe(pod(JOB, "p", report)).reason()).isEqualTo(Reason.INVALID_INPUT);
      assertThat(observe(pod(JOB, "p", report)).message())
          .contains("kubectl logs job/patients-v1-fit");
    }

    @Test
    void aReportOfSuccessIsNotBelievedOfAPodThatFailed() {
      assertThat(observe(ended("p", 137, TaskJson.write(fitted(RUN)), "2026-03-10T11:00:00Z")))
          .satisfies(
              it -> {
                assertThat(it.reason()).isEqualTo(Reason.INTERNAL_ERROR);
                assertThat(it.message()).contains("exit code 137");
              });
    }

    @Test
    void ofOutOfMemoryTheRemedyIsSaid() {
      var pod = pod(JOB, "p", terminated(137, "OOMKilled", "", "2026-03-10T11:00:00Z"));
      assertThat(observe(pod).reason()).isEqualTo(Reason.INTERNAL_ERROR);
      assertThat(observe(pod).message()).contains("memory", "job.resources.limits.memory");
    }

    @Test
    void withoutReportTheExitCodeAndTheLogAreNamed() {
      var pod = ended("p", 143, "garbage", "2026-03-10T11:00:00Z");
      assertThat(observe(pod).reason()).isEqualTo(Reason.INTERNAL_ERROR);
      assertThat(observe(pod).message())
          .contains("exit code 143", "kubectl logs job/patients-v1-fit");
    }

    @Test
    void withoutPodsTheJobSaysWhy() {
      assertThat(observe())
          .isEqualTo(
              new JobObservation.Failed(
                  Reason.INTERNAL_ERROR, "the fit Job failed: too many failures"));
    }

    @Test
    void atItsDeadlineTheRemedyIsSaidWhateverItsPodsReport() {
      var late = TestJobs.failed(JOB, "DeadlineExceeded", "Job was active longer than deadline");
      var pod = pod(JOB, "p", reported(TestJobs.failed(RUN, ExitCode.INTERNAL, "interrupted")));
      assertThat(JobObserverTest.observe(late, pod))
          .isInstanceOfSatisfying(
              JobObservation.Failed.class,
              it -> {
                assertThat(it.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
                assertThat(it.message()).contains("job.activeDeadlineSeconds");
              });
    }
  }

  @Test
  void aJobIsFinishedWhenItIsCompleteOrFailed() {
    assertThat(JobObserver.isFinished(JOB)).isFalse();
    assertThat(JobObserver.isFinished(complete(JOB))).isTrue();
    assertThat(JobObserver.isFinished(TestJobs.failed(JOB, "x", "y"))).isTrue();
  }
}
