package dev.syntheticdata.task.engine;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import java.util.List;

/** {@code schema.json}: the columns that an engine reads, and must write. */
@JsonClassDescription(
    "The columns of the rows an engine reads, and of those it must write. Further members may be"
        + " added: pass over those you do not know.")
@JsonIgnoreProperties(ignoreUnknown = true)
public record EngineSchema(
    @JsonProperty(required = true) @JsonPropertyDescription("The columns.") List<Column> columns) {

  /** A column. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Column(
      @JsonProperty(required = true) @JsonPropertyDescription("Its name, as in the header.")
          String name,
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "What its values are. Boolean: true and false. Date: 2026-01-31. Time: 13:05:00.000."
                  + " DateTime: 2026-01-31T13:05:00.000, with Z or an offset where zoned is true."
                  + " Identifier: names a row or an entity. Text: free text.")
          ColumnType type,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Whether values may be missing: an empty field, or a null.")
          boolean nullable,
      @JsonPropertyDescription("Decimals after the point, of type Decimal; more are rounded.")
          Integer decimals,
      @JsonPropertyDescription("Whether a DateTime is an instant.") Boolean zoned,
      @JsonPropertyDescription("All labels of type Categorical; others are refused.")
          List<String> categories,
      @JsonPropertyDescription(
              "The least whole number that the column's type in the source holds. An Identifier"
                  + " with it is a whole number in decimal digits, and no other is taken.")
          Long minimum,
      @JsonPropertyDescription("The greatest whole number that the column's type holds.")
          Long maximum) {}
}
