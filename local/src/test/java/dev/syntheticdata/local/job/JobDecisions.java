package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What tests ask of decisions on a Job, an hour after its pods were created. */
abstract class JobDecisions {
  static final Instant START = PodFixture.CREATED;
  static final Instant LATER = START.plus(Duration.ofHours(1));
  static final Duration BASE = Duration.ofSeconds(10);
  final JobDecider decider = new JobDecider(new RetryDelay(BASE, Duration.ofMinutes(10)));

  JobDecision decide(Job job, PodFixture... pods) {
    return decider.decide(job, pods(pods), LATER);
  }

  static List<Pod> pods(PodFixture... pods) {
    return Stream.of(pods).map(PodFixture::build).toList();
  }

  static Job job(UnaryOperator<JobSpecBuilder> spec) {
    return new JobBuilder()
        .withNewMetadata()
        .withName("job")
        .withNamespace("default")
        .withUid("uid")
        .endMetadata()
        .withSpec(spec.apply(new JobSpecBuilder()).build())
        .build();
  }

  static List<String> conditions(JobDecision decision) {
    return decision.status().getConditions().stream()
        .filter(c -> c.getStatus().equals("True"))
        .map(JobCondition::getType)
        .toList();
  }

  static String ending(JobDecision decision) {
    return decision.status().getConditions().stream()
        .filter(c -> List.of("Complete", "Failed").contains(c.getType()))
        .map(c -> c.getType() + "/" + c.getReason())
        .findFirst()
        .orElse(null);
  }
}
