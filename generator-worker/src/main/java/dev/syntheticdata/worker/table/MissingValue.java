package dev.syntheticdata.worker.table;

import java.util.Set;

/**
 * How a missing value is written in CSV. Read as missing: an empty field and {@code NA}, {@code
 * NaN}, {@code null}, {@code NULL}. Written: an empty field. In Parquet only null is missing.
 */
public final class MissingValue {

  private static final Set<String> TOKENS = Set.of("", "NA", "NaN", "null", "NULL");

  private MissingValue() {}

  /** Whether the text of a CSV field stands for no value. */
  public static boolean isMissing(String field) {
    return field.length() <= 4 && TOKENS.contains(field);
  }
}
