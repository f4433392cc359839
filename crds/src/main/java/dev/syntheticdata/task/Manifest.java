package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.Format;
import java.util.List;

/**
 * {@code manifest.json}: the objects of a version with their digests, and what it was made from.
 *
 * @param schemaVersion version of this format, {@code 1}
 * @param dataset {@code namespace/name} of the SyntheticDataset
 * @param datasetUid its UID
 * @param version name of the version
 * @param versionUid its UID
 * @param revision its number
 * @param createdAt when the version was asked for (RFC 3339, UTC)
 * @param generator what it was made from
 * @param rows number of rows
 * @param seed seed of the rows
 * @param format how they are written
 * @param image image of the worker
 * @param rowsFingerprint digest of the rows as a multiset: it depends neither on their order, nor
 *     on how they are cut in files, nor on the encoding of a file
 * @param objects every object of the version but this one and the result documents
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    String schemaVersion,
    String dataset,
    String datasetUid,
    String version,
    String versionUid,
    long revision,
    String createdAt,
    GeneratorInputs generator,
    long rows,
    long seed,
    Format format,
    String image,
    String rowsFingerprint,
    List<ObjectDigest> objects) {

  /**
   * What a version was made from.
   *
   * @param version name of the GeneratorVersion
   * @param versionUid its UID
   * @param engine the engine
   * @param modelDigest sha256 of the model
   * @param sourceUri where the real data was
   * @param sourceDigest sha256 of its object
   * @param schemaDigest sha256 of the recorded schema
   * @param holdoutDigest digest of the set of rows held out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GeneratorInputs(
      String version,
      String versionUid,
      String engine,
      String modelDigest,
      String sourceUri,
      String sourceDigest,
      String schemaDigest,
      String holdoutDigest) {}
}
