package dev.syntheticdata.local.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Field ownership across writes: what an update takes over, and what server-side apply merges,
 * prunes and refuses. Follows the rules of structured-merge-diff.
 */
public final class Ownership {
  private static final Set<List<String>> KEPT = Set.of(List.of(), List.of("f:metadata"));

  private Ownership() {}

  /**
   * Records in {@code after} that {@code manager} owns what it changed.
   *
   * @param before the stored object, null when it is created
   */
  public static void recordUpdate(
      JsonNode schema, JsonNode before, ObjectNode after, FieldManager manager, String now) {
    ManagedFields managed = managedFieldsFor(before, after);
    FieldDiff diff = FieldDiff.between(schema, before == null ? Json.object() : before, after);
    managed.takeFromOthers(manager, diff.changed().union(diff.removed()), now);
    FieldSet own = managed.fieldsOf(manager).minus(diff.removed()).union(diff.changed());
    managed.set(manager, own, now);
    managed.writeTo(after);
  }

  /** Clients may hand entries back, reset them with an empty one, or leave them out. */
  private static ManagedFields managedFieldsFor(JsonNode before, JsonNode after) {
    JsonNode sent = after.path("metadata").path("managedFields");
    if (before == null || sent instanceof ArrayNode) {
      return ManagedFields.of(after);
    }
    return ManagedFields.of(before);
  }

  /** Whether two versions of an object differ in nothing but times of ownership entries. */
  public static boolean isSameObject(ObjectNode a, ObjectNode b) {
    return Json.same(withoutManagedFields(a), withoutManagedFields(b))
        && ManagedFields.sameOwnership(a, b);
  }

  private static ObjectNode withoutManagedFields(ObjectNode object) {
    ObjectNode copy = Json.object();
    object.properties().forEach(f -> copy.set(f.getKey(), f.getValue()));
    ObjectNode metadata = Json.object();
    object.path("metadata").properties().forEach(f -> metadata.set(f.getKey(), f.getValue()));
    metadata.remove("managedFields");
    copy.set("metadata", metadata);
    return copy;
  }

  /**
   * Server-side apply: the object after {@code manager} declared {@code configuration}.
   *
   * @param live the stored object; an object with only its identity when it is created
   * @param force whether to take over fields of other managers instead of failing with 409
   */
  public static ObjectNode apply(
      JsonNode schema,
      ObjectNode live,
      ObjectNode configuration,
      FieldManager manager,
      boolean force,
      String now) {
    ManagedFields managed = ManagedFields.of(live);
    FieldSet last = managed.fieldsOf(manager);
    FieldSet applied = FieldWalk.fieldsOf(schema, configuration);
    ObjectNode result = live.deepCopy();
    FieldMerge.merge(schema, result, configuration);
    managed.set(manager, applied, now);
    prune(schema, result, last, managed.all());

    FieldDiff diff = FieldDiff.between(schema, live, result);
    Map<FieldManager, FieldSet> conflicts = managed.overlaps(manager, diff.changed());
    if (!conflicts.isEmpty() && !force) {
      throw conflict(conflicts, managed);
    }
    managed.takeFromOthers(manager, diff.changed().union(diff.removed()), now);
    managed.writeTo(result);
    return result;
  }

  /** What the manager applied before and no longer applies goes, unless somebody else owns it. */
  private static void prune(JsonNode schema, ObjectNode object, FieldSet last, FieldSet owned) {
    Set<List<String>> keep = withAncestors(owned);
    for (List<String> path : withAncestors(last)) {
      if (!keep.contains(path) && !KEPT.contains(path)) {
        FieldMerge.remove(schema, object, path);
      }
    }
  }

  private static Set<List<String>> withAncestors(FieldSet fields) {
    Set<List<String>> all = new LinkedHashSet<>();
    for (List<String> path : fields.paths()) {
      for (int length = 1; length <= path.size(); length++) {
        all.add(path.subList(0, length));
      }
    }
    return all;
  }

  private static ApiError conflict(Map<FieldManager, FieldSet> conflicts, ManagedFields managed) {
    List<ObjectNode> causes = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    String single = "";
    for (Map.Entry<FieldManager, FieldSet> conflict : conflicts.entrySet()) {
      FieldManager other = conflict.getKey();
      String name = other.describe(managed.timeOf(other));
      List<String> fields = conflict.getValue().paths().stream().map(FieldSet::describe).toList();
      for (String field : fields) {
        causes.add(
            Json.object()
                .put("reason", "FieldManagerConflict")
                .put("message", "conflict with " + name)
                .put("field", field));
      }
      single = "conflict with " + name + ": " + fields.get(0);
      groups.add("conflicts with " + name + ":\n- " + String.join("\n- ", fields));
    }
    String message =
        causes.size() == 1
            ? "Apply failed with 1 conflict: " + single
            : "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", groups);
    return ApiError.applyConflict(message, causes);
  }

  /** Fails when an applied configuration carries managed fields, which clients must not send. */
  public static void refuseManagedFields(JsonNode configuration) {
    if (configuration.path("metadata").path("managedFields").size() > 0) {
      throw ApiError.badRequest("metadata.managedFields must be nil");
    }
  }
}
