package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import java.nio.charset.StandardCharsets;

/** A result as a termination message: always within {@link TaskResult#MAX_BYTES} bytes. */
final class TerminationMessage {

  private TerminationMessage() {}

  /**
   * The bytes of a result. Where they are too many, the message is cut, and metrics are dropped
   * from the end of their list: all of both is in storage or in the log.
   */
  static byte[] of(TaskResult result) {
    byte[] bytes = bytes(result);
    while (bytes.length > TaskResult.MAX_BYTES) {
      result = shorter(result);
      bytes = bytes(result);
    }
    return bytes;
  }

  private static TaskResult shorter(TaskResult r) {
    if (r.message() != null && r.message().length() > 1) {
      String cut = r.message().substring(0, r.message().length() * 3 / 4) + "…";
      return new TaskResult(
          r.task(),
          r.versionUid(),
          r.outcome(),
          cut.length() < r.message().length() ? cut : "…",
          r.documentDigest(),
          r.fit(),
          r.generate(),
          r.evaluate(),
          r.publish(),
          r.prune(),
          r.conditionalWrites());
    }
    var evaluate = r.evaluate();
    if (evaluate == null || evaluate.metrics().isEmpty()) {
      throw new IllegalStateException("a result without message and metrics must fit");
    }
    var fewer =
        new TaskResult.Evaluate(
            evaluate.manifestDigest(),
            evaluate.evaluationDigest(),
            evaluate.metrics().subList(0, evaluate.metrics().size() - 1));
    return new TaskResult(
        r.task(),
        r.versionUid(),
        r.outcome(),
        r.message(),
        r.documentDigest(),
        r.fit(),
        r.generate(),
        fewer,
        r.publish(),
        r.prune(),
        r.conditionalWrites());
  }

  private static byte[] bytes(TaskResult result) {
    return TaskJson.write(result).getBytes(StandardCharsets.UTF_8);
  }
}
