package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.worker.synthesizer.condition.ConditionReader;
import dev.syntheticdata.worker.synthesizer.condition.Conditions;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The real rows that rows under conditions are compared with: those that satisfy what is fixed and
 * filtered. Where columns are rebalanced there is a second pair of tables, in which values have the
 * shares asked for: as many of those rows as there are, drawn at random and none twice. What
 * compares distributions uses the second pair, everything else the first: whether a synthetic row
 * is closer to a row learned from than to another must be asked of real rows as they come, and so
 * must be whether a model that learned from synthetic rows works.
 *
 * @param train real rows learned from
 * @param holdout real rows never seen, or null
 * @param mixedTrain the same in the shares asked for
 * @param mixedHoldout likewise, or null
 * @param notes how they were chosen
 */
record RealSlice(
    Table train, Table holdout, Table mixedTrain, Table mixedHoldout, List<String> notes) {

  /** With fewer real rows nothing that is measured would mean anything. */
  static final int FEWEST_ROWS = 100;

  static RealSlice of(RowConditions asked, Table train, Table holdout, RowSampler sampler) {
    Table ofTrain = satisfying(asked, train);
    Table ofHoldout = holdout == null ? null : satisfying(asked, holdout);
    var notes = new ArrayList<String>();
    notes.add(
        "Rows were made under conditions: they are compared with the %s of %s real rows learned from%s that satisfy what is fixed and filtered."
            .formatted(
                count(ofTrain),
                count(train),
                holdout == null
                    ? ""
                    : ", and the %s of %s held out,".formatted(count(ofHoldout), count(holdout))));
    if (asked.rebalance() == null || asked.rebalance().isEmpty()) {
      return new RealSlice(ofTrain, ofHoldout, ofTrain, ofHoldout, notes);
    }
    Table mixed = mixed(asked, ofTrain, sampler, "mixed train");
    Table mixedHoldout =
        ofHoldout == null ? null : mixed(asked, ofHoldout, sampler, "mixed holdout");
    notes.add(
        "Fidelity is measured against %s of them in the shares asked for, chosen at random and none twice; privacy, utility and coverage against all of them as they are."
            .formatted(count(mixed)));
    return new RealSlice(ofTrain, ofHoldout, mixed, mixedHoldout, notes);
  }

  private static String count(Table table) {
    return String.format(Locale.ROOT, "%,d", table.rows());
  }

  private static Table satisfying(RowConditions asked, Table table) {
    var required = ConditionReader.readRequired(asked, table.schema());
    return table.select(
        IntStream.range(0, table.rows())
            .filter(row -> combination(required, table, row) >= 0)
            .toArray());
  }

  /** The combination of choices that a row has; -1 for none. */
  private static int combination(Conditions conditions, Table table, int row) {
    int combination = 0;
    for (var column : conditions.columns()) {
      var values = table.columns().get(column.column());
      var choices = column.choices();
      int choice =
          IntStream.range(0, choices.size())
              .filter(i -> choices.get(i).values().contains(values, row))
              .findFirst()
              .orElse(-1);
      if (choice < 0) {
        return -1;
      }
      combination = combination * choices.size() + choice;
    }
    return combination;
  }

  private static Table mixed(RowConditions asked, Table table, RowSampler sampler, String purpose) {
    var conditions = ConditionReader.read(asked, table.schema());
    int[] combinations =
        IntStream.range(0, table.rows()).map(row -> combination(conditions, table, row)).toArray();
    var counts = new int[conditions.combinations()];
    Arrays.stream(combinations).filter(c -> c >= 0).forEach(c -> counts[c]++);
    double most = table.rows();
    for (int c = 0; c < counts.length; c++) {
      most = Math.min(most, counts[c] / share(conditions, c));
    }
    var left = new int[counts.length];
    for (int c = 0; c < counts.length; c++) {
      left[c] = (int) Math.min(counts[c], Math.rint(most * share(conditions, c)));
    }
    int[] chosen =
        Arrays.stream(sampler.permutation(purpose, table.rows()))
            .filter(row -> combinations[row] >= 0 && left[combinations[row]]-- > 0)
            .sorted()
            .toArray();
    return table.select(chosen);
  }

  private static double share(Conditions conditions, int combination) {
    int[] choices = conditions.choices(combination);
    double share = 1;
    for (int k = 0; k < choices.length; k++) {
      share *= conditions.columns().get(k).choices().get(choices[k]).share();
    }
    return share;
  }
}
