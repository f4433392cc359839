package dev.syntheticdata.local.apiserver.lifecycle;

/**
 * How a write is to be done.
 *
 * @param fieldManager who writes
 * @param dryRun whether to answer as if, without storing anything
 * @param unknownFields what to do with fields that the schema does not know
 */
public record WriteOptions(String fieldManager, boolean dryRun, UnknownFields unknownFields) {

  /** The query parameter {@code fieldValidation}. */
  public enum UnknownFields {
    Strict,
    Warn,
    Ignore
  }
}
