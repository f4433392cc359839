package dev.syntheticdata.operator.job;

import static dev.syntheticdata.operator.job.TestJobs.complete;
import static dev.syntheticdata.operator.job.TestJobs.generated;
import static dev.syntheticdata.operator.job.TestJobs.indexed;
import static dev.syntheticdata.operator.job.TestJobs.pod;
import static dev.syntheticdata.operator.job.TestJobs.reported;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Job of several pods: each reports for its index. */
class ShardsObservationTest {

  private final TaskRun run = TestJobs.generate(3);
  private final Job job = TestJobs.job(run);

  private Pod shard(int index, long rows) {
    var state = reported(generated(run, index, rows));
    return indexed(pod(job, "p" + index, state), Integer.toString(index));
  }

  private JobObservation observe(Pod... pods) {
    return JobObserver.observe(run, complete(job), List.of(pods));
  }

  @Test
  void itSucceededWithAllReportsInTheirOrder() {
    assertThat(observe(shard(2, 30), shard(0, 10), shard(1, 20)))
        .isEqualTo(
            new JobObservation.Succeeded(
                List.of(generated(run, 0, 10), generated(run, 1, 20), generated(run, 2, 30))));
  }

  @Test
  void oneMissingReportIsALostReport() {
    assertThat(observe(shard(0, 10), shard(2, 30))).isEqualTo(new JobObservation.ReportLost());
  }

  @Test
  void twoReportsOfOneShardAreNotTwoShards() {
    assertThat(observe(shard(0, 10), shard(1, 20), shard(1, 20)))
        .isEqualTo(new JobObservation.ReportLost());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-1", "x", "99999999999", ""})
  void aReportUnderAnImpossibleIndexIsNone(String index) {
    var stray = indexed(pod(job, "p2", reported(generated(run, 2, 30))), index);
    assertThat(observe(shard(0, 10), shard(1, 20), stray))
        .isEqualTo(new JobObservation.ReportLost());
  }

  @Test
  void aReportWithoutIndexIsNone() {
    var stray = pod(job, "p2", reported(generated(run, 2, 30)));
    assertThat(observe(shard(0, 10), shard(1, 20), stray))
        .isEqualTo(new JobObservation.ReportLost());
  }
}
