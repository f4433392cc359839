package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.complete;
import static dev.syntheticdata.operator.job.TestJobs.failed;
import static dev.syntheticdata.operator.job.TestJobs.fitted;
import static dev.syntheticdata.operator.job.TestJobs.reported;
import static dev.syntheticdata.operator.job.TestJobs.terminated;
import static dev.syntheticdata.operator.job.TestJobs.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ContainerEngine;
import dev.syntheticdata.operator.LeanStore;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.ExitCode;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a Job whose engine runs between two stages of the worker. */
class EngineObservationTest {

  private static final TaskRun RUN = TestJobs.fit().withEngine(engine(null));
  private static final Job JOB = TestJobs.job(RUN);
  private static final ContainerState DONE =
      terminated(0, "Completed", null, "2026-03-10T10:00:00Z");
  private static final ContainerState NOT_YET = waiting("PodInitializing", null);

  private static ContainerEngine engine(Long timeout) {
    return new ContainerEngine(
        "registry.example.com/engine:1",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new ContainerEngine.Stage(null, timeout),
        null,
        null);
  }

  /** A pod as an informer keeps it. */
  private static Pod pod(ContainerState prepare, ContainerState engine, ContainerState worker) {
    var pod = TestJobs.pod(JOB, "p", worker);
    pod.getStatus()
        .setInitContainerStatuses(
            List.of(
                new ContainerStatusBuilder().withName("prepare").withState(prepare).build(),
                new ContainerStatusBuilder().withName("engine").withState(engine).build()));
    LeanStore.trim(pod);
    return pod;
  }

  private static JobObservation observe(Job job, Pod... pods) {
    return JobObserver.observe(RUN, job, List.of(pods));
  }

  private static JobObservation.Failed failure(Pod... pods) {
    return (JobObservation.Failed)
        observe(failed(JOB, "PodFailurePolicy", "Container engine failed"), pods);
  }

  @Test
  void theReportIsTheWorkersAfterTheEngine() {
    assertThat(observe(complete(JOB), pod(DONE, DONE, reported(fitted(RUN)))))
        .isEqualTo(new JobObservation.Succeeded(List.of(fitted(RUN))));
  }

  @Test
  void theReportOfTheStageBeforeTheEngineIsNotThatOfTheTask() {
    assertThat(observe(complete(JOB), pod(reported(fitted(RUN)), DONE, DONE)))
        .isEqualTo(new JobObservation.ReportLost());
  }

  @Test
  void anEngineThatFailedIsQuoted() {
    var engine = terminated(1, "Error", "Traceback\nValueError: too few rows\n", null);

    var failure = failure(pod(DONE, engine, NOT_YET));

    assertThat(failure.reason()).isEqualTo(Reason.ENGINE_FAILED);
    assertThat(failure.message())
        .contains(
            "registry.example.com/engine:1 ended with exit code 1",
            "kubectl logs -c engine job/patients-v1-fit",
            "It said: Traceback\nValueError: too few rows");
  }

  @Test
  void ofALongSpeechTheEndIsQuoted() {
    var engine = terminated(1, "Error", "x".repeat(2000) + "the end", null);

    assertThat(failure(pod(DONE, engine, NOT_YET)).message())
        .endsWith("xthe end")
        .hasSizeLessThan(800);
  }

  @ParameterizedTest
  @CsvSource({
    "10, Error, InvalidInput, finds its input wrong",
    "20, Error, EngineFailed, asked to be run again",
    "137, OOMKilled, EngineFailed, engine.container.fit.resources.limits.memory",
    "137, Error, EngineFailed, exit code 137"
  })
  void exitCodesAreToldApart(int code, String reason, String expected, String message) {
    var failure = failure(pod(DONE, terminated(code, reason, null, null), NOT_YET));

    assertThat(failure.reason().word()).isEqualTo(expected);
    assertThat(failure.message()).contains(message);
  }

  @Test
  void theWorkerTellsWhatIsWrongWithWhatTheEngineWrote() {
    var report = TestJobs.failed(RUN, ExitCode.ENGINE_FAILED, "model: the engine wrote no model");

    var failure = failure(pod(DONE, DONE, reported(report)));

    assertThat(failure)
        .isEqualTo(
            new JobObservation.Failed(Reason.ENGINE_FAILED, "model: the engine wrote no model"));
  }

  @Test
  void theStageBeforeTheEngineTellsWhatIsWrongWithTheSource() {
    var report = TestJobs.failed(RUN, ExitCode.INVALID_INPUT, "raw/patients.csv: there is no row");

    var failure = failure(pod(reported(report), NOT_YET, NOT_YET));

    assertThat(failure)
        .isEqualTo(
            new JobObservation.Failed(Reason.INVALID_INPUT, "raw/patients.csv: there is no row"));
  }

  @Test
  void anImageThatCannotBePulledIsWaitedForByName() {
    var waiting = waiting("ImagePullBackOff", "Back-off pulling image");

    assertThat(observe(JOB, pod(DONE, waiting, NOT_YET)))
        .isEqualTo(
            new JobObservation.Running(
                "the engine cannot start, ImagePullBackOff: Back-off pulling image; see"
                    + " engine.container.image"));
  }

  @Test
  void anImageThatRunsAsRootIsToldWhatToSet() {
    var waiting = waiting("CreateContainerConfigError", "container has runAsNonRoot");

    assertThat(observe(JOB, pod(DONE, waiting, NOT_YET)))
        .isInstanceOfSatisfying(
            JobObservation.Running.class,
            running -> assertThat(running.waiting()).contains("engine.container.runAsUser"));
  }

  @Test
  void aTimeoutOfTheEnginesIsNamed() {
    var run = RUN.withEngine(engine(60L));
    var job = failed(TestJobs.job(run), "DeadlineExceeded", "too long");

    assertThat(TestJobs.job(run).getSpec().getActiveDeadlineSeconds()).isEqualTo(60);
    assertThat(JobObserver.observe(run, job, List.of()))
        .isInstanceOfSatisfying(
            JobObservation.Failed.class,
            failure ->
                assertThat(failure.message()).contains("engine.container.fit.timeoutSeconds"));
  }
}
