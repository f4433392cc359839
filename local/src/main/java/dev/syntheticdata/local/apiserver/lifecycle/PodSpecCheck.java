package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a pod spec must have to be runnable: containers with images, mounts of known volumes. */
final class PodSpecCheck {
  private final List<FieldError> errors = new ArrayList<>();

  private PodSpecCheck() {}

  static List<FieldError> check(JsonNode spec, String path) {
    PodSpecCheck check = new PodSpecCheck();
    Set<String> volumes = new HashSet<>();
    spec.path("volumes").forEach(v -> volumes.add(v.path("name").asText()));
    if (spec.path("containers").isEmpty()) {
      check.errors.add(FieldError.required(path + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      int index = 0;
      for (JsonNode container : spec.path(list)) {
        String at = path + "." + list + "[" + index++ + "]";
        check.container(container, at, volumes);
        if (!names.add(container.path("name").asText())) {
          check.errors.add(FieldError.duplicate(at + ".name", container.path("name")));
        }
      }
    }
    return check.errors;
  }

  private void container(JsonNode container, String path, Set<String> volumes) {
    String name = container.path("name").asText();
    if (!Names.isDnsLabel(name)) {
      errors.add(
          FieldError.invalid(path + ".name", container.path("name"), Names.DNS_LABEL_COMPLAINT));
    }
    if (container.path("image").asText("").isBlank()) {
      errors.add(FieldError.required(path + ".image", ""));
    }
    int index = 0;
    for (JsonNode mount : container.path("volumeMounts")) {
      String at = path + ".volumeMounts[" + index++ + "].name";
      if (!volumes.contains(mount.path("name").asText())) {
        errors.add(
            FieldError.invalid(at, mount.path("name"), "no volume of the pod has this name"));
      }
    }
  }
}
