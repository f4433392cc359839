package dev.syntheticdata.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;

/** Writes a status, if it says something new. */
public final class StatusPatch {

  private StatusPatch() {}

  /**
   * The control that applies a status. A fresh object is sent, with nothing of the one that was
   * read but its name, so that the controller owns the fields of the status and no others, and its
   * resource version: what was decided on a resource that has changed since, by ourselves perhaps,
   * is not written but decided again.
   *
   * @param resource the resource as read
   * @param status its status from now on
   * @param retrySeconds when to look again though nothing may have happened; 0 for not at all
   */
  public static <S, R extends CustomResource<?, S>> UpdateControl<R> of(
      R resource, S status, long retrySeconds) {
    UpdateControl<R> control;
    if (status.equals(resource.getStatus())) {
      control = UpdateControl.noUpdate();
    } else {
      control = UpdateControl.patchStatus(fresh(resource, status));
    }
    return retrySeconds > 0 ? control.rescheduleAfter(Duration.ofSeconds(retrySeconds)) : control;
  }

  @SuppressWarnings("unchecked")
  private static <S, R extends CustomResource<?, S>> R fresh(R resource, S status) {
    try {
      var patch = (R) resource.getClass().getDeclaredConstructor().newInstance();
      patch.setMetadata(
          new ObjectMetaBuilder()
              .withName(resource.getMetadata().getName())
              .withNamespace(resource.getMetadata().getNamespace())
              .withResourceVersion(resource.getMetadata().getResourceVersion())
              .build());
      patch.setStatus(status);
      return patch;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every resource has a constructor without parameters", e);
    }
  }
}
