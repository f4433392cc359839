package dev.syntheticdata.worker.lineage;

import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.worker.report.Evidence;
import dev.syntheticdata.worker.table.TableSchema;
import java.time.Instant;

/**
 * What the lineage of a version is written from.
 *
 * @param task the evaluation, which knows the fit and the generation before it
 * @param schema the columns of the synthetic table
 * @param evidence metrics and gates
 * @param dataFiles number of part files
 * @param dataBytes their size
 * @param evaluationDigest sha256 of {@code evaluation.json}
 * @param started when the evaluation began
 * @param finished when it was done
 * @param candidates rows drawn until enough kept the constraints; null where none is rejected
 */
public record LineageInput(
    EvaluateTask task,
    TableSchema schema,
    Evidence evidence,
    int dataFiles,
    long dataBytes,
    String evaluationDigest,
    Instant started,
    Instant finished,
    Long candidates) {

  /** The lineage of a version without constraints. */
  public LineageInput(
      EvaluateTask task,
      TableSchema schema,
      Evidence evidence,
      int dataFiles,
      long dataBytes,
      String evaluationDigest,
      Instant started,
      Instant finished) {
    this(task, schema, evidence, dataFiles, dataBytes, evaluationDigest, started, finished, null);
  }
}
