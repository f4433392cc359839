package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.Collection;
import java.util.Map;

/**
 * What the generator's owner declared about columns; the rest is inferred.
 *
 * @param types the declared type of a column by its name
 */
public record SchemaHints(Map<String, ColumnType> types) {

  public SchemaHints {
    types = Map.copyOf(types);
  }

  /** Nothing declared. */
  public static SchemaHints none() {
    return new SchemaHints(Map.of());
  }

  /**
   * Checks that every declared column exists.
   *
   * @throws InvalidInputException if one does not
   */
  void requireColumns(String source, Collection<String> names) {
    for (String declared : new java.util.TreeSet<>(types.keySet())) {
      if (!names.contains(declared)) {
        throw new InvalidInputException(
            "%s: the schema declares a column '%s' that is not there; the columns are %s"
                .formatted(source, declared, ColumnNames.list(names)));
      }
    }
  }
}
