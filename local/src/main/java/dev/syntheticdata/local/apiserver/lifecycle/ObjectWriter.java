package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.apply.FieldManager;
import dev.syntheticdata.local.apiserver.apply.Ownership;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.model.TypeRegistry;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Creates and changes objects. Every way to write ends in the same sequence: complete, record
 * ownership, validate, and store only when something changed.
 */
public final class ObjectWriter {
  private static final List<String> SERVER_OWNED =
      List.of(
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private final ObjectStore store;
  private final Admission admission;
  private final Deletion deletion;
  private final Identities identities;
  private final Clock clock;

  /** A writer into the store. */
  public ObjectWriter(
      ObjectStore store,
      TypeRegistry types,
      Deletion deletion,
      Identities identities,
      Clock clock) {
    this.store = store;
    this.admission = new Admission(types, clock);
    this.deletion = deletion;
    this.identities = identities;
    this.clock = clock;
  }

  /** POST: stores a new object. The body becomes the writer's. */
  public Written create(Target target, ObjectNode body, WriteOptions options) {
    return store.transaction(
        () -> {
          Admission.checkIdentity(target, body);
          if (!Meta.resourceVersion(body).isEmpty()) {
            throw ApiError.badRequest("resourceVersion should not be set on objects to be created");
          }
          nameIt(target, body);
          Target named = target.named(Meta.name(body));
          Meta.of(body).remove("managedFields");
          return insert(named, body, options, updater(named, options), UnknownAnswer.BAD_REQUEST);
        });
  }

  /** PUT: replaces the object, or its status. The body becomes the writer's. */
  public Written update(Target target, ObjectNode body, WriteOptions options) {
    return store.transaction(
        () -> {
          Admission.checkIdentity(target, body);
          ObjectNode live = live(target);
          boolean blind = Meta.resourceVersion(body).isEmpty();
          if (blind && target.type().isCustom()) {
            throw ApiError.invalid(
                target.type(),
                target.name(),
                List.of(
                    FieldError.invalidText(
                        "metadata.resourceVersion", "0x0", "must be specified for an update")));
          }
          return replace(target, live, body, options, UnknownAnswer.BAD_REQUEST);
        });
  }

  /** PATCH with anything but apply: replaces the object by a function of itself. */
  public Written patch(
      Target target, Function<ObjectNode, ObjectNode> change, WriteOptions options) {
    return store.transaction(
        () -> {
          ObjectNode live = live(target);
          ObjectNode after = change.apply(live);
          Admission.checkIdentity(target, after);
          return replace(target, live, after, options, UnknownAnswer.INVALID_PATCH);
        });
  }

  /** PATCH with server-side apply: creates the object when it is not there. */
  public Written apply(
      Target target, ObjectNode configuration, boolean force, WriteOptions options) {
    return store.transaction(
        () -> {
          Admission.checkIdentity(target, configuration);
          Ownership.refuseManagedFields(configuration);
          ResourceType type = target.type();
          ObjectNode live = store.get(target.key());
          if (live == null && target.isStatus()) {
            throw ApiError.notFound(type, target.name());
          }
          if (live == null) {
            refuseToRevive(target, configuration);
          }
          ObjectNode declared = declaredPart(target, configuration);
          Json.dropNulls(declared);
          ObjectNode base = live == null ? identity(target) : live;
          FieldManager manager =
              new FieldManager(
                  options.fieldManager(),
                  FieldManager.Operation.Apply,
                  type.apiVersion(),
                  target.subresource());
          ObjectNode after =
              Ownership.apply(
                  type.schema(), base, declared, manager, force, Meta.time(clock.instant()));
          carryPreconditions(configuration, after);
          return live == null
              ? insert(target, after, options, null, UnknownAnswer.INVALID_PATCH)
              : store(target, live, after, options, null, UnknownAnswer.INVALID_PATCH);
        });
  }

  private static ObjectNode identity(Target target) {
    ObjectNode object = Json.object();
    object.put("apiVersion", target.type().apiVersion()).put("kind", target.type().kind());
    ObjectNode metadata = object.putObject("metadata").put("name", target.name());
    if (target.type().namespaced()) {
      metadata.put("namespace", target.namespace());
    }
    return object;
  }

  /** What this endpoint lets an apply declare: the status, or everything else. */
  private static ObjectNode declaredPart(Target target, ObjectNode configuration) {
    ObjectNode declared = configuration.deepCopy();
    if (target.isStatus()) {
      declared.retain("apiVersion", "kind", "status");
    } else if (target.type().statusSubresource()) {
      declared.remove("status");
    }
    if (declared.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(SERVER_OWNED);
      metadata.remove(List.of("resourceVersion", "selfLink", "managedFields", "name", "namespace"));
    }
    return declared;
  }

  /** Who applies what it has read means that object and not a new one. */
  private static void refuseToRevive(Target target, ObjectNode configuration) {
    for (String field : List.of("uid", "resourceVersion")) {
      String value = Meta.text(configuration, field);
      if (!value.isEmpty()) {
        throw ApiError.conflict(
            target.type(),
            target.name(),
            field
                + " mismatch: the provided object specified "
                + field
                + " "
                + value
                + ", and no existing object was found");
      }
    }
  }

  private static void carryPreconditions(ObjectNode configuration, ObjectNode after) {
    for (String field : List.of("uid", "resourceVersion")) {
      String value = Meta.text(configuration, field);
      if (!value.isEmpty()) {
        Meta.of(after).put(field, value);
      }
    }
  }

  private void nameIt(Target target, ObjectNode body) {
    ObjectNode metadata = Meta.of(body);
    String prefix = Meta.text(body, "generateName");
    if (Meta.name(body).isEmpty() && !prefix.isEmpty()) {
      String name = identities.name(prefix);
      while (store.get(target.named(name).key()) != null) {
        name = identities.name(prefix);
      }
      metadata.put("name", name);
    }
  }

  private ObjectNode live(Target target) {
    ObjectNode live = store.get(target.key());
    if (live == null) {
      throw ApiError.notFound(target.type(), target.name());
    }
    return live;
  }

  private static FieldManager updater(Target target, WriteOptions options) {
    return new FieldManager(
        options.fieldManager(),
        FieldManager.Operation.Update,
        target.type().apiVersion(),
        target.subresource());
  }

  private Written insert(
      Target target,
      ObjectNode object,
      WriteOptions options,
      FieldManager manager,
      UnknownAnswer unknownAnswer) {
    ResourceType type = target.type();
    deletion.requireOpenNamespace(target);
    if (type.statusSubresource() && !type.is(BuiltinTypes.NAMESPACES)) {
      object.remove("status");
    }
    ObjectNode metadata = Meta.of(object);
    metadata.remove(SERVER_OWNED);
    metadata.remove(List.of("resourceVersion", "selfLink"));
    if (type.namespaced()) {
      metadata.put("namespace", target.namespace());
    } else {
      metadata.remove("namespace");
    }
    List<String> warnings = unknownAnswer.judge(target, admission.complete(type, object), options);
    if (manager != null) {
      Ownership.recordUpdate(type.schema(), null, object, manager, now());
    }
    metadata.put("uid", identities.uid()).put("creationTimestamp", now());
    if (type.countsGenerations()) {
      metadata.put("generation", 1);
    }
    admission.rulesOf(type).prepareCreate(object);
    admission.validate(type, null, object);
    if (store.get(target.key()) != null) {
      throw ApiError.alreadyExists(type, target.name());
    }
    if (!options.dryRun()) {
      store.put(target.key(), object);
      admission.rulesOf(type).onStored(object);
      deletion.collectIfOrphan(target.key());
    }
    return new Written(object, true, warnings);
  }

  /** An update by a named manager: keeps what this endpoint must not change. */
  private Written replace(
      Target target,
      ObjectNode live,
      ObjectNode wanted,
      WriteOptions options,
      UnknownAnswer unknownAnswer) {
    ObjectNode after = wanted;
    if (target.isStatus()) {
      after = live.deepCopy();
      Json.setOrRemove(after, "status", wanted.get("status"));
      for (String field : List.of("uid", "resourceVersion", "managedFields")) {
        Json.setOrRemove(Meta.of(after), field, wanted.path("metadata").get(field));
      }
    } else if (target.type().statusSubresource()) {
      Json.setOrRemove(after, "status", live.get("status"));
    }
    return store(target, live, after, options, updater(target, options), unknownAnswer);
  }

  private Written store(
      Target target,
      ObjectNode live,
      ObjectNode after,
      WriteOptions options,
      FieldManager manager,
      UnknownAnswer unknownAnswer) {
    ResourceType type = target.type();
    checkPreconditions(target, live, after);
    keepServerOwned(target, live, after);
    List<String> warnings = unknownAnswer.judge(target, admission.complete(type, after), options);
    if (manager != null) {
      Ownership.recordUpdate(type.schema(), live, after, manager, now());
    }
    if (Ownership.isSameObject(live, after)) {
      return new Written(live, false, warnings);
    }
    if (type.countsGenerations() && Admission.changesSpec(live, after)) {
      Meta.of(after).put("generation", live.path("metadata").path("generation").asLong() + 1);
    }
    admission.validate(type, live, after);
    if (!options.dryRun()) {
      store.put(target.key(), after);
      admission.rulesOf(type).onStored(after);
      deletion.continueAfterUpdate(target.key());
    }
    return new Written(after, false, warnings);
  }

  private static void checkPreconditions(Target target, ObjectNode live, ObjectNode after) {
    String uid = Meta.uid(after);
    if (!uid.isEmpty() && !uid.equals(Meta.uid(live))) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + Meta.uid(live));
    }
    String version = Meta.resourceVersion(after);
    if (!version.isEmpty() && !version.equals(Meta.resourceVersion(live))) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
    }
  }

  private static void keepServerOwned(Target target, ObjectNode live, ObjectNode after) {
    ObjectNode metadata = Meta.of(after);
    JsonNode before = live.path("metadata");
    for (String field : SERVER_OWNED) {
      Json.setOrRemove(metadata, field, before.get(field));
    }
    Json.setOrRemove(metadata, "generateName", before.get("generateName"));
    metadata.remove("selfLink");
    metadata.put("name", target.name());
    metadata.set("resourceVersion", before.get("resourceVersion"));
    Json.setOrRemove(metadata, "namespace", before.get("namespace"));
    after.put("apiVersion", target.type().apiVersion()).put("kind", target.type().kind());
  }

  private String now() {
    return Meta.time(clock.instant());
  }
}
