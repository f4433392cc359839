package dev.syntheticdata.local.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The class of service that a pod has by the resources that its containers ask for. */
final class QualityOfService {
  private static final List<String> COUNTED = List.of("cpu", "memory");

  private QualityOfService() {}

  static String of(JsonNode podSpec) {
    var resources =
        Stream.of("initContainers", "containers")
            .flatMap(field -> StreamSupport.stream(podSpec.path(field).spliterator(), false))
            .map(container -> container.path("resources"))
            .toList();
    if (resources.stream().noneMatch(QualityOfService::asksForAnything)) {
      return "BestEffort";
    }
    return resources.stream().allMatch(QualityOfService::isLimitedToItsRequest)
        ? "Guaranteed"
        : "Burstable";
  }

  private static boolean asksForAnything(JsonNode resources) {
    return COUNTED.stream()
        .anyMatch(
            name -> resources.path("requests").has(name) || resources.path("limits").has(name));
  }

  /** A limit without a request is the request as well. */
  private static boolean isLimitedToItsRequest(JsonNode resources) {
    return COUNTED.stream()
        .allMatch(
            name -> {
              var limit = amount(resources.path("limits").path(name));
              var request = amount(resources.path("requests").path(name));
              return limit != null && Objects.requireNonNullElse(request, limit).equals(limit);
            });
  }

  private static Quantity amount(JsonNode value) {
    return value.isMissingNode() ? null : new Quantity(value.asText());
  }
}
