package dev.syntheticdata.operator.status;

import dev.syntheticdata.task.ConditionalWrites;
import dev.syntheticdata.task.TaskResult;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * Tells by a condition what the pods found when they probed the store they wrote to. A store that
 * ignores conditions is told of and used all the same: one Job a task, and writers that look before
 * they write, need no conditions until two pods of a task run at once.
 */
public final class OverwriteProtection {

  private OverwriteProtection() {}

  /**
   * Sets the condition. Once False it stays so: part of the version was written without protection,
   * whatever the store does later.
   *
   * @param now the conditions that are being made
   * @param before the conditions in the status; null where there is none
   * @param results what the pods of a task reported; those of older workers say nothing of it
   */
  public static void tell(Conditions now, List<Condition> before, List<TaskResult> results) {
    if (anyFound(results, ConditionalWrites.IGNORED)) {
      var reason = Reason.CONDITIONAL_WRITES_IGNORED;
      now.no(Conditions.OVERWRITE_PROTECTED, reason, reason.meaning());
    } else if (anyFound(results, ConditionalWrites.HONOURED) && !isMissing(before)) {
      var reason = Reason.CONDITIONAL_WRITES_HONOURED;
      now.yes(Conditions.OVERWRITE_PROTECTED, reason, reason.meaning());
    }
  }

  /** Whether the condition says that there is no protection. */
  public static boolean isMissing(List<Condition> conditions) {
    return Conditions.find(conditions, Conditions.OVERWRITE_PROTECTED)
        .filter(c -> "False".equals(c.getStatus()))
        .isPresent();
  }

  private static boolean anyFound(List<TaskResult> results, ConditionalWrites found) {
    return results.stream().anyMatch(result -> result.conditionalWrites() == found);
  }
}
