package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Delete the objects under paths. It has no result document: when it is run again there is less to
 * delete.
 *
 * @param context whom it is for
 * @param paths paths to delete, all in one bucket and with the same credentials; none is empty
 * @param pointer the dataset's {@code latest.json}, deleted where it points into one of the paths;
 *     null for a generator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PruneTask(TaskContext context, List<ObjectLocation> paths, ObjectLocation pointer)
    implements Task {}
