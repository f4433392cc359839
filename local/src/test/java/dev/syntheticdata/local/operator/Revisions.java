package dev.syntheticdata.local.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the states that objects of a kind go through, as a watch tells of them. */
final class Revisions<T extends HasMetadata> implements Watcher<T>, AutoCloseable {

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Watch watch;

  Revisions(KubernetesClient client, Class<T> type) {
    watch = client.resources(type).watch(this);
  }

  @Override
  public void eventReceived(Action action, T resource) {
    if (action == Action.ADDED || action == Action.MODIFIED) {
      seen.add(resource.getMetadata().getResourceVersion());
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    // States that are missed then are waited for in vain.
  }

  /** Whether a state was seen. */
  boolean has(T resource) {
    return seen.contains(resource.getMetadata().getResourceVersion());
  }

  /** How many states there were, that of the creation among them. */
  int count() {
    return seen.size();
  }

  @Override
  public void close() {
    watch.close();
  }
}
