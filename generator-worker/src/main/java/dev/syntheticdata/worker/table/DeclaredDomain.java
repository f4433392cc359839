package dev.syntheticdata.worker.table;

import java.util.List;

/**
 * The values that a column can have, as the generator's owner knows them without the data.
 *
 * @param minimum the least number, date or time, as text; null where it is not declared
 * @param maximum the greatest; null where it is not declared
 * @param categories all labels; null where they are not declared
 */
public record DeclaredDomain(String minimum, String maximum, List<String> categories) {

  public DeclaredDomain {
    categories = categories == null ? null : List.copyOf(categories);
  }

  /** Whether both ends are declared. */
  public boolean isRange() {
    return minimum != null && maximum != null;
  }
}
