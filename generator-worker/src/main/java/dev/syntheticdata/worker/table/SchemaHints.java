package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the generator's owner declared about columns; the rest is inferred.
 *
 * @param types the declared type of a column by its name
 * @param domains the values it can have, by its name
 */
public record SchemaHints(Map<String, ColumnType> types, Map<String, DeclaredDomain> domains) {

  public SchemaHints {
    types = Map.copyOf(types);
    domains = Map.copyOf(domains);
  }

  /** Declared types alone. */
  public SchemaHints(Map<String, ColumnType> types) {
    this(types, Map.of());
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
    var all = new TreeSet<>(types.keySet());
    all.addAll(domains.keySet());
    for (String declared : all) {
      if (!names.contains(declared)) {
        throw new InvalidInputException(
            "%s: the schema declares a column '%s' that is not there; the columns are %s"
                .formatted(source, declared, ColumnNames.list(names)));
      }
    }
  }
}
