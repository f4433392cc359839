package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import java.util.List;

/** Namespaces: active from the start, labelled with their own name. */
final class NamespaceRules implements KindRules {
  static final String FINALIZER = "kubernetes";

  @Override
  public void prepareCreate(ObjectNode namespace) {
    Json.child(namespace, "spec").putArray("finalizers").add(FINALIZER);
    Json.child(namespace, "status").put("phase", "Active");
    Json.child(Meta.of(namespace), "labels")
        .put("kubernetes.io/metadata.name", Meta.name(namespace));
  }

  @Override
  public List<FieldError> validate(ObjectNode before, ObjectNode after) {
    return Names.isDnsLabel(Meta.name(after))
        ? List.of()
        : List.of(
            FieldError.invalid(
                "metadata.name", after.path("metadata").path("name"), Names.DNS_LABEL_COMPLAINT));
  }
}
