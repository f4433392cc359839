package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** One task of a version: a Job and its result. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TaskStatus(
    @Required @JsonPropertyDescription("fit, generate, evaluate or publish.") String name,
    @JsonPropertyDescription("Where the task is.") State state,
    @JsonPropertyDescription("Name of its Job.") String jobName,
    @JsonPropertyDescription(
            "Jobs made for the task: more than 1 where a Job or its result was lost.")
        Integer attempts,
    @JsonPropertyDescription("When the operator started it.") String startedAt,
    @JsonPropertyDescription("When its result was recorded.") String finishedAt,
    @JsonPropertyDescription("sha256 of its result document; of all of them for a task in shards.")
        String resultDigest,
    @JsonPropertyDescription("What went wrong, and the remedy.") String message,
    @JsonPropertyDescription("What it is expected to need of memory, before it starts.")
        TaskMemory memory) {

  /** Where a task is. */
  public enum State {
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Succeeded")
    SUCCEEDED
  }
}
