package dev.syntheticdata.local.job;

import static dev.syntheticdata.local.job.PodFixture.failed;
import static dev.syntheticdata.local.job.PodFixture.running;
import static dev.syntheticdata.local.job.PodFixture.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.job.JobAction.CreatePod;
import dev.syntheticdata.local.job.JobAction.DeletePod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Jobs whose pods have an index each. */
class IndexedJobDeciderTest extends JobDecisions {

  private static Job job(int completions, int parallelism) {
    return job(
        spec ->
            spec.withCompletionMode("Indexed")
                .withCompletions(completions)
                .withParallelism(parallelism));
  }

  @Test
  void startsTheLowestIndexes() {
    assertThat(decide(job(5, 2)).actions())
        .containsExactly(CreatePod.indexed(0, 0), CreatePod.indexed(1, 0));
  }

  @Test
  void skipsIndexesThatRunOrAreDone() {
    JobDecision decision = decide(job(5, 2), succeeded("a").index(0), running("b").index(1));
    assertThat(decision.actions()).containsExactly(CreatePod.indexed(2, 0));
    assertThat(decision.status().getCompletedIndexes()).isEqualTo("0");
  }

  @Test
  void waitsForATerminatingPodOfTheIndex() {
    assertThat(decide(job(2, 2), running("a").index(0).terminating()).actions())
        .containsExactly(CreatePod.indexed(1, 0));
  }

  @Test
  void endsASecondPodOfOneIndex() {
    assertThat(decide(job(2, 1), running("a").index(0), running("b").index(0)).actions())
        .containsExactly(new DeletePod("b"));
  }

  @Test
  void countsAnIndexOnce() {
    JobDecision decision =
        decide(job(2, 2), succeeded("a").index(0), succeeded("b").index(0), running("c").index(1));
    assertThat(decision.status().getSucceeded()).isEqualTo(1);
  }

  @Test
  void isCompleteWhenAllIndexesAre() {
    JobDecision decision = decide(job(2, 2), succeeded("a").index(0), succeeded("b").index(1));
    assertThat(ending(decision)).isEqualTo("Complete/CompletionsReached");
    assertThat(decision.status().getCompletedIndexes()).isEqualTo("0,1");
  }

  @Test
  void remembersIndexesWhosePodsAreGone() {
    Job job = job(3, 1);
    job.setStatus(decide(job, succeeded("a").index(0)).status());
    assertThat(decide(job).actions()).containsExactly(CreatePod.indexed(1, 0));
  }

  @Test
  void repeatsAFailedIndex() {
    assertThat(decide(job(1, 1), failed("a", 1, 1).index(0)).actions())
        .containsExactly(CreatePod.indexed(0, 0));
  }

  @Nested
  class FailuresPerIndex {
    private final Job job =
        job(
            spec ->
                spec.withCompletionMode("Indexed")
                    .withCompletions(2)
                    .withParallelism(2)
                    .withBackoffLimitPerIndex(1));

    @Test
    void delayOnlyTheirOwnIndex() {
      Instant failure = START.plusSeconds(5);
      JobDecision decision = decider.decide(job, pods(failed("a", 1, 5).index(0)), failure);
      assertThat(decision.actions()).containsExactly(CreatePod.indexed(1, 0));
      assertThat(decision.wakeAt()).contains(failure.plus(BASE));
    }

    @Test
    void tellTheNextPodHowManyThereWere() {
      assertThat(decide(job, failed("a", 1, 5).index(0), running("b").index(1)).actions())
          .containsExactly(CreatePod.indexed(0, 1));
    }

    @Test
    void failTheIndexBeyondItsLimitAndLetTheOthersFinish() {
      JobDecision decision =
          decide(
              job, failed("a", 1, 1).index(0), failed("b", 1, 2).index(0), running("c").index(1));
      assertThat(decision.status().getFailedIndexes()).isEqualTo("0");
      assertThat(decision.actions()).isEmpty();
      JobDecision last =
          decide(
              job, failed("a", 1, 1).index(0), failed("b", 1, 2).index(0), succeeded("c").index(1));
      assertThat(ending(last)).isEqualTo("Failed/FailedIndexes");
    }

    @Test
    void doNotFailAnIndexThatSucceededInTheEnd() {
      JobDecision decision =
          decide(
              job,
              failed("a", 1, 1).index(0),
              failed("b", 1, 2).index(0),
              succeeded("c").index(0),
              running("d").index(1));
      assertThat(decision.status().getFailedIndexes()).isEmpty();
      assertThat(decision.status().getCompletedIndexes()).isEqualTo("0");
    }

    @Test
    void endTheJobBeyondTheLimitOfFailedIndexes() {
      job.getSpec().setMaxFailedIndexes(0);
      JobDecision decision =
          decide(
              job, failed("a", 1, 1).index(0), failed("b", 1, 2).index(0), running("c").index(1));
      assertThat(decision.status().getConditions())
          .extracting(JobCondition::getReason)
          .containsExactly("MaxFailedIndexesExceeded");
    }
  }
}
