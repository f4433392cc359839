package dev.syntheticdata.worker.table;

import java.util.Collection;
import java.util.stream.Collectors;

/** Column names as a message lists them: at most twenty, then how many more. */
public final class ColumnNames {

  private static final int SHOWN = 20;

  private ColumnNames() {}

  /** The names, separated by commas. */
  public static String list(Collection<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
  }
}
