package dev.syntheticdata.local.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Who owns which fields of an object: {@code metadata.managedFields}. Mutable. */
final class ManagedFields {
  private record Owned(FieldSet fields, String time) {}

  private final Map<FieldManager, Owned> owners = new LinkedHashMap<>();

  /** Reads the managed fields of an object; an entry that is empty stands for none. */
  static ManagedFields of(JsonNode object) {
    ManagedFields result = new ManagedFields();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      if (entry.hasNonNull("fieldsV1")) {
        FieldManager manager =
            new FieldManager(
                entry.path("manager").asText(""),
                FieldManager.Operation.valueOf(entry.path("operation").asText("Update")),
                entry.path("apiVersion").asText(""),
                entry.path("subresource").asText(""));
        result.owners.put(
            manager,
            new Owned(FieldSet.parse(entry.get("fieldsV1")), entry.path("time").asText("")));
      }
    }
    return result;
  }

  FieldSet fieldsOf(FieldManager manager) {
    Owned owned = owners.get(manager);
    return owned == null ? FieldSet.EMPTY : owned.fields();
  }

  /** Sets the fields of one manager; the time moves only when they change. */
  void set(FieldManager manager, FieldSet fields, String now) {
    if (fields.isEmpty()) {
      owners.remove(manager);
      return;
    }
    Owned before = owners.get(manager);
    boolean unchanged = before != null && before.fields().equals(fields);
    owners.put(manager, unchanged ? before : new Owned(fields, now));
  }

  /** Takes fields from everybody but one manager. */
  void takeFromOthers(FieldManager except, FieldSet taken, String now) {
    for (FieldManager manager : owners.keySet().toArray(FieldManager[]::new)) {
      if (!manager.equals(except)) {
        set(manager, fieldsOf(manager).minus(taken), now);
      }
    }
  }

  /** The other managers that own some of these fields, with those fields. */
  Map<FieldManager, FieldSet> overlaps(FieldManager except, FieldSet fields) {
    Map<FieldManager, FieldSet> overlaps = new LinkedHashMap<>();
    owners.forEach(
        (manager, owned) -> {
          FieldSet shared = owned.fields().intersect(fields);
          if (!manager.equals(except) && !shared.isEmpty()) {
            overlaps.put(manager, shared);
          }
        });
    return overlaps;
  }

  /** Everything that somebody owns. */
  FieldSet all() {
    FieldSet all = FieldSet.EMPTY;
    for (Owned owned : owners.values()) {
      all = all.union(owned.fields());
    }
    return all;
  }

  /** When the manager's fields last changed; empty when it owns nothing. */
  String timeOf(FieldManager manager) {
    Owned owned = owners.get(manager);
    return owned == null ? "" : owned.time();
  }

  /** Writes the entries into the metadata. */
  void writeTo(ObjectNode object) {
    ObjectNode metadata = Meta.of(object);
    if (owners.isEmpty()) {
      metadata.remove("managedFields");
      return;
    }
    ArrayNode entries = metadata.putArray("managedFields");
    owners.forEach(
        (manager, owned) -> {
          ObjectNode entry = entries.addObject();
          entry.put("apiVersion", manager.apiVersion()).put("fieldsType", "FieldsV1");
          entry.set("fieldsV1", owned.fields().toFieldsV1());
          entry.put("manager", manager.name()).put("operation", manager.operation().name());
          if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
          }
          if (!owned.time().isEmpty()) {
            entry.put("time", owned.time());
          }
        });
  }

  /** Whether both say the same about ownership, whatever the times. */
  static boolean sameOwnership(JsonNode a, JsonNode b) {
    return Objects.equals(withoutTimes(a), withoutTimes(b));
  }

  private static JsonNode withoutTimes(JsonNode object) {
    ArrayNode entries = Json.object().putArray("entries");
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      ObjectNode copy = entry.deepCopy();
      copy.remove("time");
      entries.add(copy);
    }
    return entries;
  }
}
