package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.VersionSummary;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The versions of one parent, the newest first. The cache may lag behind what the parent's status
 * already tells of: the version it misses is asked for.
 *
 * @param <V> kind of the versions
 */
public final class VersionHistory<V extends HasMetadata> {

  private final List<V> versions;
  private final ToLongFunction<V> revision;
  private final long recorded;

  private VersionHistory(List<V> versions, ToLongFunction<V> revision, long recorded) {
    this.versions = versions;
    this.revision = revision;
    this.recorded = recorded;
  }

  /**
   * Gathers the versions.
   *
   * @param parent the parent
   * @param cached versions in the cache
   * @param recorded the latest version in the parent's status; null where there is none
   * @param type kind of the versions
   * @param revision gives a version's number
   */
  public static <V extends HasMetadata> VersionHistory<V> of(
      KubernetesClient client,
      HasMetadata parent,
      Collection<V> cached,
      VersionSummary recorded,
      Class<V> type,
      ToLongFunction<V> revision) {
    var own =
        new ArrayList<>(cached.stream().filter(v -> VersionObjects.isOwned(parent, v)).toList());
    long newest = own.stream().mapToLong(revision).max().orElse(0);
    long known = recorded == null || recorded.revision() == null ? 0 : recorded.revision();
    if (known > newest) {
      var live =
          client
              .resources(type)
              .inNamespace(parent.getMetadata().getNamespace())
              .withName(recorded.name())
              .get();
      if (live != null && VersionObjects.isOwned(parent, live)) {
        own.add(live);
      }
    }
    own.sort(Comparator.comparingLong(revision).reversed());
    return new VersionHistory<>(own, revision, known);
  }

  /** The same with a version that was just created. */
  public VersionHistory<V> with(V created) {
    var more = new ArrayList<>(versions);
    more.removeIf(v -> v.getMetadata().getName().equals(created.getMetadata().getName()));
    more.add(0, created);
    return new VersionHistory<>(more, revision, recorded);
  }

  /** All versions, the newest first. */
  public List<V> all() {
    return versions;
  }

  /** The number of a version. */
  public long revision(V version) {
    return revision.applyAsLong(version);
  }

  /** The version made last. */
  public Optional<V> latest() {
    return versions.stream().findFirst();
  }

  /** The newest version of which something is true. */
  public Optional<V> newest(Predicate<V> condition) {
    return versions.stream().filter(condition).findFirst();
  }

  /** The number of the next version: no number is given twice, also where a version was deleted. */
  public long nextRevision() {
    return Math.max(recorded, latest().map(revision::applyAsLong).orElse(0L)) + 1;
  }
}
