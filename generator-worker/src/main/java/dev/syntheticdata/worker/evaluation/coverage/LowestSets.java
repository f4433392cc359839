package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.CoverageFinding.ColumnSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Keeps the sets of columns of which most is missed: of many thousand, those to be shown. */
final class LowestSets {

  private static final Comparator<ColumnSet> BY_MISSED =
      Comparator.comparingDouble(ColumnSet::missed)
          .thenComparing(set -> String.join("\u0000", set.columns()), Comparator.reverseOrder());

  private final PriorityQueue<ColumnSet> kept = new PriorityQueue<>(BY_MISSED);

  /** Adds a set that lacks something. */
  void add(long wanted, long found, Supplier<List<String>> columns) {
    if (found >= wanted) {
      return;
    }
    kept.add(new ColumnSet(columns.get(), wanted, found));
    if (kept.size() > CoverageFinding.Combinations.MOST_SETS) {
      kept.remove();
    }
  }

  /** Those of which most is missed first. */
  List<ColumnSet> sets() {
    var sets = new ArrayList<>(kept);
    sets.sort(BY_MISSED.reversed());
    return List.copyOf(sets);
  }
}
