package dev.syntheticdata.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import java.util.Set;

/**
 * What an informer keeps: objects without the parts that no reconciler reads, which are most of a
 * Job, of a pod, and of what server-side apply notes about fields. It is what decides how much
 * memory an installation with many Jobs needs.
 *
 * @param <T> kind of the objects
 */
public final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {

  /**
   * Objects in one answer to a list. A cluster's datasets are not read in one piece when the
   * operator starts: the text of many and what is made of it would be in memory at once.
   */
  public static final long PAGE = 500;

  private LeanStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  /**
   * The store for an informer.
   *
   * @param namespaces the namespaces that are watched
   * @return null where there are several: the framework runs an informer for each and gives all of
   *     them the same store, in which each removes what the others know; they keep all instead
   */
  static <T extends HasMetadata> LeanStore<T> of(Set<String> namespaces) {
    return namespaces.size() <= 1 || InformerConfiguration.allNamespacesWatched(namespaces)
        ? new LeanStore<>()
        : null;
  }

  /** Trims the object itself: it was read for this store, and nobody else holds it yet. */
  @Override
  public T put(String key, T object) {
    trim(object);
    return super.put(key, object);
  }

  /** Takes away what is not kept. */
  public static void trim(HasMetadata object) {
    object.getMetadata().setManagedFields(null);
    if (object instanceof Job job && job.getSpec() != null) {
      var spec = new JobSpec();
      spec.setSuspend(job.getSpec().getSuspend());
      spec.setTtlSecondsAfterFinished(job.getSpec().getTtlSecondsAfterFinished());
      job.setSpec(spec);
    }
    if (object instanceof Pod pod) {
      pod.setSpec(null);
      if (pod.getStatus() != null) {
        var status = new PodStatus();
        status.setPhase(pod.getStatus().getPhase());
        status.setConditions(pod.getStatus().getConditions());
        status.setInitContainerStatuses(pod.getStatus().getInitContainerStatuses());
        status.setContainerStatuses(pod.getStatus().getContainerStatuses());
        pod.setStatus(status);
      }
    }
  }
}
