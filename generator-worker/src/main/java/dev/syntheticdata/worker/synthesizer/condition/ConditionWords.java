package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Conditions in the words of messages, cards and reports. */
public final class ConditionWords {

  private static final int MOST_VALUES = 12;

  private ConditionWords() {}

  /** One sentence for each condition. */
  public static List<String> sentences(RowConditions conditions) {
    var sentences = new ArrayList<String>();
    if (conditions.fixed() != null) {
      conditions
          .fixed()
          .forEach(f -> sentences.add("Every row has %s = %s.".formatted(f.column(), f.value())));
    }
    if (conditions.where() != null) {
      conditions
          .where()
          .forEach(
              f -> sentences.add("Every row has " + (f.in() == null ? range(f) : in(f)) + "."));
    }
    if (conditions.rebalance() != null) {
      for (var column : conditions.rebalance()) {
        String shares =
            new TreeMap<>(column.shares())
                .entrySet().stream()
                    .limit(MOST_VALUES)
                    .map(e -> "%s has %s %%".formatted(e.getKey(), percent(e.getValue())))
                    .collect(Collectors.joining(", "));
        sentences.add(
            "The shares of column %s are set: %s%s of the rows; other values have the rest, in the"
                    .formatted(
                        column.column(),
                        shares,
                        column.shares().size() > MOST_VALUES ? ", ..." : "")
                + " proportions they have to each other.");
      }
    }
    return sentences;
  }

  static String range(RowFilter filter) {
    if (filter.minimum() == null) {
      return filter.column() + " at most " + filter.maximum();
    }
    return filter.maximum() == null
        ? filter.column() + " at least " + filter.minimum()
        : "%s from %s to %s".formatted(filter.column(), filter.minimum(), filter.maximum());
  }

  static String in(RowFilter filter) {
    return filter.column()
        + " in "
        + filter.in().stream().limit(MOST_VALUES).collect(Collectors.joining(", "))
        + (filter.in().size() > MOST_VALUES ? ", ..." : "");
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(Math.rint(share * 1e6) / 1e4).stripTrailingZeros().toPlainString();
  }
}
