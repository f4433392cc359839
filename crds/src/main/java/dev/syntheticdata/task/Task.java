package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The document a Job's pod is given: what to do, for whom, with which inputs.
 *
 * <p>A worker refuses a document with a member it does not know. A version keeps its worker's image
 * when the operator becomes newer, so a member that is new must be left out, being null, where
 * nothing new is asked.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FitTask.class, name = "fit"),
  @JsonSubTypes.Type(value = GenerateTask.class, name = "generate"),
  @JsonSubTypes.Type(value = EvaluateTask.class, name = "evaluate"),
  @JsonSubTypes.Type(value = PublishTask.class, name = "publish"),
  @JsonSubTypes.Type(value = PruneTask.class, name = "prune")
})
public sealed interface Task permits FitTask, GenerateTask, EvaluateTask, PublishTask, PruneTask {

  /** Whom it is for. */
  TaskContext context();
}
