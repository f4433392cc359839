package dev.syntheticdata.local.apiserver.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The served types. Reads see a consistent snapshot; CRDs add and remove types while requests run.
 */
public final class TypeRegistry {
  private record Key(String group, String version, String plural) {}

  private volatile Map<Key, ResourceType> types = Map.of();

  /** Adds types, replacing those with the same group, version and plural. */
  public synchronized void register(List<ResourceType> added) {
    var next = new HashMap<>(types);
    added.forEach(t -> next.put(new Key(t.group(), t.version(), t.plural()), t));
    types = Map.copyOf(next);
  }

  /** Serves these types of a stored collection instead of those served until now. */
  public synchronized void replace(String resource, List<ResourceType> replacements) {
    var next = new HashMap<>(types);
    next.values().removeIf(t -> t.is(resource));
    replacements.forEach(t -> next.put(new Key(t.group(), t.version(), t.plural()), t));
    types = Map.copyOf(next);
  }

  public Optional<ResourceType> find(String group, String version, String plural) {
    return Optional.ofNullable(types.get(new Key(group, version, plural)));
  }

  /** Some served version of a stored collection. */
  public Optional<ResourceType> byResource(String resource) {
    return types.values().stream().filter(t -> t.is(resource)).findFirst();
  }

  /** The type of an owner reference or manifest. */
  public Optional<ResourceType> byKind(String apiVersion, String kind) {
    return types.values().stream()
        .filter(t -> t.kind().equals(kind) && t.apiVersion().equals(apiVersion))
        .findFirst();
  }

  /** All types, ordered by group, version and plural. */
  public List<ResourceType> all() {
    return types.values().stream()
        .sorted(
            Comparator.comparing(ResourceType::group)
                .thenComparing(ResourceType::version)
                .thenComparing(ResourceType::plural))
        .toList();
  }

  /** The types of one group and version, ordered by plural. */
  public List<ResourceType> of(String group, String version) {
    return all().stream()
        .filter(t -> t.group().equals(group) && t.version().equals(version))
        .toList();
  }

  /** Group to versions, the core group (empty name) included. */
  public Map<String, TreeSet<String>> versionsByGroup() {
    Map<String, TreeSet<String>> groups = new TreeMap<>();
    types
        .values()
        .forEach(t -> groups.computeIfAbsent(t.group(), g -> new TreeSet<>()).add(t.version()));
    return groups;
  }
}
