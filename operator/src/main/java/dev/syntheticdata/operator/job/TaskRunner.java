package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.api.v1alpha1.TaskStatus.State;
import dev.syntheticdata.operator.policy.Digests;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.TaskResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task as a Job that is created once, under a name that is the same after a restart. Nothing
 * is concluded from a cache alone that would start, repeat or fail a task: the API server is asked
 * first.
 */
public final class TaskRunner {

  private static final Logger LOGGER = LoggerFactory.getLogger(TaskRunner.class);

  /** A Job or report that is lost this often is not bad luck. */
  static final int MAX_ATTEMPTS = 5;

  private static final int REFUSED_RETRY_SECONDS = 30;

  private final KubernetesClient client;
  private final JobFactory factory;
  private final JobSettings settings;
  private final Clock clock;

  public TaskRunner(
      KubernetesClient client, JobFactory factory, JobSettings settings, Clock clock) {
    this.client = client;
    this.factory = factory;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Moves a task on by what can be done now.
   *
   * @param run the task
   * @param before what the status says of it; null where it says nothing
   * @param jobs Jobs of the owner, from the cache
   * @param pods pods of the owner's Jobs, from the cache
   */
  public TaskProgress advance(
      TaskRun run, TaskStatus before, Collection<Job> jobs, Collection<Pod> pods) {
    var job =
        jobs.stream()
            .filter(j -> j.getMetadata().getName().equals(run.jobName()))
            .findFirst()
            .orElse(null);
    var seen = JobObserver.observe(run, job, pods);
    if (needsConfirmation(seen, before)) {
      seen = observeLive(run);
    }
    return progress(run, before, seen);
  }

  /** What starts, repeats or ends a task must not rest on a cache that lags. */
  private static boolean needsConfirmation(JobObservation seen, TaskStatus before) {
    if (seen instanceof JobObservation.Absent) {
      // A task that never ran is simply created: if the cache lags, the name is taken.
      return before != null;
    }
    return seen instanceof JobObservation.ReportLost || seen instanceof JobObservation.Failed;
  }

  private JobObservation observeLive(TaskRun run) {
    var namespace = run.owner().getMetadata().getNamespace();
    var job = client.batch().v1().jobs().inNamespace(namespace).withName(run.jobName()).get();
    var pods =
        job == null
            ? List.<Pod>of()
            : client
                .pods()
                .inNamespace(namespace)
                .withLabel("batch.kubernetes.io/job-name", run.jobName())
                .list()
                .getItems();
    return JobObserver.observe(run, job, pods);
  }

  private TaskProgress progress(TaskRun run, TaskStatus before, JobObservation seen) {
    if (seen instanceof JobObservation.Absent) {
      return start(run, before);
    }
    if (seen instanceof JobObservation.Foreign foreign) {
      return failed(run, before, Reason.NAME_COLLISION, foreign.message());
    }
    if (seen instanceof JobObservation.Leaving) {
      return working(run, before, "waiting for a lost Job to go");
    }
    if (seen instanceof JobObservation.Running running) {
      return running.waiting() == null
          ? working(run, before, "the " + run.name().label() + " Job is at work")
          : new TaskProgress.Working(
              status(run, before, State.RUNNING, null, null),
              Reason.JOB_WAITING,
              running.waiting(),
              0);
    }
    if (seen instanceof JobObservation.ReportLost) {
      LOGGER.atWarn().addKeyValue("job", run.jobName()).log("Report lost; running the task again");
      delete(run);
      return working(run, before, "a pod was removed before its report was read; running again");
    }
    if (seen instanceof JobObservation.Failed failed) {
      return failed(run, before, failed.reason(), failed.message());
    }
    var results = ((JobObservation.Succeeded) seen).results();
    return new TaskProgress.Done(
        status(run, before, State.SUCCEEDED, digest(results), null), results);
  }

  private TaskProgress start(TaskRun run, TaskStatus before) {
    int attempts = before == null || before.attempts() == null ? 0 : before.attempts();
    if (attempts >= MAX_ATTEMPTS) {
      return failed(
          run,
          before,
          Reason.JOB_LOST,
          "the Job " + run.jobName() + " disappeared " + attempts + " times: who deletes it?");
    }
    var started =
        new TaskStatus(
            run.name().label(),
            State.RUNNING,
            run.jobName(),
            attempts + 1,
            before == null ? now() : before.startedAt(),
            null,
            null,
            null,
            TaskMemories.of(run, factory.resources(run.template())));
    var tooLow = TaskMemories.tooLow(started);
    if (tooLow != null) {
      return failed(run, started, Reason.MEMORY_LIMIT_TOO_LOW, tooLow);
    }
    try {
      createOrAdopt(run, factory.configMap(run));
      createOrAdopt(run, factory.job(run));
    } catch (NameTakenException e) {
      return failed(run, started, Reason.NAME_COLLISION, e.getMessage());
    } catch (KubernetesClientException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      return new TaskProgress.Working(
          before,
          isNamespaceTerminating(e) ? Reason.NAMESPACE_TERMINATING : Reason.JOB_NOT_ACCEPTED,
          "the API server refused the Job " + run.jobName() + ": " + e.getMessage(),
          REFUSED_RETRY_SECONDS);
    }
    LOGGER
        .atInfo()
        .addKeyValue("namespace", run.owner().getMetadata().getNamespace())
        .addKeyValue("job", run.jobName())
        .addKeyValue("attempt", attempts + 1)
        .log("Task started");
    return new TaskProgress.Working(
        started, Reason.PROGRESSING, "the " + run.name().label() + " Job is at work", 0);
  }

  /** Refusals that trying at once does not mend, but a person or a freed quota does. */
  private static boolean isRefusal(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        || e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
        || e.getCode() == 422;
  }

  private static boolean isNamespaceTerminating(KubernetesClientException e) {
    return e.getStatus() != null
        && e.getStatus().getDetails() != null
        && e.getStatus().getDetails().getCauses() != null
        && e.getStatus().getDetails().getCauses().stream()
            .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  private <T extends HasMetadata> void createOrAdopt(TaskRun run, T object) {
    try {
      client.resource(object).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      var present = client.resource(object).get();
      if (present == null) {
        // It went in between, or the conflict was over something else, a quota: try again.
        throw e;
      }
      if (!isOwned(run, present)) {
        throw new NameTakenException(
            "a "
                + object.getKind()
                + " named "
                + run.jobName()
                + " exists that belongs to something else: delete or rename it");
      }
    }
  }

  private static boolean isOwned(TaskRun run, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .anyMatch(run.owner().getMetadata().getUid()::equals);
  }

  private void delete(TaskRun run) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(run.owner().getMetadata().getNamespace())
        .withName(run.jobName())
        .delete();
  }

  /**
   * Lets finished Jobs go whose results the status holds. Until then a Job stays, for it is where
   * the result is.
   *
   * @param recorded tasks as the status on the API server has them
   */
  public void releaseRecorded(Collection<Job> jobs, List<TaskStatus> recorded) {
    if (recorded == null) {
      return;
    }
    for (var job : jobs) {
      boolean done =
          recorded.stream()
              .anyMatch(
                  t ->
                      job.getMetadata().getName().equals(t.jobName())
                          && t.state() != State.RUNNING);
      if (done
          && JobObserver.isFinished(job)
          && job.getSpec().getTtlSecondsAfterFinished() == null) {
        client
            .resource(job)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"ttlSecondsAfterFinished\":"
                    + settings.ttlSecondsAfterFinished()
                    + "}}");
      }
    }
  }

  private TaskProgress working(TaskRun run, TaskStatus before, String message) {
    return new TaskProgress.Working(
        status(run, before, State.RUNNING, null, null), Reason.PROGRESSING, message, 0);
  }

  private TaskProgress failed(TaskRun run, TaskStatus before, Reason reason, String message) {
    return new TaskProgress.Failed(
        status(run, before, State.FAILED, null, message), reason, message);
  }

  private TaskStatus status(
      TaskRun run, TaskStatus before, State state, String digest, String message) {
    return new TaskStatus(
        run.name().label(),
        state,
        run.jobName(),
        before == null || before.attempts() == null ? 1 : before.attempts(),
        before == null ? now() : before.startedAt(),
        state == State.RUNNING ? null : now(),
        digest,
        message == null ? null : Conditions.cut(message),
        before == null ? null : before.memory());
  }

  private static String digest(List<TaskResult> results) {
    if (results.size() == 1) {
      return results.get(0).documentDigest();
    }
    return Digests.of(results.stream().map(TaskResult::documentDigest).toList());
  }

  private String now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static final class NameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NameTakenException(String message) {
      super(message);
    }
  }
}
