package dev.syntheticdata.local.apiserver.model;

import java.util.Comparator;

/**
 * Names one stored object.
 *
 * @param resource {@code plural.group}
 * @param namespace empty for cluster-wide objects
 * @param name the object's name
 */
public record ObjectKey(String resource, String namespace, String name)
    implements Comparable<ObjectKey> {
  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::resource)
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }
}
