package dev.syntheticdata.local.e2e;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the conditions of any of our resources. */
final class Status {

  private Status() {}

  static List<Condition> conditions(HasMetadata resource) {
    List<Condition> conditions = null;
    if (resource instanceof Generator r && r.getStatus() != null) {
      conditions = r.getStatus().conditions();
    } else if (resource instanceof GeneratorVersion r && r.getStatus() != null) {
      conditions = r.getStatus().conditions();
    } else if (resource instanceof SyntheticDataset r && r.getStatus() != null) {
      conditions = r.getStatus().conditions();
    } else if (resource instanceof SyntheticDatasetVersion r && r.getStatus() != null) {
      conditions = r.getStatus().conditions();
    }
    return conditions == null ? List.of() : conditions;
  }

  static Optional<Condition> condition(HasMetadata resource, String type) {
    return conditions(resource).stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  static boolean isTrue(HasMetadata resource, String type) {
    return condition(resource, type).filter(c -> c.getStatus().equals("True")).isPresent();
  }

  /** The reason of a condition; empty where there is none. */
  static String reason(HasMetadata resource, String type) {
    return condition(resource, type).map(Condition::getReason).orElse("");
  }

  /** The message of a condition; empty where there is none. */
  static String message(HasMetadata resource, String type) {
    return condition(resource, type).map(Condition::getMessage).orElse("");
  }

  /** Whether the conditions tell of the spec as it is now. */
  static boolean isCurrent(HasMetadata resource) {
    return condition(resource, "Ready")
        .filter(
            c -> Objects.equals(c.getObservedGeneration(), resource.getMetadata().getGeneration()))
        .isPresent();
  }
}
