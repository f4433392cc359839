package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Phase;

/**
 * The version made last, as decisions need it.
 *
 * @param name its name
 * @param revision its number
 * @param inputHash digest of its inputs
 * @param generatorVersionUid UID of the generator version it was made from; null for a generator's
 * @param phase where it is; {@link Phase#PENDING} where its status is not written yet
 */
public record LatestVersion(
    String name, long revision, String inputHash, String generatorVersionUid, Phase phase) {}
