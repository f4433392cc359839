package dev.syntheticdata.worker.manifest;

import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.task.GenerateRun;
import dev.syntheticdata.worker.task.VersionStore;
import java.util.ArrayList;
import java.util.List;

/** The part files of a version, as the shards that wrote them reported. */
public final class ShardObjects {

  private ShardObjects() {}

  /** Rows that all shards drew until enough kept the constraints; null where none is rejected. */
  public static Long candidates(VersionStore version, int shards) {
    Long sum = null;
    for (int shard = 0; shard < shards; shard++) {
      var found = version.document(GenerateRun.document(shard));
      var generate = found.map(result -> result.document().result().generate()).orElse(null);
      if (generate != null && generate.candidates() != null) {
        sum = (sum == null ? 0 : sum) + generate.candidates();
      }
    }
    return sum;
  }

  /**
   * The part files of all shards, in order, checked to be there as they were written.
   *
   * @throws InvalidInputException if a shard has no result document
   * @throws dev.syntheticdata.worker.failure.ConflictException if a part is missing or altered
   */
  public static List<ObjectDigest> of(VersionStore version, int shards) {
    var objects = new ArrayList<ObjectDigest>();
    for (int shard = 0; shard < shards; shard++) {
      String name = GenerateRun.document(shard);
      var found =
          version
              .document(name)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "%s is not there: the shard did not end; generate again"
                              .formatted(version.key(name))));
      found.document().objects().forEach(version::requireSame);
      objects.addAll(found.document().objects());
    }
    return objects;
  }

  /** How all shards together met conditions; null where there were none. */
  public static TaskResult.Conditioning conditioning(VersionStore version, int shards) {
    long proposals = 0;
    Double share = null;
    for (int shard = 0; shard < shards; shard++) {
      var found = version.document(GenerateRun.document(shard));
      var generate = found.isEmpty() ? null : found.get().document().result().generate();
      if (generate != null && generate.conditioning() != null) {
        proposals += generate.conditioning().proposals();
        share = generate.conditioning().effectiveShare();
      }
    }
    return share == null ? null : new TaskResult.Conditioning(proposals, share);
  }
}
