package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a table is written in a file. */
public enum Format {
  /** Comma separated values (RFC 4180), UTF-8, one header line; gzip where the key ends in .gz. */
  @JsonProperty("CSV")
  CSV,
  /** Apache Parquet. */
  @JsonProperty("Parquet")
  PARQUET
}
