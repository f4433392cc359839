package dev.syntheticdata.worker.synthesizer.container;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;

/**
 * What an engine in a container learned: files that only the engine can read, in an archive beside
 * this document. The document's digest covers the archive's, so that both are what was recorded.
 *
 * @param schema the columns, as the worker writes them
 * @param trainRows rows the engine was given
 * @param limitations what it does not keep
 * @param archive the archive of its files ({@code tar}), relative to the path of the version
 * @param contract version of the contract the engine was run by
 * @param image image of the engine, as the Generator named it
 * @param deterministic whether the engine says that it gives the same rows for the same task
 * @param engineName what the engine calls itself; null where it does not say
 * @param engineVersion its version, by itself; null where it does not say
 * @param untyped whether the source is of texts alone, so that nothing of it says that identifiers
 *     must be numbers where its are
 */
public record ContainerModel(
    TableSchema schema,
    long trainRows,
    List<String> limitations,
    ObjectDigest archive,
    int contract,
    String image,
    boolean deterministic,
    String engineName,
    String engineVersion,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean untyped)
    implements SynthesizerModel {

  /** The engine's name. */
  public static final String ENGINE = "container";

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    throw new InvalidInputException(
        "the model is that of the engine "
            + image
            + ": only its container makes rows from it; run it by a SyntheticDataset");
  }
}
