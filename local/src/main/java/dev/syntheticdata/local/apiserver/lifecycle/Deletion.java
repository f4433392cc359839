package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.ObjectKey;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Removes objects: at once or when their finalizers are gone, with what they own, and namespaces
 * with all that is in them. What the garbage collector of a cluster does some time later happens
 * here in the same transaction.
 */
public final class Deletion {
  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";
  private static final Set<String> PERMANENT =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  /** What happens to the objects that the deleted one owns. */
  public enum Propagation {
    Background,
    Foreground,
    Orphan
  }

  /**
   * The options of a DELETE.
   *
   * @param propagation what happens to owned objects
   * @param uid the uid the object must have, or empty
   * @param resourceVersion the version the object must have, or empty
   * @param dryRun whether to answer as if
   */
  public record Options(
      Propagation propagation, String uid, String resourceVersion, boolean dryRun) {}

  /**
   * The result of a DELETE.
   *
   * @param object the last state
   * @param gone whether it is removed, or waits for finalizers
   */
  public record Deleted(ObjectNode object, boolean gone) {}

  private final ObjectStore store;
  private final TypeRegistry types;
  private final Clock clock;

  /** Deletes from the store. */
  public Deletion(ObjectStore store, TypeRegistry types, Clock clock) {
    this.store = store;
    this.types = types;
    this.clock = clock;
  }

  /** DELETE of one object. */
  public Deleted delete(Target target, Options options) {
    return store.transaction(
        () -> {
          ObjectNode live = store.get(target.key());
          if (live == null) {
            throw ApiError.notFound(target.type(), target.name());
          }
          checkPreconditions(target, live, options);
          if (target.type().is(BuiltinTypes.NAMESPACES) && PERMANENT.contains(target.name())) {
            throw ApiError.forbidden(
                target.type(), target.name(), "this namespace may not be deleted");
          }
          if (!options.dryRun()) {
            begin(target.key(), options.propagation());
          }
          ObjectNode left = store.get(target.key());
          return new Deleted(left == null ? live : left, left == null);
        });
  }

