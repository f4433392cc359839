package dev.syntheticdata.local.job;

import java.util.Iterator;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * A set of completion indexes in the text form of a Job's status: increasing numbers joined by
 * commas, a run of three or more as first and last joined by a dash, as in {@code 0,2-5,8,9}.
 */
final class IndexSet {
  private IndexSet() {}

  /**
   * Reads the text form; null and blank are the empty set. Indexes at or above {@code completions}
   * are dropped.
   */
  static SortedSet<Integer> parse(String text, int completions) {
    SortedSet<Integer> indexes = new TreeSet<>();
    if (text == null || text.isBlank()) {
      return indexes;
    }
    for (String part : text.split(",")) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      for (int i = first; i <= Math.min(last, completions - 1); i++) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  static String format(SortedSet<Integer> indexes) {
    StringJoiner text = new StringJoiner(",");
    Iterator<Integer> iterator = indexes.iterator();
    Integer next = iterator.hasNext() ? iterator.next() : null;
    while (next != null) {
      int first = next;
      int last = first;
      next = iterator.hasNext() ? iterator.next() : null;
      while (next != null && next == last + 1) {
        last = next;
        next = iterator.hasNext() ? iterator.next() : null;
      }
      text.add(run(first, last));
    }
    return text.toString();
  }

  private static String run(int first, int last) {
    if (first == last) {
      return Integer.toString(first);
    }
    return first + (last == first + 1 ? "," : "-") + last;
  }
}
