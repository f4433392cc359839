package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the generator's owner declared about columns; the rest is inferred.
 *
 * @param types the declared type of a column by its name
 * @param domains the values it can have, by its name
 * @param roles columns that are declared to have a role
 * @param entity a column that names entities and whose values mean nothing else; null for none. It
 *     may be missing here
 */
public record SchemaHints(
    Map<String, ColumnType> types,
    Map<String, DeclaredDomain> domains,
    Set<String> roles,
    String entity) {

  public SchemaHints {
    types = Map.copyOf(types);
    domains = Map.copyOf(domains);
    roles = Set.copyOf(roles);
  }

  /** Declared types, values and roles. */
  public SchemaHints(
      Map<String, ColumnType> types, Map<String, DeclaredDomain> domains, Set<String> roles) {
    this(types, domains, roles, null);
  }

  /** Declared types alone. */
  public SchemaHints(Map<String, ColumnType> types) {
    this(types, Map.of(), Set.of());
  }

  /** Nothing declared. */
  public static SchemaHints none() {
    return new SchemaHints(Map.of());
  }

  /**
   * The same with a column whose values name entities and mean nothing else.
   *
   * @throws InvalidInputException if the column is declared as something else
   */
  public SchemaHints withIdentifier(String column) {
    var all = new HashMap<>(types);
    var declared = all.put(column, ColumnType.IDENTIFIER);
    if (declared != null && declared != ColumnType.IDENTIFIER) {
      throw new InvalidInputException(
          "sequence.key names the column '%s', which is declared as %s; leave its type out, or declare"
                  .formatted(column, declared)
              + " it as Identifier");
    }
    return new SchemaHints(all, domains, roles, entity);
  }

  /**
   * The same with a column that names entities. Who declares a type, values or a role of it wants
   * its values learned.
   *
   * @param column its name
   */
  public SchemaHints withEntity(String column) {
    boolean declared =
        types.containsKey(column) || domains.containsKey(column) || roles.contains(column);
    return new SchemaHints(types, domains, roles, declared ? null : column);
  }

  /** The labels of the columns whose labels are declared, by their names. */
  public Map<String, List<String>> declaredLabels() {
    return domains.entrySet().stream()
        .filter(domain -> domain.getValue().categories() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, domain -> domain.getValue().categories()));
  }

  /** The type of a column; null where it is to be inferred. */
  ColumnType type(String column) {
    return column.equals(entity) ? ColumnType.IDENTIFIER : types.get(column);
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
            "%s: something is declared of a column '%s', which is not there; the columns are %s"
                .formatted(source, declared, ColumnNames.list(names)));
      }
    }
  }
}
