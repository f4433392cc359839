package dev.syntheticdata.operator;

import dev.syntheticdata.operator.job.JobSettings;
import java.util.Set;

/**
 * What an installation decides.
 *
 * @param namespaces namespaces that are watched; empty for all
 * @param workerImage image of the worker for new versions
 * @param jobs what is decided about all Jobs
 * @param reconcileThreads reconciliations at the same time
 * @param leaderElection how one of several replicas is chosen; null for a single replica
 */
public record OperatorSettings(
    Set<String> namespaces,
    String workerImage,
    JobSettings jobs,
    int reconcileThreads,
    LeaderElection leaderElection) {

  /**
   * How one of several replicas is chosen.
   *
   * @param lease name of the Lease
   * @param namespace its namespace
   * @param identity name of this replica
   */
  public record LeaderElection(String lease, String namespace, String identity) {}
}
