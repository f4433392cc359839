package dev.syntheticdata.task.engine;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.syntheticdata.api.v1alpha1.Format;
import java.util.List;

/** {@code task.json}: what an engine is to do. */
@JsonClassDescription(
    "What an engine is to do. Further members may be added: pass over those you do not know.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EngineTask(
    @JsonProperty(required = true)
        @JsonPropertyDescription("Version of the contract, 1. Refuse a greater one.")
        int contract,
    @JsonProperty(required = true)
        @JsonPropertyDescription("fit: learn a model. generate: make rows from it.")
        Kind task,
    @JsonProperty(required = true)
        @JsonPropertyDescription(
            "Seed of all that is drawn at random, 0 to 2147483647. Another one for each shard.")
        int seed,
    @JsonProperty(required = true)
        @JsonPropertyDescription("The schema's file, relative to the directory, as all paths are.")
        String schema,
    @JsonProperty(required = true)
        @JsonPropertyDescription("The model's directory: there already, empty for a fit.")
        String model,
    @JsonPropertyDescription("What to learn from; for a fit.") Source source,
    @JsonPropertyDescription("What to make; for a generation.") Output output) {

  /** What there is to do. */
  public enum Kind {
    @JsonProperty("fit")
    FIT,
    @JsonProperty("generate")
    GENERATE
  }

  /** The rows to learn from; the holdout is not among them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Source(
      @JsonProperty(required = true)
          @JsonPropertyDescription("The file with the rows, in the columns of the schema.")
          String path,
      @JsonProperty(required = true)
          @JsonPropertyDescription("How it is written: engine.container.format of the Generator.")
          Format format,
      @JsonProperty(required = true) @JsonPropertyDescription("The number of rows.") long rows,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Columns that models will be trained to predict.")
          List<String> targets) {}

  /** The rows to make. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Output(
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "The directory for the rows, there already: *.csv or *.parquet and nothing else. More"
                  + " files than one are read in the order of their names.")
          String path,
      @JsonProperty(required = true) @JsonPropertyDescription("How many rows to make, exactly.")
          long rows,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Number of the first of them in the dataset, from 0.")
          long firstRow,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Number of this shard of the dataset, from 0.")
          int shard,
      @JsonProperty(required = true)
          @JsonPropertyDescription("How many shards make the dataset, each in a pod of its own.")
          int shards,
      @JsonProperty(required = true) @JsonPropertyDescription("Rows of the whole dataset.")
          long datasetRows) {}
}
