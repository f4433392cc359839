package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.RowConditions;

/**
 * Generate rows. One document serves all shards: the shard's number is in the environment variable
 * {@code JOB_COMPLETION_INDEX}, which an Indexed Job sets.
 *
 * @param context whom it is for
 * @param model path of the generator version
 * @param modelDigest sha256 of {@code model.json} there
 * @param rows number of rows of the dataset
 * @param seed seed of the rows
 * @param format how they are written
 * @param shards number of shards, at most {@link Partitioning#parts(long)}
 * @param output path of the version: {@code data/part-<n>} and the result documents {@code
 *     generate-<shard>.json} go there, both numbers with five digits
 * @param conditions which rows are wanted; null for rows as the model draws them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerateTask(
    TaskContext context,
    ObjectLocation model,
    String modelDigest,
    long rows,
    long seed,
    Format format,
    int shards,
    ObjectLocation output,
    RowConditions conditions)
    implements Task {}
