package dev.syntheticdata.local.apiserver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.ObjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All objects in memory, their order of change, and indexes by uid and owner.
 *
 * <p>Stored trees are never changed: whoever wants another state stores a changed copy. One lock
 * orders all writes; {@link #transaction} lets a caller read and write under it.
 */
public final class ObjectStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
  private final Map<String, ObjectKey> byUid = new HashMap<>();
  private final Map<String, Set<ObjectKey>> byOwner = new HashMap<>();
  private final Map<String, EventLog> logs = new HashMap<>();
  private final Map<String, Collection<Subscription>> subscriptions = new HashMap<>();
  private final int rememberedEvents;
  private long revision;

  /**
   * An empty store.
   *
   * @param rememberedEvents how many changes of each collection a watch can go back
   */
  public ObjectStore(int rememberedEvents) {
    this.rememberedEvents = rememberedEvents;
  }

  /** Runs reads and writes that belong together. May be nested. */
  public <T> T transaction(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** The revision of the last change. */
  public long revision() {
    return transaction(() -> revision);
  }

  /** The object, or null. */
  public ObjectNode get(ObjectKey key) {
    return transaction(() -> objects.get(key));
  }

  /** Where the object with a uid is, or null. */
  public ObjectKey find(String uid) {
    return transaction(() -> byUid.get(uid));
  }

  /** The objects that name the uid as an owner. */
  public List<ObjectKey> dependents(String ownerUid) {
    return transaction(() -> List.copyOf(byOwner.getOrDefault(ownerUid, Set.of())));
  }

  /**
   * Objects of one collection, ordered by namespace and name.
   *
   * @param namespace null for all namespaces
   */
  public Listing list(String resource, String namespace) {
    return transaction(
        () -> {
          ObjectKey from = new ObjectKey(resource, namespace == null ? "" : namespace, "");
          ObjectKey to =
              namespace == null
                  ? new ObjectKey(resource + '\0', "", "")
                  : new ObjectKey(resource, namespace + '\0', "");
          return new Listing(revision, List.copyOf(objects.subMap(from, true, to, false).values()));
        });
  }

  /** The keys of all objects in one namespace. Looks at every object: for rare use. */
  public List<ObjectKey> keysIn(String namespace) {
    return transaction(
        () -> objects.keySet().stream().filter(k -> k.namespace().equals(namespace)).toList());
  }

  /** Stores a new state; the tree becomes the store's and gets the next resource version. */
  public ObjectNode put(ObjectKey key, ObjectNode object) {
    return transaction(
        () -> {
          Meta.of(object).put("resourceVersion", Long.toString(++revision));
          ObjectNode before = objects.put(key, object);
          unindex(key, before);
          index(key, object);
          publish(new WatchEvent(revision, key, before, object, object));
          return object;
        });
  }

  /** Removes an object; returns its last state, or null when there was none. */
  public ObjectNode remove(ObjectKey key) {
    return transaction(
        () -> {
          ObjectNode before = objects.remove(key);
          if (before == null) {
            return null;
          }
          unindex(key, before);
          ObjectNode last = before.deepCopy();
          Meta.of(last).put("resourceVersion", Long.toString(++revision));
          publish(new WatchEvent(revision, key, before, null, last));
          return last;
        });
  }

  /** All changes of a collection after a revision; fails with 410 when they are forgotten. */
  public Subscription subscribe(String resource, long after) {
    return transaction(
        () -> {
          if (after > revision) {
            // Handed out by another server: this one cannot know what happened since.
            throw ApiError.expired(after, revision);
          }
          List<WatchEvent> missed = log(resource).after(after);
          Collection<Subscription> others =
              subscriptions.computeIfAbsent(resource, r -> new CopyOnWriteArrayList<>());
          Subscription[] self = new Subscription[1];
          // Room for everything the log remembers: a reader that slow must list again anyway.
          self[0] = new Subscription(rememberedEvents * 2, after, () -> others.remove(self[0]));
          missed.forEach(self[0]::publish);
          others.add(self[0]);
          return self[0];
        });
  }

  private EventLog log(String resource) {
    return logs.computeIfAbsent(resource, r -> new EventLog(rememberedEvents));
  }

  private void publish(WatchEvent event) {
    String resource = event.key().resource();
    log(resource).add(event);
    subscriptions.getOrDefault(resource, List.of()).forEach(s -> s.publish(event));
  }

  private void index(ObjectKey key, ObjectNode object) {
    byUid.put(Meta.uid(object), key);
    for (JsonNode owner : Meta.owners(object)) {
      byOwner.computeIfAbsent(owner.path("uid").asText(), u -> new LinkedHashSet<>()).add(key);
    }
  }

  private void unindex(ObjectKey key, ObjectNode object) {
    if (object == null) {
      return;
    }
    byUid.remove(Meta.uid(object));
    for (JsonNode owner : Meta.owners(object)) {
      String uid = owner.path("uid").asText();
      byOwner.computeIfPresent(
          uid,
          (u, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    }
  }
}
