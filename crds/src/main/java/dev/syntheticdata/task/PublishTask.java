package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Move the pointer of a dataset to a version.
 *
 * @param context whom it is for
 * @param output path of the version; the result document {@code publish.json} goes there
 * @param manifestDigest sha256 of {@code manifest.json} there
 * @param pointer the dataset's {@code latest.json}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishTask(
    TaskContext context, ObjectLocation output, String manifestDigest, ObjectLocation pointer)
    implements Task {}
