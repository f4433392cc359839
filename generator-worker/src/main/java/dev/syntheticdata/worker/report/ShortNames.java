package dev.syntheticdata.worker.report;

import java.util.HashSet;
import java.util.List;

/** Names that are too long for a picture, shortened so that they can be told from each other. */
final class ShortNames {

  private ShortNames() {}

  /**
   * The names in as many letters: the end of long ones is left out, or their middle where others
   * begin alike.
   */
  static List<String> of(List<String> names, int letters) {
    var seen = new HashSet<String>();
    boolean alike = false;
    for (String name : names) {
      alike |= !seen.add(beginning(name, letters));
    }
    boolean middle = alike;
    return names.stream()
        .map(name -> middle ? ends(name, letters) : beginning(name, letters))
        .toList();
  }

  private static String beginning(String name, int letters) {
    return name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
  }

  private static String ends(String name, int letters) {
    if (name.length() <= letters) {
      return name;
    }
    int first = (letters - 1) / 2;
    return name.substring(0, first) + "…" + name.substring(name.length() - (letters - 1 - first));
  }
}
