package dev.syntheticdata.local.job;

import java.util.OptionalInt;

/** One thing the Job controller does to the cluster after it has written a Job's status. */
public sealed interface JobAction {

  /**
   * Creates a pod from the Job's template.
   *
   * @param index the completion index (0 or more) of an Indexed Job's pod, empty for other Jobs
   * @param failuresOfIndex failed attempts of this index so far, where failures are limited per
   *     index
   */
  record CreatePod(OptionalInt index, int failuresOfIndex) implements JobAction {
    static CreatePod unindexed() {
      return new CreatePod(OptionalInt.empty(), 0);
    }

    static CreatePod indexed(int index, int failures) {
      return new CreatePod(OptionalInt.of(index), failures);
    }
  }

  /** Deletes a pod that is still active, by name. */
  record DeletePod(String name) implements JobAction {}

  /**
   * Deletes the Job with its pods: it has been finished for as long as {@code
   * ttlSecondsAfterFinished}.
   */
  record DeleteJob() implements JobAction {}
}
