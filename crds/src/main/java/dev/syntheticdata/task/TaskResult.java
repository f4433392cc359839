package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import java.util.List;

/**
 * What a pod reports as its termination message: at most {@link #MAX_BYTES} bytes of JSON.
 *
 * @param task the task
 * @param versionUid {@link TaskContext#versionUid()}, so that a report is not taken for another's
 * @param outcome how it ended
 * @param message where it did not succeed: what went wrong, naming the field or object, and the
 *     remedy; at most {@link #MAX_MESSAGE} characters
 * @param documentDigest sha256 of the {@link ResultDocument}; null where there is none
 * @param fit set by a fit that succeeded
 * @param generate set by a shard that succeeded
 * @param evaluate set by an evaluation that succeeded
 * @param publish set by a publication that succeeded
 * @param prune set by a prune that succeeded
 * @param conditionalWrites what the store of its output makes of conditional writes; null where the
 *     task wrote nothing, or its worker did not look
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TaskResult(
    TaskName task,
    String versionUid,
    ExitCode outcome,
    String message,
    String documentDigest,
    Fit fit,
    Generate generate,
    Evaluate evaluate,
    Publish publish,
    Prune prune,
    ConditionalWrites conditionalWrites) {

  /** The kubelet cuts a termination message at 4,096 bytes. */
  public static final int MAX_BYTES = 4096;

  /** A message is cut at this many characters. */
  public static final int MAX_MESSAGE = 800;

  /**
   * A fitted model.
   *
   * @param modelDigest sha256 of {@code model.json}
   * @param sourceDigest sha256 of the source's object
   * @param schemaDigest sha256 of {@code schema.json}
   * @param holdoutDigest digest of the set of rows held out
   * @param trainRows rows the engine was fitted on
   * @param holdoutRows rows held out
   * @param columns columns of the table
   * @param tuning how the engine chose its parameters; null where it chose none
   * @param privacy what the model is proven to tell at most; null where nothing is proven
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fit(
      String modelDigest,
      String sourceDigest,
      String schemaDigest,
      String holdoutDigest,
      long trainRows,
      long holdoutRows,
      int columns,
      Tuning tuning,
      PrivacyClaim privacy) {}

  /**
   * A shard's rows.
   *
   * @param shard number of the shard, from 0
   * @param rows rows it wrote
   * @param parts part files it wrote
   * @param conditioning how it met conditions; null where there were none
   * @param candidates rows drawn until so many kept the constraints: its share of rows is the rate
   *     of acceptance; null where nothing is ever rejected
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Generate(
      int shard, long rows, int parts, Conditioning conditioning, Long candidates) {

    /** A shard without conditions that rejected nothing. */
    public Generate(int shard, long rows, int parts) {
      this(shard, rows, parts, null, null);
    }
  }

  /**
   * How rows that meet conditions were found. Every row is accepted by itself with the probability
   * that the model gives its conditions, so that none is repeated.
   *
   * @param proposals rows proposed until enough were accepted; as many as rows where every proposal
   *     is one
   * @param effectiveShare of a sample of proposals, its effective size (Kish) as a share of its
   *     size, under the hardest combination of conditions: 1 where all weigh the same
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Conditioning(long proposals, double effectiveShare) {}

  /**
   * An evaluation.
   *
   * @param manifestDigest sha256 of {@code manifest.json}
   * @param evaluationDigest sha256 of {@code evaluation.json}
   * @param metrics every gated metric, and of the others as many as there is room for
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Evaluate(
      String manifestDigest, String evaluationDigest, List<MetricResult> metrics) {}

  /**
   * A publication.
   *
   * @param manifestDigest sha256 of the manifest the pointer now names
   * @param publishedAt when the pointer was moved (RFC 3339, UTC)
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Publish(String manifestDigest, String publishedAt) {}

  /**
   * A prune.
   *
   * @param deletedObjects objects deleted by this run
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Prune(long deletedObjects) {}

  /** A fit that succeeded. Its document and what the store makes of writes are told later. */
  public static TaskResult done(String versionUid, Fit fit) {
    return done(TaskName.FIT, versionUid, fit, null, null, null, null);
  }

  /** A shard that succeeded. */
  public static TaskResult done(String versionUid, Generate generate) {
    return done(TaskName.GENERATE, versionUid, null, generate, null, null, null);
  }

  /** An evaluation that succeeded. */
  public static TaskResult done(String versionUid, Evaluate evaluate) {
    return done(TaskName.EVALUATE, versionUid, null, null, evaluate, null, null);
  }

  /** A publication that succeeded. */
  public static TaskResult done(String versionUid, Publish publish) {
    return done(TaskName.PUBLISH, versionUid, null, null, null, publish, null);
  }

  /** A prune that succeeded. */
  public static TaskResult done(String versionUid, Prune prune) {
    return done(TaskName.PRUNE, versionUid, null, null, null, null, prune);
  }

  private static TaskResult done(
      TaskName task,
      String versionUid,
      Fit fit,
      Generate generate,
      Evaluate evaluate,
      Publish publish,
      Prune prune) {
    return new TaskResult(
        task, versionUid, ExitCode.DONE, null, null, fit, generate, evaluate, publish, prune, null);
  }

  /** A result that says what went wrong; a message that is too long is cut. */
  public static TaskResult failed(
      TaskName task, String versionUid, ExitCode outcome, String message) {
    var cut =
        message != null && message.length() > MAX_MESSAGE
            ? message.substring(0, MAX_MESSAGE - 1) + "…"
            : message;
    return new TaskResult(task, versionUid, outcome, cut, null, null, null, null, null, null, null);
  }

  /** The same result with the digest of its document. */
  public TaskResult withDocumentDigest(String digest) {
    return new TaskResult(
        task,
        versionUid,
        outcome,
        message,
        digest,
        fit,
        generate,
        evaluate,
        publish,
        prune,
        conditionalWrites);
  }

  /** The same result with what its store makes of conditional writes. */
  public TaskResult withConditionalWrites(ConditionalWrites found) {
    return new TaskResult(
        task,
        versionUid,
        outcome,
        message,
        documentDigest,
        fit,
        generate,
        evaluate,
        publish,
        prune,
        found);
  }
}
