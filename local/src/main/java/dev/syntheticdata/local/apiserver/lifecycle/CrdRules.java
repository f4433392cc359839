package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import dev.syntheticdata.local.apiserver.schema.CelTypeCheck;
import dev.syntheticdata.local.apiserver.schema.CrdTypes;
import dev.syntheticdata.local.apiserver.schema.StructuralSchemaCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CustomResourceDefinitions: names, rules that must compile, and serving what they declare. */
final class CrdRules implements KindRules {
  private final TypeRegistry types;
  private final Clock clock;

  CrdRules(TypeRegistry types, Clock clock) {
    this.types = types;
    this.clock = clock;
  }

  @Override
  public void normalise(ObjectNode crd) {
    ObjectNode names = Json.child(Json.child(crd, "spec"), "names");
    String kind = names.path("kind").asText("");
    if (!names.hasNonNull("singular")) {
      names.put("singular", kind.toLowerCase(Locale.ROOT));
    }
    if (!names.hasNonNull("listKind")) {
      names.put("listKind", kind + "List");
    }
  }

  @Override
  public void prepareCreate(ObjectNode crd) {
    ObjectNode status = Json.child(crd, "status");
    String now = Meta.time(clock.instant());
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
    condition(
        conditions,
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted",
        now);
    status.set("acceptedNames", crd.path("spec").path("names").deepCopy());
    ArrayNode stored = status.putArray("storedVersions");
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        stored.add(version.path("name").asText());
      }
    }
  }

  private static void condition(
      ArrayNode conditions, String type, String reason, String message, String now) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", "True")
        .put("reason", reason)
        .put("message", message)
        .put("lastTransitionTime", now);
  }

  @Override
  public List<FieldError> validate(ObjectNode before, ObjectNode after) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode spec = after.path("spec");
    String expected =
        spec.path("names").path("plural").asText() + "." + spec.path("group").asText();
    if (!Meta.name(after).equals(expected)) {
      errors.add(
          FieldError.invalid(
              "metadata.name",
              after.path("metadata").path("name"),
              "must be spec.names.plural+\".\"+spec.group"));
    }
    int index = 0;
    int storage = 0;
    for (JsonNode version : spec.path("versions")) {
      String path = "spec.versions[" + index++ + "].schema.openAPIV3Schema";
      JsonNode schema = version.path("schema").path("openAPIV3Schema");
      storage += version.path("storage").asBoolean() ? 1 : 0;
      if (!schema.isObject()) {
        errors.add(FieldError.required(path, "schemas are required"));
      } else {
        errors.addAll(StructuralSchemaCheck.check(schema, path));
        errors.addAll(CelTypeCheck.check(schema, path));
      }
    }
    if (storage != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              spec.get("versions"),
              "must have exactly one version marked as" + " storage version"));
    }
    if (before != null && !Json.same(before.path("spec").get("scope"), spec.get("scope"))) {
      errors.add(FieldError.invalid("spec.scope", spec.get("scope"), "field is immutable"));
    }
    return errors;
  }

  @Override
  public void onStored(ObjectNode crd) {
    types.replace(Meta.name(crd), CrdTypes.of(crd));
  }
}
