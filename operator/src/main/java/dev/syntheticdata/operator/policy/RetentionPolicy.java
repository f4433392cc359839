package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Retention;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which versions are no longer kept. Pure. */
public final class RetentionPolicy {

  private static final int DEFAULT_VERSIONS = 10;

  /**
   * A version, as retention sees it.
   *
   * @param name its name
   * @param revision its number
   * @param finished whether nothing more will happen to it
   */
  public record Candidate(String name, long revision, boolean finished) {}

  private RetentionPolicy() {}

  /**
   * Names of the versions to remove, the oldest first. Versions at work and those in use are kept
   * whatever their number.
   *
   * @param retention the owner's wish; null for the defaults
   * @param versions all versions
   * @param inUse names of versions in use: the published or ready one, and the latest
   */
  public static List<String> excess(
      Retention retention, List<Candidate> versions, Set<String> inUse) {
    int keep =
        retention == null || retention.versions() == null ? DEFAULT_VERSIONS : retention.versions();
    var old =
        versions.stream()
            .filter(v -> v.finished() && !inUse.contains(v.name()))
            .sorted(Comparator.comparingLong(Candidate::revision))
            .map(Candidate::name)
            .toList();
    return old.subList(0, Math.max(0, old.size() - keep));
  }
}
