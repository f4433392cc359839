package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import java.util.ArrayList;

/** The uniform numbers for which a margin gives certain values. */
public final class MarginPieces {

  private MarginPieces() {}

  /** The numbers that give a value in the set; missing values aside. */
  public static Pieces of(Margin margin, ValueSet set) {
    if (margin instanceof NumberMargin numbers) {
      return Pieces.where(p -> numbers.grid().round(numbers.quantile(p)), set);
    }
    if (margin instanceof LabelMargin labels) {
      return Pieces.where(labels::position, positions(labels, 0, set));
    }
    return Pieces.NONE;
  }

  /** Whether a margin gives a value of the set, or none where the set has that. */
  public static boolean allows(Margin margin, ValueSet set) {
    boolean value = margin.missing() < 1 && of(margin, set).length() > 0;
    return value || margin.modelled() && margin.missing() > 0 && set.missing();
  }

  /** The positions of a set's labels in the order of a margin, from one position on. */
  public static ValueSet positions(LabelMargin margin, int first, ValueSet set) {
    var runs = new ArrayList<ValueSet.Range>();
    int size = margin.codes().length;
    for (int from = first; from < size; ) {
      int to = from;
      while (to < size && set.contains(margin.codes()[to])) {
        to++;
      }
      if (to > from) {
        runs.add(new ValueSet.Range(from, to - 1));
      }
      from = to + 1;
    }
    return new ValueSet(runs, false);
  }
}
