package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.worker.table.Entities;

/** Which categories enough people have to be named: rows, or entities where rows are about some. */
final class People {

  /** As many as a bin of a shown distribution needs. */
  static final int LEAST = 10;

  private People() {}

  /**
   * Whether at least {@value #LEAST} have a category.
   *
   * @param codes category of each row, negative for none
   * @param entities whom each row is about; null where each is about someone of its own
   * @return by category
   */
  static boolean[] enough(int[] codes, int categories, Entities entities) {
    var seen = new int[categories][];
    var counts = new int[categories];
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      if (code < 0 || counts[code] == LEAST) {
        continue;
      }
      if (seen[code] == null) {
        seen[code] = new int[LEAST];
      }
      int who = entities == null ? row : entities.ofRow()[row];
      if (!contains(seen[code], counts[code], who)) {
        seen[code][counts[code]++] = who;
      }
    }
    var enough = new boolean[categories];
    for (int code = 0; code < categories; code++) {
      enough[code] = counts[code] == LEAST;
    }
    return enough;
  }

  private static boolean contains(int[] seen, int count, int who) {
    for (int i = 0; i < count; i++) {
      if (seen[i] == who) {
        return true;
      }
    }
    return false;
  }
}
