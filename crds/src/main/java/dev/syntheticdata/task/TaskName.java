package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The commands of the worker. */
public enum TaskName {
  /** Reads the source and writes a model. */
  FIT("fit"),
  /** Reads the model and writes rows. */
  GENERATE("generate"),
  /** Reads source, holdout and rows and writes the evidence, sealed by the manifest. */
  EVALUATE("evaluate"),
  /** Moves the pointer of the dataset to the manifest. */
  PUBLISH("publish"),
  /** Deletes objects. */
  PRUNE("prune");

  private final String label;

  TaskName(String label) {
    this.label = label;
  }

  /** The command's name, also used in names of Jobs and objects. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The task of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static TaskName of(String label) {
    for (var task : values()) {
      if (task.label.equals(label)) {
        return task;
      }
    }
    throw new IllegalArgumentException("unknown task: " + label);
  }
}