  private static void checkPreconditions(Target target, ObjectNode live, Options options) {
    if (!options.uid().isEmpty() && !options.uid().equals(Meta.uid(live))) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "Precondition failed: UID in precondition: "
              + options.uid()
              + ", UID in object meta: "
              + Meta.uid(live));
    }
    String version = options.resourceVersion();
    if (!version.isEmpty() && !version.equals(Meta.resourceVersion(live))) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "Precondition failed: ResourceVersion in precondition: "
              + version
              + ", ResourceVersion in object meta: "
              + Meta.resourceVersion(live));
    }
  }

  /** Fails unless the target's namespace exists and takes new objects. */
  void requireOpenNamespace(Target target) {
    if (!target.type().namespaced()) {
      return;
    }
    String namespace = target.namespace();
    ObjectNode found = store.get(new ObjectKey(BuiltinTypes.NAMESPACES, "", namespace));
    if (found == null) {
      throw ApiError.notFound(types.byResource(BuiltinTypes.NAMESPACES).orElseThrow(), namespace);
    }
    if (Meta.isDeleting(found)) {
      throw ApiError.forbidden(
              target.type(),
              target.name(),
              "unable to create new content in namespace "
                  + namespace
                  + " because it is being terminated")
          .withCause(
              "NamespaceTerminating",
              "namespace " + namespace + " is being terminated",
              "metadata.namespace");
    }
  }

  /** Deletes a new object whose owners are all gone, as the garbage collector would. */
  void collectIfOrphan(ObjectKey key) {
    ObjectNode object = store.get(key);
    if (Meta.owners(object).size() > 0 && livingOwners(object).isEmpty()) {
      begin(key, Propagation.Background);
    }
  }

  /** Removes an object whose deletion had begun and whose last finalizer is gone. */
  void continueAfterUpdate(ObjectKey key) {
    ObjectNode object = store.get(key);
    if (Meta.isDeleting(object) && isFree(key, object)) {
      remove(key);
    }
  }

  private static boolean isFree(ObjectKey key, ObjectNode object) {
    boolean namespace = key.resource().equals(BuiltinTypes.NAMESPACES);
    return Meta.finalizers(object).isEmpty()
        && (!namespace || object.path("spec").path("finalizers").isEmpty());
  }

  private void begin(ObjectKey key, Propagation propagation) {
    ObjectNode live = store.get(key);
    if (live == null) {
      return;
    }
    ObjectNode marked = live.deepCopy();
    List<String> finalizers = new ArrayList<>(Meta.finalizers(marked));
    finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
    switch (propagation) {
      case Orphan -> finalizers.add(ORPHAN);
      case Foreground -> finalizers.add(FOREGROUND);
      case Background -> {}
    }
    Meta.setFinalizers(marked, finalizers);
    if (isFree(key, marked)) {
      remove(key);
      return;
    }
    mark(key, marked);
    if (!Json.same(live, marked)) {
      store.put(key, marked);
    }
    switch (propagation) {
      case Orphan -> release(key);
      case Foreground -> deleteDependents(key);
      case Background -> {}
    }
    if (key.resource().equals(BuiltinTypes.NAMESPACES)) {
      store.keysIn(key.name()).forEach(k -> begin(k, Propagation.Background));
      finishNamespace(key.name());
    }
  }

  private void mark(ObjectKey key, ObjectNode object) {
    if (Meta.isDeleting(object)) {
      return;
    }
    ObjectNode metadata = Meta.of(object);
    metadata.put("deletionTimestamp", Meta.time(clock.instant()));
    metadata.put("deletionGracePeriodSeconds", 0);
    if (metadata.has("generation")) {
      metadata.put("generation", metadata.get("generation").asLong() + 1);
    }
    if (key.resource().equals(BuiltinTypes.NAMESPACES)) {
      Json.child(object, "status").put("phase", "Terminating");
    }
  }

  private void remove(ObjectKey key) {
    ObjectNode last = store.remove(key);
    if (last == null) {
      return;
    }
    if (key.resource().equals(BuiltinTypes.CRDS)) {
      removeInstances(key.name());
    }
    store.dependents(Meta.uid(last)).forEach(this::collectDependent);
    for (JsonNode owner : Meta.owners(last)) {
      finishForeground(store.find(owner.path("uid").asText()));
    }
    if (!key.namespace().isEmpty()) {
      finishNamespace(key.namespace());
    }
  }

  private void removeInstances(String resource) {
    store.list(resource, null).objects().stream()
        .map(o -> new ObjectKey(resource, Meta.namespace(o), Meta.name(o)))
        .forEach(this::remove);
    types.replace(resource, List.of());
  }

  /** Deletes an object when no owner is left; otherwise forgets the owners that are gone. */
  private void collectDependent(ObjectKey key) {
    ObjectNode object = store.get(key);
    if (object == null) {
      return;
    }
    ArrayNode living = livingOwners(object);
    if (living.isEmpty()) {
      begin(key, Propagation.Background);
    } else if (living.size() < Meta.owners(object).size()) {
      ObjectNode changed = object.deepCopy();
      Meta.of(changed).set("ownerReferences", living);
      store.put(key, changed);
    }
  }

  /** Owners that exist, and owners of kinds this server does not serve and so cannot judge. */
  private ArrayNode livingOwners(ObjectNode object) {
    ArrayNode living = Json.object().arrayNode();
    for (JsonNode owner : Meta.owners(object)) {
      ObjectKey key = store.find(owner.path("uid").asText());
      boolean served =
          types.byKind(owner.path("apiVersion").asText(), owner.path("kind").asText()).isPresent();
      boolean reachable =
          key != null
              && (key.namespace().isEmpty() || key.namespace().equals(Meta.namespace(object)));
      if (reachable || !served) {
        living.add(owner);
      }
    }
    return living;
  }

  private void release(ObjectKey owner) {
    String uid = Meta.uid(store.get(owner));
    for (ObjectKey key : store.dependents(uid)) {
      ObjectNode changed = store.get(key).deepCopy();
      ArrayNode kept = Json.object().arrayNode();
      for (JsonNode reference : Meta.owners(changed)) {
        if (!reference.path("uid").asText().equals(uid)) {
          kept.add(reference);
        }
      }
      Json.setOrRemove(Meta.of(changed), "ownerReferences", kept.isEmpty() ? null : kept);
      store.put(key, changed);
    }
    dropFinalizer(owner, ORPHAN);
  }

  private void deleteDependents(ObjectKey owner) {
    String uid = Meta.uid(store.get(owner));
    for (ObjectKey key : store.dependents(uid)) {
      ObjectNode dependent = store.get(key);
      if (dependent != null && livingOwners(dependent).size() == 1) {
        begin(key, Propagation.Foreground);
      }
    }
    finishForeground(owner);
  }

  /** Ends a foreground deletion when nothing that blocks it is left. */
  private void finishForeground(ObjectKey owner) {
    ObjectNode object = owner == null ? null : store.get(owner);
    if (object == null
        || !Meta.isDeleting(object)
        || !Meta.finalizers(object).contains(FOREGROUND)) {
      return;
    }
    String uid = Meta.uid(object);
    boolean blocked = store.dependents(uid).stream().anyMatch(k -> blocks(store.get(k), uid));
    if (!blocked) {
      dropFinalizer(owner, FOREGROUND);
    }
  }

  private static boolean blocks(JsonNode dependent, String ownerUid) {
    for (JsonNode reference : Meta.owners(dependent)) {
      if (reference.path("uid").asText().equals(ownerUid)) {
        return reference.path("blockOwnerDeletion").asBoolean(false);
      }
    }
    return false;
  }

  private void dropFinalizer(ObjectKey key, String finalizer) {
    ObjectNode object = store.get(key);
    if (object == null) {
      return;
    }
    ObjectNode changed = object.deepCopy();
    List<String> finalizers = new ArrayList<>(Meta.finalizers(changed));
    finalizers.remove(finalizer);
    Meta.setFinalizers(changed, finalizers);
    store.put(key, changed);
    continueAfterUpdate(key);
  }

  private void finishNamespace(String name) {
    ObjectKey key = new ObjectKey(BuiltinTypes.NAMESPACES, "", name);
    ObjectNode namespace = store.get(key);
    if (namespace == null || !Meta.isDeleting(namespace) || !store.keysIn(name).isEmpty()) {
      return;
    }
    ObjectNode changed = namespace.deepCopy();
    Json.child(changed, "spec").remove("finalizers");
    if (isFree(key, changed)) {
      remove(key);
    }
  }
}
