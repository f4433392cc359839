package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.ArrayList;
import java.util.List;

/** Pods: start pending; of the spec only images, deadline, tolerations and the node may change. */
final class PodRules implements KindRules {
  private static final List<String> MUTABLE =
      List.of(
          "activeDeadlineSeconds",
          "tolerations",
          "terminationGracePeriodSeconds",
          "schedulingGates");

  @Override
  public void prepareCreate(ObjectNode pod) {
    ObjectNode status = Json.child(pod, "status");
    if (!status.has("phase")) {
      status.put("phase", "Pending").put("qosClass", QualityOfService.of(pod.path("spec")));
    }
  }

  @Override
  public List<FieldError> validate(ObjectNode before, ObjectNode after) {
    List<FieldError> errors = new ArrayList<>(PodSpecCheck.check(after.path("spec"), "spec"));
    if (before != null && !Json.same(fixedPart(before), fixedPart(after))) {
      errors.add(
          FieldError.forbidden(
              "spec",
              "pod updates may not change fields other than `spec.containers[*].image`,"
                  + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                  + "`spec.tolerations` (only additions to existing tolerations),"
                  + "`spec.terminationGracePeriodSeconds`"));
    }
    String bound = before == null ? "" : before.path("spec").path("nodeName").asText("");
    if (!bound.isEmpty() && !bound.equals(after.path("spec").path("nodeName").asText(""))) {
      errors.add(FieldError.forbidden("spec.nodeName", "the pod is already bound to a node"));
    }
    return errors;
  }

  private static JsonNode fixedPart(ObjectNode pod) {
    ObjectNode spec = pod.path("spec").deepCopy();
    spec.remove(MUTABLE);
    spec.remove("nodeName");
    for (String list : List.of("containers", "initContainers")) {
      spec.path(list).forEach(c -> ((ObjectNode) c).remove("image"));
    }
    return spec;
  }
}
