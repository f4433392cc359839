package dev.syntheticdata.bench;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What a user sees that watches: which datasets are ready, and when results are written. */
final class Observer implements AutoCloseable {

  private final KubernetesClient client;
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final Set<String> fitted = ConcurrentHashMap.newKeySet();
  private final Set<String> stalled = ConcurrentHashMap.newKeySet();
  private final Map<String, String> published = new ConcurrentHashMap<>();
  private final AtomicLong publications = new AtomicLong();
  private final Latencies written = new Latencies();
  private volatile Consumer<String> whenPublished = dataset -> {};

  Observer(KubernetesClient client) {
    this.client = client;
    inform(Generator.class, this::generator, generator -> {});
    inform(SyntheticDataset.class, this::dataset, this::gone);
  }

  /**
   * Notes from now on how long it takes from when a Job is finished until its status is written.
   */
  void timeResultsOf(FastJobs jobs) {
    inform(SyntheticDatasetVersion.class, version -> results(version, jobs), version -> {});
  }

  /** Calls back with the name of a dataset whenever a version of it is published. */
  void onPublished(Consumer<String> callback) {
    whenPublished = callback;
  }

  private <T extends HasMetadata> void inform(Class<T> type, Consumer<T> seen, Consumer<T> gone) {
    client
        .resources(type)
        .inAnyNamespace()
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(T object) {
                seen.accept(object);
              }

              @Override
              public void onUpdate(T before, T now) {
                seen.accept(now);
              }

              @Override
              public void onDelete(T object, boolean unknown) {
                gone.accept(object);
              }
            });
  }

  private void generator(Generator generator) {
    var status = generator.getStatus();
    if (status != null && Conditions.isTrue(status.conditions(), Conditions.READY)) {
      fitted.add(generator.getMetadata().getName());
    }
  }

  private void dataset(SyntheticDataset dataset) {
    var name = dataset.getMetadata().getName();
    var status = dataset.getStatus();
    if (status == null) {
      return;
    }
    set(ready, name, Conditions.isTrue(status.conditions(), Conditions.READY));
    set(stalled, name, Conditions.isTrue(status.conditions(), Conditions.STALLED));
    if (status.publishedVersion() != null) {
      var version = status.publishedVersion().name();
      if (!version.equals(published.put(name, version))) {
        publications.incrementAndGet();
        whenPublished.accept(name);
      }
    }
  }

  private void gone(SyntheticDataset dataset) {
    var name = dataset.getMetadata().getName();
    ready.remove(name);
    stalled.remove(name);
    published.remove(name);
  }

  private static void set(Set<String> set, String name, boolean in) {
    if (in) {
      set.add(name);
    } else {
      set.remove(name);
    }
  }

  private void results(SyntheticDatasetVersion version, FastJobs jobs) {
    var status = version.getStatus();
    if (status == null || status.tasks() == null) {
      return;
    }
    for (var task : status.tasks()) {
      if (task.state() == TaskStatus.State.SUCCEEDED) {
        var finished = jobs.takeFinished(task.jobName());
        if (finished != null) {
          written.add(System.nanoTime() - finished);
        }
      }
    }
  }

  /** Datasets that are ready now. */
  int ready() {
    return ready.size();
  }

  /** Datasets that need a person now. */
  Set<String> stalled() {
    return stalled;
  }

  /** Generators that have been ready. */
  int fitted() {
    return fitted.size();
  }

  /** Publications seen. */
  long publications() {
    return publications.get();
  }

  /** The published version of each dataset. */
  Map<String, String> published() {
    return published;
  }

  /** From when the status that completes a Job was sent until the version's status was seen. */
  Latencies written() {
    return written;
  }

  @Override
  public void close() {
    client.close();
  }
}
