package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.policy.LatestVersion;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * A version as its parent sees it, of whichever kind.
 *
 * @param name its name
 * @param revision its number
 * @param inputHash digest of its inputs
 * @param madeFor why it was made
 * @param phase where it is; {@link Phase#PENDING} where its status is not written yet
 * @param conditions its conditions; null where its status is not written yet
 */
public record VersionView(
    String name,
    Long revision,
    String inputHash,
    String madeFor,
    Phase phase,
    List<Condition> conditions) {

  public static VersionView of(GeneratorVersion version) {
    var spec = version.getSpec();
    var status = version.getStatus();
    return new VersionView(
        version.getMetadata().getName(),
        spec.revision(),
        spec.inputHash(),
        spec.reason(),
        status == null || status.phase() == null ? Phase.PENDING : status.phase(),
        status == null ? null : status.conditions());
  }

  public static VersionView of(SyntheticDatasetVersion version) {
    var spec = version.getSpec();
    var status = version.getStatus();
    return new VersionView(
        version.getMetadata().getName(),
        spec.revision(),
        spec.inputHash(),
        spec.reason(),
        status == null || status.phase() == null ? Phase.PENDING : status.phase(),
        status == null ? null : status.conditions());
  }

  /** Why it is where it is. */
  public Reason reason() {
    return Conditions.find(conditions, Conditions.READY)
        .map(c -> Reason.of(c.getReason()))
        .orElse(Reason.PROGRESSING);
  }

  /** The same for people. */
  public String message() {
    return Conditions.find(conditions, Conditions.READY)
        .map(Condition::getMessage)
        .orElse("just created");
  }

  /** The version in its parent's status. */
  public VersionSummary summary() {
    return new VersionSummary(name, revision, inputHash, phase, madeFor);
  }

  /**
   * The version that the next decision looks at.
   *
   * @param hash the digest of its inputs to compare
   * @param generatorVersionUid UID of the generator version it was made from; null for a
   *     generator's
   */
  public LatestVersion toDecideOn(String hash, String generatorVersionUid) {
    return new LatestVersion(name, revision, hash, generatorVersionUid, phase);
  }
}
