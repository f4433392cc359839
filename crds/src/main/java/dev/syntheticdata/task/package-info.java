/**
 * The contract between the operator and the worker.
 *
 * <p>A Job's pod gets one JSON document, the task, from an immutable ConfigMap, and gives back one
 * JSON document of less than 4 KiB, the {@link dev.syntheticdata.task.TaskResult}, as its
 * termination message. What it did in full lies in object storage: the {@link
 * dev.syntheticdata.task.ResultDocument}, written last and only once, so that a task that is run
 * again finds its own result and reports it again.
 */
package dev.syntheticdata.task;
