package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a task did, in full: written to object storage as the task's last act, and only once ({@code
 * If-None-Match: *}).
 *
 * @param result the result; {@link TaskResult#documentDigest()} is null in it
 * @param objects the objects the task wrote, without this document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultDocument(TaskResult result, List<ObjectDigest> objects) {}
