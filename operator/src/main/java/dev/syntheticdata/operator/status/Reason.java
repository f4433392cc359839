package dev.syntheticdata.operator.status;

/**
 * The reasons that conditions and Events carry. They are API: people and tools match on them, so
 * one is added but never renamed.
 */
public enum Reason {
  /** Everything is as wanted. */
  SUCCEEDED("Succeeded", "Everything is as wanted."),
  /** A version is being made. */
  PROGRESSING("Progressing", "A version is being made."),
  /** The resource is suspended and nothing new is started. */
  SUSPENDED("Suspended", "spec.suspend is set: nothing new is started."),
  /** The resource is being deleted and its objects pruned. */
  PRUNING("Pruning", "The objects in storage are being deleted."),

  /** The generator does not exist (yet). */
  GENERATOR_NOT_FOUND("GeneratorNotFound", "The Generator that is referred to does not exist."),
  /** The generator has no version that is ready (yet). */
  GENERATOR_NOT_READY("GeneratorNotReady", "The Generator has no version that is ready."),
  /** The pinned generator version cannot be used. */
  GENERATOR_VERSION_UNUSABLE(
      "GeneratorVersionUnusable",
      "The pinned GeneratorVersion failed or belongs to another Generator."),
  /** The dataset's purpose is not allowed. */
  PURPOSE_NOT_ALLOWED(
      "PurposeNotAllowed", "The purpose is not among those the Generator or its source allow."),
  /** The permission to use the source has ended. */
  AUTHORIZATION_EXPIRED("AuthorizationExpired", "The permission to use the real data has ended."),
  /** A fit would tell more of the real data than the budget allows. */
  PRIVACY_BUDGET_EXCEEDED(
      "PrivacyBudgetExceeded",
      "A fit would tell more than spec.privacy.budget allows for all versions."),
  /** The schedule cannot be read. */
  INVALID_SCHEDULE("InvalidSchedule", "spec.refresh.schedule or timeZone cannot be read."),
  /** A name that the operator needs is taken. */
  NAME_COLLISION("NameCollision", "An object of a name that is needed belongs to someone else."),

  /** A Job waits: for its pod to be scheduled, an image, a Secret, or admission. */
  JOB_WAITING("JobWaiting", "A Job's pod cannot start yet; the message says what it waits for."),
  /** The API server did not accept a Job. */
  JOB_NOT_ACCEPTED("JobNotAccepted", "The API server refused a Job; the message says why."),
  /** A Job's memory limit is below what its task is expected to need. */
  MEMORY_LIMIT_TOO_LOW(
      "MemoryLimitTooLow",
      "A task is expected to need more memory than its Job may use; the message says how much."),
  /** The namespace is being deleted: no Job can be made in it any more. */
  NAMESPACE_TERMINATING(
      "NamespaceTerminating", "The namespace is being deleted: no Job can be made in it."),
  /** A Job or its report was lost and the task is run again. */
  JOB_LOST("JobLost", "A Job or its report was lost too often."),
  /** A Job ran out of time. */
  DEADLINE_EXCEEDED("DeadlineExceeded", "A Job did not finish in job.activeDeadlineSeconds."),
  /** The input is wrong. */
  INVALID_INPUT("InvalidInput", "The worker found the input wrong; the message names it."),
  /** The worker could not read its command line. */
  USAGE_ERROR("UsageError", "Operator and worker image do not fit together."),
  /** Storage holds other content under a name the task owns. */
  STORAGE_CONFLICT("StorageConflict", "Storage holds other content where a task writes."),
  /** The engine of spec.engine.container failed. */
  ENGINE_FAILED(
      "EngineFailed", "The engine of engine.container failed, or wrote what its contract forbids."),
  /** The source could not be reached. */
  SOURCE_UNAVAILABLE("SourceUnavailable", "The source could not be reached."),
  /** The storage could not be reached. */
  STORAGE_UNAVAILABLE("StorageUnavailable", "The object storage could not be reached."),
  /** A defect. */
  INTERNAL_ERROR("InternalError", "A defect of worker, operator or machine; see the Job's log."),

  /** The store refuses a write whose condition does not hold. */
  CONDITIONAL_WRITES_HONOURED(
      "ConditionalWritesHonoured", "The store refuses to overwrite what is there."),
  /** The store takes conditions and ignores them. */
  CONDITIONAL_WRITES_IGNORED(
      "ConditionalWritesIgnored",
      "The store ignores If-None-Match or If-Match: it does not keep two writers apart."),

  /** A required gate failed. */
  GATE_FAILED("GateFailed", "A required gate failed: the version is not published."),
  /** A required gate could not be evaluated for want of a baseline. */
  BASELINE_MISSING(
      "BaselineMissing", "A required gate needs a real-data baseline that there is none of."),
  /** A required gate could not be evaluated. */
  METRIC_NOT_COMPUTED("MetricNotComputed", "The metric of a required gate was not computed."),
  /** No gates are declared. */
  NO_GATES("NoGates", "The dataset declares no gates."),
  /** All required gates passed. */
  ALL_GATES_PASSED("AllGatesPassed", "All required gates passed."),

  /** The published version is within its cadence and made from what the spec says now. */
  CURRENT("Current", "The published version is current."),
  /** There is no published version. */
  NOT_PUBLISHED("NotPublished", "No version has been published."),
  /** The spec has changed since the published version. */
  SPEC_CHANGED("SpecChanged", "The spec has changed."),
  /** The generator has a newer version. */
  GENERATOR_CHANGED("GeneratorChanged", "The generator has a newer version."),
  /** A slot of the schedule has passed without a new version. */
  REFRESH_OVERDUE("RefreshOverdue", "A slot of the schedule passed without a new version."),
  /** A refresh was asked for. */
  REFRESH_REQUESTED("RefreshRequested", "The refresh-requested-at annotation has a new value."),
  /** A slot of the schedule is due. */
  SCHEDULED("Scheduled", "A slot of the schedule was due."),
  /** A slot was missed and skipped. */
  SLOT_SKIPPED("SlotSkipped", "A slot of the schedule was missed by more than its deadline."),
  /** The first version. */
  INITIAL("Initial", "There is no version."),
  /** Another attempt after a failure. */
  RETRY_AFTER_FAILURE("RetryAfterFailure", "The version before failed and may succeed now."),

  /** A version was created. */
  VERSION_CREATED("VersionCreated", "A version was created."),
  /** A version was removed by retention. */
  VERSION_RETIRED("VersionRetired", "A version was removed by spec.retention."),
  /** A version was fitted. */
  FITTED("Fitted", "The model is fitted."),
  /** A version was published. */
  PUBLISHED("Published", "The version is published."),
  /** Objects were pruned. */
  PRUNED("Pruned", "The objects in storage were deleted.");

  private final String word;
  private final String meaning;

  Reason(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The word in conditions and Events. */
  public String word() {
    return word;
  }

  /** What it means, for the reference. */
  public String meaning() {
    return meaning;
  }

  /** Whether a failure for this reason may pass, so that the same inputs may succeed later. */
  public boolean mayPass() {
    return switch (this) {
      case JOB_LOST, INTERNAL_ERROR, SOURCE_UNAVAILABLE, STORAGE_UNAVAILABLE -> true;
      default -> false;
    };
  }

  /**
   * The reason of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Reason of(String word) {
    for (var reason : values()) {
      if (reason.word.equals(word)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("unknown reason: " + word);
  }
}
