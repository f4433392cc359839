package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an object store makes of {@code If-None-Match} and {@code If-Match} on a write. */
public enum ConditionalWrites {
  /** It refuses a write whose condition does not hold. */
  @JsonProperty("Honoured")
  HONOURED,
  /** It takes the header and writes all the same: of two writers at once the last wins. */
  @JsonProperty("Ignored")
  IGNORED
}
