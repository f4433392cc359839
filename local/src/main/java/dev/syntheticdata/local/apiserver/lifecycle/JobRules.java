package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.Meta;
import java.util.ArrayList;
import java.util.List;

/** Jobs: the selector and pod labels that tie pods to their Job, and what must not change. */
final class JobRules implements KindRules {
  private static final String UID_LABEL = "batch.kubernetes.io/controller-uid";
  private static final String NAME_LABEL = "batch.kubernetes.io/job-name";

  @Override
  public void normalise(ObjectNode job) {
    ObjectNode spec = Json.child(job, "spec");
    if (!spec.hasNonNull("completions") && !spec.hasNonNull("parallelism")) {
      spec.put("completions", 1);
    }
    if (!spec.hasNonNull("parallelism")) {
      spec.put("parallelism", 1);
    }
  }

  @Override
  public void prepareCreate(ObjectNode job) {
    Json.child(job, "status");
    ObjectNode spec = Json.child(job, "spec");
    if (spec.path("manualSelector").asBoolean(false)) {
      return;
    }
    String uid = Meta.uid(job);
    String name = Meta.name(job);
    ObjectNode labels = Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels");
    labels.put(UID_LABEL, uid).put(NAME_LABEL, name);
    labels.put("controller-uid", uid).put("job-name", name);
    Json.child(Json.child(spec, "selector"), "matchLabels").put(UID_LABEL, uid);
  }

  @Override
  public List<FieldError> validate(ObjectNode before, ObjectNode after) {
    JsonNode spec = after.path("spec");
    List<FieldError> errors = new ArrayList<>();
    if (Meta.name(after).length() > 63) {
      errors.add(
          FieldError.invalid(
              "metadata.name",
              after.path("metadata").path("name"),
              "must be no more than 63 characters, because pods carry it as a label"));
    }
    JsonNode pod = spec.path("template").path("spec");
    errors.addAll(PodSpecCheck.check(pod, "spec.template.spec"));
    errors.addAll(
        Names.checkLabels(
            spec.path("template").path("metadata").path("labels"),
            "spec.template.metadata.labels"));
    if (pod.path("restartPolicy").asText("Always").equals("Always")) {
      errors.add(
          FieldError.required(
              "spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
    }
    boolean indexed = spec.path("completionMode").asText().equals("Indexed");
    if (indexed && !spec.hasNonNull("completions")) {
      errors.add(FieldError.required("spec.completions", "when completion mode is Indexed"));
    }
    if (before != null) {
      errors.addAll(changes(before.path("spec"), spec, indexed));
    }
    return errors;
  }

  private static List<FieldError> changes(JsonNode before, JsonNode after, boolean indexed) {
    List<FieldError> errors = new ArrayList<>();
    for (String field :
        List.of(
            "completions",
            "selector",
            "template",
            "completionMode",
            "podFailurePolicy",
            "backoffLimitPerIndex",
            "managedBy")) {
      boolean elastic = field.equals("completions") && indexed && followsParallelism(after);
      if (!elastic && !Json.same(before.get(field), after.get(field))) {
        errors.add(FieldError.invalid("spec." + field, after.get(field), "field is immutable"));
      }
    }
    return errors;
  }

  /** An Indexed Job may change its size when completions and parallelism change together. */
  private static boolean followsParallelism(JsonNode spec) {
    return Json.same(spec.get("completions"), spec.get("parallelism"));
  }
}
