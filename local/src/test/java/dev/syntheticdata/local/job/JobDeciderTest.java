package dev.syntheticdata.local.job;

import static dev.syntheticdata.local.job.PodFixture.failed;
import static dev.syntheticdata.local.job.PodFixture.pending;
import static dev.syntheticdata.local.job.PodFixture.running;
import static dev.syntheticdata.local.job.PodFixture.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.job.JobAction.CreatePod;
import dev.syntheticdata.local.job.JobAction.DeleteJob;
import dev.syntheticdata.local.job.JobAction.DeletePod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JobDeciderTest extends JobDecisions {

  @Test
  void aNewJobIsStartedWithOnePod() {
    JobDecision decision = decide(job(spec -> spec));
    assertThat(decision.actions()).containsExactly(CreatePod.unindexed());
    assertThat(decision.status().getStartTime()).isEqualTo(LATER.toString());
  }

  @Test
  void nothingIsDoneWhileThePodRuns() {
    JobDecision decision = decide(job(spec -> spec), running("a"));
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.status().getActive()).isEqualTo(1);
  }

  @Test
  void asManyPodsRunAsParallelismAllows() {
    Job job = job(spec -> spec.withCompletions(5).withParallelism(3));
    assertThat(decide(job, running("a")).actions()).containsOnly(CreatePod.unindexed()).hasSize(2);
  }

  @Test
  void noMorePodsRunThanCompletionsAreMissing() {
    Job job = job(spec -> spec.withCompletions(3).withParallelism(3));
    assertThat(decide(job, succeeded("a"), succeeded("b")).actions()).hasSize(1);
  }

  @Test
  void loweringParallelismEndsPodsThatDoNotRunYetFirst() {
    Job job = job(spec -> spec.withCompletions(5).withParallelism(1));
    assertThat(decide(job, running("a"), pending("b")).actions())
        .containsExactly(new DeletePod("b"));
  }

  @Test
  void loweringParallelismEndsTheYoungestOfRunningPods() {
    Job job = job(spec -> spec.withCompletions(5).withParallelism(1));
    assertThat(
            decide(job, running("a").createdAtSecond(5), running("b").createdAtSecond(9)).actions())
        .containsExactly(new DeletePod("b"));
  }

  @Test
  void aWorkQueueIsCompleteWhenOneSucceededAndNoneIsActive() {
    Job job = job(spec -> spec.withParallelism(2));
    assertThat(decide(job, succeeded("a"), running("b")).actions()).isEmpty();
    assertThat(ending(decide(job, succeeded("a"), succeeded("b"))))
        .isEqualTo("Complete/CompletionsReached");
  }

  @Test
  void aTerminatingPodHoldsItsPlaceAndIsNotAFailure() {
    JobDecision decision = decide(job(spec -> spec), running("a").terminating());
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.status().getTerminating()).isEqualTo(1);
    assertThat(decision.status().getFailed()).isNull();
  }

  @Test
  void aJobThatIsBeingDeletedIsLeftAlone() {
    Job job = job(spec -> spec);
    job.getMetadata().setDeletionTimestamp(START.toString());
    assertThat(decide(job).actions()).isEmpty();
  }

  @Test
  void decidingAgainOnTheSameStateChangesNothing() {
    Job job = job(spec -> spec.withSuspend(true));
    job.setStatus(decide(job).status());
    assertThat(decider.decide(job, List.of(), LATER.plusSeconds(60)).status())
        .isEqualTo(job.getStatus());
  }

  @Nested
  class Completion {
    @Test
    void isAnnouncedAndSealedWhenNoPodIsLeft() {
      JobDecision decision = decide(job(spec -> spec), succeeded("a"));
      assertThat(conditions(decision)).containsExactly("SuccessCriteriaMet", "Complete");
      assertThat(decision.status().getCompletionTime()).isEqualTo(LATER.toString());
      assertThat(decision.status().getSucceeded()).isEqualTo(1);
    }

    @Test
    void waitsForPodsThatAreNoLongerNeeded() {
      Job job = job(spec -> spec.withCompletions(1).withParallelism(2));
      JobDecision decision = decide(job, succeeded("a"), running("b"));
      assertThat(conditions(decision)).containsExactly("SuccessCriteriaMet");
      assertThat(decision.actions()).containsExactly(new DeletePod("b"));
      assertThat(decision.status().getCompletionTime()).isNull();
    }

    @Test
    void isNotRevokedWhenThePodsAreGone() {
      Job job = job(spec -> spec);
      job.setStatus(decide(job, succeeded("a")).status());
      JobDecision decision = decide(job);
      assertThat(decision.actions()).isEmpty();
      assertThat(decision.status()).isEqualTo(job.getStatus());
    }
  }

  @Nested
  class Failures {
    @Test
    void areRetriedAfterADelayThatDoubles() {
      Job job = job(spec -> spec);
      Instant third = START.plusSeconds(30);
      var pods = pods(failed("a", 1, 10), failed("b", 1, 20), failed("c", 1, 30));
      Instant due = third.plus(BASE.multipliedBy(4));
      JobDecision early = decider.decide(job, pods, due.minusSeconds(1));
      assertThat(early.actions()).isEmpty();
      assertThat(early.wakeAt()).contains(due);
      assertThat(decider.decide(job, pods, due).actions()).containsExactly(CreatePod.unindexed());
    }

    @Test
    void endTheJobBeyondTheBackoffLimit() {
      Job job = job(spec -> spec.withBackoffLimit(1));
      assertThat(decide(job, failed("a", 1, 1)).actions()).hasSize(1);
      JobDecision decision = decide(job, failed("a", 1, 1), failed("b", 1, 2));
      assertThat(conditions(decision)).containsExactly("FailureTarget", "Failed");
      assertThat(ending(decision)).isEqualTo("Failed/BackoffLimitExceeded");
      assertThat(decision.status().getCompletionTime()).isNull();
    }

    @Test
    void areSixBeforeTheJobEndsByDefault() {
      PodFixture[] six =
          Stream.of(1, 2, 3, 4, 5, 6).map(i -> failed("p" + i, 1, i)).toArray(PodFixture[]::new);
      assertThat(ending(decide(job(spec -> spec), six))).isNull();
      assertThat(
              ending(
                  decide(
                      job(spec -> spec),
                      Stream.concat(Stream.of(six), Stream.of(failed("p7", 1, 7)))
                          .toArray(PodFixture[]::new))))
          .isEqualTo("Failed/BackoffLimitExceeded");
    }

    @Test
    void stayCountedWhenTheirPodsAreGone() {
      Job job = job(spec -> spec.withBackoffLimit(3));
      job.setStatus(decide(job, failed("a", 1, 1)).status());
      assertThat(decide(job, running("b")).status().getFailed()).isEqualTo(1);
    }

    @Test
    void insideAPodCountByItsRestarts() {
      Job job = job(spec -> spec.withBackoffLimit(2));
      assertThat(ending(decide(job, running("a").restarted(1)))).isNull();
      assertThat(conditions(decide(job, running("a").restarted(2))))
          .containsExactly("FailureTarget");
    }

    @Test
    void waitForRunningPodsToEndBeforeTheJobIsFailed() {
      Job job = job(spec -> spec.withCompletions(2).withParallelism(2).withBackoffLimit(0));
      JobDecision decision = decide(job, failed("a", 1, 1), running("b"));
      assertThat(conditions(decision)).containsExactly("FailureTarget");
      assertThat(decision.actions()).containsExactly(new DeletePod("b"));
      job.setStatus(decision.status());
      assertThat(conditions(decide(job, failed("a", 1, 1), running("b").terminating())))
          .containsExactly("FailureTarget");
      assertThat(ending(decide(job, failed("a", 1, 1)))).isEqualTo("Failed/BackoffLimitExceeded");
    }
  }

  @Nested
  class Deadline {
    private final Job job = job(spec -> spec.withActiveDeadlineSeconds(60L));

    @Test
    void isWaitedFor() {
      job.setStatus(decider.decide(job, List.of(), START).status());
      assertThat(decider.decide(job, pods(running("a")), START.plusSeconds(10)).wakeAt())
          .contains(START.plusSeconds(60));
    }

    @Test
    void endsTheJob() {
      job.setStatus(decider.decide(job, List.of(), START).status());
      JobDecision decision = decider.decide(job, pods(running("a")), START.plusSeconds(60));
      assertThat(conditions(decision)).containsExactly("FailureTarget");
      assertThat(decision.actions()).containsExactly(new DeletePod("a"));
      job.setStatus(decision.status());
      assertThat(ending(decide(job))).isEqualTo("Failed/DeadlineExceeded");
    }

    @Test
    void doesNotPassWhileSuspended() {
      job.setStatus(decider.decide(job, List.of(), START).status());
      job.getSpec().setSuspend(true);
      assertThat(conditions(decide(job))).containsExactly("Suspended");
    }
  }

  @Nested
  class Suspension {
    private final Job job = job(spec -> spec.withSuspend(true));

    @Test
    void startsNoPod() {
      JobDecision decision = decide(job);
      assertThat(decision.actions()).isEmpty();
      assertThat(conditions(decision)).containsExactly("Suspended");
      assertThat(decision.status().getStartTime()).isNull();
    }

    @Test
    void endsActivePodsAndForgetsTheStart() {
      job.setStatus(new JobStatus());
      job.getStatus().setStartTime(START.toString());
      JobDecision decision = decide(job, running("a"));
      assertThat(decision.actions()).containsExactly(new DeletePod("a"));
      assertThat(decision.status().getStartTime()).isNull();
    }

    @Test
    void endsWithANewStart() {
      job.setStatus(decide(job).status());
      job.getSpec().setSuspend(false);
      JobDecision decision = decide(job);
      assertThat(decision.actions()).containsExactly(CreatePod.unindexed());
      assertThat(decision.status().getStartTime()).isEqualTo(LATER.toString());
      assertThat(decision.status().getConditions())
          .singleElement()
          .satisfies(c -> assertThat(c.getStatus()).isEqualTo("False"))
          .satisfies(c -> assertThat(c.getReason()).isEqualTo("JobResumed"));
    }
  }

  @Nested
  class TimeToLive {
    private final Job job = job(spec -> spec.withTtlSecondsAfterFinished(100));

    @Test
    void keepsAFinishedJobAsLong() {
      job.setStatus(decide(job, succeeded("a")).status());
      JobDecision decision = decider.decide(job, List.of(), LATER.plusSeconds(99));
      assertThat(decision.actions()).isEmpty();
      assertThat(decision.wakeAt()).contains(LATER.plusSeconds(100));
    }

    @Test
    void endsWithTheJobsDeletion() {
      job.setStatus(decide(job, succeeded("a")).status());
      assertThat(decider.decide(job, List.of(), LATER.plusSeconds(100)).actions())
          .containsExactly(new DeleteJob());
    }

    @Test
    void keepsAJobForeverWhenAbsent() {
      Job keep = job(spec -> spec);
      keep.setStatus(decide(keep, succeeded("a")).status());
      assertThat(decider.decide(keep, List.of(), LATER.plus(Duration.ofDays(900))).actions())
          .isEmpty();
    }
  }
}
