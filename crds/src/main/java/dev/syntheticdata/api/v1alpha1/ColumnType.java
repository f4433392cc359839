package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of a column are. */
public enum ColumnType {
  @JsonProperty("Boolean")
  BOOLEAN,
  @JsonProperty("Categorical")
  CATEGORICAL,
  @JsonProperty("Date")
  DATE,
  @JsonProperty("DateTime")
  DATE_TIME,
  @JsonProperty("Decimal")
  DECIMAL,
  @JsonProperty("Identifier")
  IDENTIFIER,
  @JsonProperty("Integer")
  INTEGER,
  @JsonProperty("Text")
  TEXT,
  @JsonProperty("Time")
  TIME
}
