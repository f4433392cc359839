package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Whom a task is for.
 *
 * @param namespace namespace of the resource
 * @param owner name of the Generator or SyntheticDataset
 * @param ownerUid its UID
 * @param version name of the version; null for a task on the owner itself
 * @param versionUid UID of the version; of the owner where there is no version
 * @param revision number of the version; 0 where there is none
 * @param createdAt when the version was created (RFC 3339, UTC)
 * @param image image of the worker
 * @param cluster name of the cluster, for lineage
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskContext(
    String namespace,
    String owner,
    String ownerUid,
    String version,
    String versionUid,
    long revision,
    String createdAt,
    String image,
    String cluster) {

  /** The run id of a task of a version: the same for each attempt, known to both sides. */
  public static UUID runId(String versionUid, TaskName task) {
    return UUID.nameUUIDFromBytes(
        (versionUid + "/" + task.label()).getBytes(StandardCharsets.UTF_8));
  }
}
