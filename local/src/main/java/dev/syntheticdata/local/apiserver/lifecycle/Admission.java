package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
import dev.syntheticdata.local.apiserver.schema.CelRules;
import dev.syntheticdata.local.apiserver.schema.Defaulting;
import dev.syntheticdata.local.apiserver.schema.Pruning;
import dev.syntheticdata.local.apiserver.schema.SchemaValidation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings an object into the form its type demands, or says what is wrong with it. */
final class Admission {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final FieldError RULES_SKIPPED =
      FieldError.invalidText(
          FieldError.NO_FIELD,
          "null",
          "some validation rules were not checked because the object was invalid; correct the"
              + " existing errors to complete validation");

  private final Map<String, KindRules> rules;

  Admission(TypeRegistry types, Clock clock) {
    rules =
        Map.of(
            BuiltinTypes.NAMESPACES, new NamespaceRules(),
            BuiltinTypes.CONFIG_MAPS, new ConfigRules(),
            BuiltinTypes.SECRETS, new ConfigRules(),
            BuiltinTypes.PODS, new PodRules(),
            BuiltinTypes.JOBS, new JobRules(),
            BuiltinTypes.CRDS, new CrdRules(types, clock));
  }

  KindRules rulesOf(ResourceType type) {
    return rules.getOrDefault(type.resource(), KindRules.NONE);
  }

  /** Removes unknown fields and fills in defaults; returns the paths of unknown fields. */
  List<String> complete(ResourceType type, ObjectNode object) {
    if (!type.isCustom()) {
      // Clients in Go write null for what is not set, and read it so.
      Json.dropNulls(object);
    }
    rulesOf(type).normalise(object);
    List<String> unknown = Pruning.apply(type.schema(), object);
    Defaulting.apply(type.schema(), object);
    return unknown;
  }

  /**
   * Fails with 422 and all causes when the object is not valid.
   *
   * @param before the stored object, null on creation
   */
  void validate(ResourceType type, ObjectNode before, ObjectNode after) {
    List<FieldError> errors = new ArrayList<>();
    boolean anyName = type.group().equals(RBAC);
    errors.addAll(Names.checkName(after.path("metadata"), anyName));
    errors.addAll(Names.checkLabels(after.path("metadata").path("labels"), "metadata.labels"));
    errors.addAll(Names.checkAnnotations(after.path("metadata").path("annotations")));
    errors.addAll(newFinalizersWhileDeleting(before, after));
    List<FieldError> ofSchema = SchemaValidation.check(type.schema(), after);
    errors.addAll(ofSchema);
    if (ofSchema.stream().anyMatch(e -> e.reason().hidesRules())) {
      if (type.isCustom()) {
        errors.add(RULES_SKIPPED);
      }
    } else {
      errors.addAll(CelRules.check(type.schema(), after, before));
      errors.addAll(rulesOf(type).validate(before, after));
    }
    if (!errors.isEmpty()) {
      throw ApiError.invalid(type, Meta.name(after), errors);
    }
  }

  private static List<FieldError> newFinalizersWhileDeleting(ObjectNode before, ObjectNode after) {
    if (before == null || !Meta.isDeleting(before)) {
      return List.of();
    }
    List<String> added = new ArrayList<>(Meta.finalizers(after));
    added.removeAll(Meta.finalizers(before));
    return added.isEmpty()
        ? List.of()
        : List.of(
            FieldError.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new"
                    + " finalizers "
                    + added));
  }

  /** Fails when the body is of another kind, name or namespace than the path says. */
  static void checkIdentity(Target target, JsonNode body) {
    ResourceType type = target.type();
    String kind = body.path("kind").asText("");
    String apiVersion = body.path("apiVersion").asText("");
    if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
      throw ApiError.badRequest(
          "the object provided is a "
              + kind
              + " in version \""
              + apiVersion
              + "\" and cannot be handled as a "
              + type.kind()
              + " in version \""
              + type.apiVersion()
              + "\"");
    }
    String namespace = Meta.namespace(body);
    if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(target.namespace())) {
      throw ApiError.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    String name = Meta.name(body);
    if (target.name() != null && !name.isEmpty() && !name.equals(target.name())) {
      throw ApiError.badRequest(
          "the name of the object ("
              + name
              + ") does not match the name on the URL ("
              + target.name()
              + ")");
    }
  }

  /** Whether anything but metadata and status differs. */
  static boolean changesSpec(ObjectNode before, ObjectNode after) {
    return !Json.same(spec(before), spec(after));
  }

  private static ObjectNode spec(ObjectNode object) {
    ObjectNode copy = Json.object();
    object.properties().forEach(f -> copy.set(f.getKey(), f.getValue()));
    copy.remove(List.of("metadata", "status", "apiVersion", "kind"));
    return copy;
  }
}
