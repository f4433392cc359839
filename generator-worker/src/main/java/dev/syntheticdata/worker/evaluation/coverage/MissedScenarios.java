package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Names declared combinations that S has not. One whose part is missing by itself, as a value that
 * S never has, tells nothing more and is not named.
 */
final class MissedScenarios {

  /** Combinations that are looked through for missing ones, of all columns together. */
  private static final long MOST_LOOKED_AT = 50_000_000;

  /** Of one set of columns, so that others are named as well. */
  private static final int MOST_OF_SET = 20;

  private final EvaluationContext context;
  private final List<List<String>> missed = new ArrayList<>();
  private long lookedAt;

  MissedScenarios(EvaluationContext context) {
    this.context = context;
  }

  List<List<String>> missed() {
    return List.copyOf(missed);
  }

  List<String> names(List<ScenarioColumn> set) {
    return set.stream().map(column -> context.schema(column.index()).name()).toList();
  }

  /** Adds what is missing of some columns. */
  void add(List<ScenarioColumn> set, BitSet seen) {
    int most = CoverageFinding.Combinations.MOST_MISSED;
    long cells = ScenarioColumn.cells(set);
    if (missed.size() == most || lookedAt + cells > MOST_LOOKED_AT) {
      return;
    }
    lookedAt += cells;
    var parts = parts(set, seen);
    int named = 0;
    for (int at = seen.nextClearBit(0);
        at < cells && named < MOST_OF_SET && missed.size() < most;
        at = seen.nextClearBit(at + 1)) {
      int[] values = values(set, at);
      if (hasParts(set, parts, values)) {
        missed.add(words(set, values));
        named++;
      }
    }
  }

  /** For each column, which combinations of the others S has. */
  private static List<BitSet> parts(List<ScenarioColumn> set, BitSet seen) {
    var parts = new ArrayList<BitSet>();
    set.forEach(column -> parts.add(new BitSet()));
    for (int at = seen.nextSetBit(0); at >= 0; at = seen.nextSetBit(at + 1)) {
      int[] values = values(set, at);
      for (int left = 0; left < set.size(); left++) {
        parts.get(left).set(without(set, values, left));
      }
    }
    return parts;
  }

  private static boolean hasParts(List<ScenarioColumn> set, List<BitSet> parts, int[] values) {
    for (int left = 0; left < set.size(); left++) {
      if (!parts.get(left).get(without(set, values, left))) {
        return false;
      }
    }
    return true;
  }

  private static int without(List<ScenarioColumn> set, int[] values, int left) {
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (i != left) {
        at = at * set.get(i).cells() + values[i];
      }
    }
    return at;
  }

  private static int[] values(List<ScenarioColumn> set, int at) {
    var values = new int[set.size()];
    int rest = at;
    for (int i = values.length - 1; i >= 0; i--) {
      values[i] = rest % set.get(i).cells();
      rest /= set.get(i).cells();
    }
    return values;
  }

  private List<String> words(List<ScenarioColumn> set, int[] values) {
    var words = new ArrayList<String>();
    for (int i = 0; i < values.length; i++) {
      var schema = context.schema(set.get(i).index());
      words.add(
          schema.name()
              + " = "
              + set.get(i).label(values[i], schema, context.space().get(schema.name())));
    }
    return List.copyOf(words);
  }
}
