package dev.syntheticdata.local;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The resources that were applied, and whether they have come to rest. */
final class Watched {

  private final Map<String, HasMetadata> resources = new LinkedHashMap<>();

  Watched(Collection<HasMetadata> applied) {
    applied.stream()
        .filter(r -> Api.API_VERSION.equals(r.getApiVersion()))
        .forEach(r -> resources.put(key(r), r));
  }

  synchronized void seen(HasMetadata resource) {
    if (resources.containsKey(key(resource))) {
      resources.put(key(resource), resource);
      notifyAll();
    }
  }

  /**
   * Waits until each is ready or stalled, or waits for a generator that is; false where the time
   * was up before.
   */
  synchronized boolean await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!unsettledKeys().isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized boolean stalled() {
    return resources.values().stream().anyMatch(r -> isTrue(r, "Stalled"));
  }

  synchronized String unsettled() {
    return unsettledKeys().stream()
        .map(k -> k + ": " + message(resources.get(k)))
        .collect(Collectors.joining("; "));
  }

  synchronized List<SyntheticDataset> datasets() {
    return resources.values().stream()
        .filter(SyntheticDataset.class::isInstance)
        .map(SyntheticDataset.class::cast)
        .toList();
  }

  private List<String> unsettledKeys() {
    return resources.entrySet().stream()
        .filter(e -> !isSettled(e.getValue()) && !isStuck(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isSettled(HasMetadata resource) {
    return isTrue(resource, "Ready") || isTrue(resource, "Stalled");
  }

  /** A dataset whose generator needs a person can wait for long. */
  private boolean isStuck(HasMetadata resource) {
    return resource instanceof SyntheticDataset dataset
        && resources.values().stream()
            .filter(Generator.class::isInstance)
            .filter(g -> isTrue(g, "Stalled"))
            .map(HasMetadata::getMetadata)
            .anyMatch(
                g ->
                    g.getName().equals(dataset.getSpec().generatorRef().name())
                        && g.getNamespace().equals(dataset.getMetadata().getNamespace()));
  }

  private static boolean isTrue(HasMetadata resource, String type) {
    return conditions(resource).stream()
        .anyMatch(c -> type.equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static String message(HasMetadata resource) {
    return conditions(resource).stream()
        .filter(c -> "Ready".equals(c.getType()))
        .map(Condition::getMessage)
        .findFirst()
        .orElse("not seen by the operator");
  }

  private static List<Condition> conditions(HasMetadata resource) {
    List<Condition> conditions = null;
    if (resource instanceof Generator g && g.getStatus() != null) {
      conditions = g.getStatus().conditions();
    } else if (resource instanceof SyntheticDataset d && d.getStatus() != null) {
      conditions = d.getStatus().conditions();
    }
    return conditions == null ? List.of() : conditions;
  }

  private static String key(HasMetadata resource) {
    return resource.getKind()
        + " "
        + resource.getMetadata().getNamespace()
        + "/"
        + resource.getMetadata().getName();
  }
}
