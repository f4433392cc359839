package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.ContainerEngine;
import dev.syntheticdata.api.v1alpha1.Credentials;
import dev.syntheticdata.api.v1alpha1.JobTemplate;
import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * A task to run for an owner: all that its Job is built from.
 *
 * @param owner the resource that owns the Job
 * @param parent name of the Generator or SyntheticDataset it is about
 * @param name the task
 * @param jobName name of the Job and of the ConfigMap of its document
 * @param document the document its pods are given
 * @param inputHash digest of the inputs; with the owner's UID it tells our Job from another
 * @param completions pods that must succeed: more than 1 makes it an Indexed Job
 * @param credentials prefix of the environment variables to where the keys are; only what this task
 *     needs
 * @param template how the Job runs, by its owner's wish; may be null
 * @param image image of the worker
 * @param engine the engine that runs between the worker's stages; null where the worker does it all
 */
public record TaskRun(
    HasMetadata owner,
    String parent,
    TaskName name,
    String jobName,
    Task document,
    String inputHash,
    int completions,
    Map<String, Credentials> credentials,
    JobTemplate template,
    String image,
    ContainerEngine engine) {

  /** Whether the task learns a model. */
  boolean fits() {
    return name == TaskName.FIT;
  }

  /** The same task with an engine in a container, or without one for null. */
  public TaskRun withEngine(ContainerEngine container) {
    return new TaskRun(
        owner,
        parent,
        name,
        jobName,
        document,
        inputHash,
        completions,
        credentials,
        template,
        image,
        container);
  }
}
