package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.trees.CodedTable;
import dev.syntheticdata.worker.synthesizer.trees.ColumnModel;
import dev.syntheticdata.worker.synthesizer.trees.PrivacyCheck;
import java.util.stream.IntStream;

/**
 * A guess of which entities synthetic sequences were learned from. The attacker has them, knows the
 * engine and the codes, and takes an entity with all its events for a member where it is likelier
 * in fine detail than coarsely: a density ratio as that of {@link PrivacyCheck}, summed over what
 * is known of an entity.
 */
final class SequenceAttack {

  private static final int FINE = 20;
  private static final int COARSE = 1000;
  private static final double SMOOTHING = 10;
  private static final double LEAST = 1e-9;

  private final SequenceCodings codings;
  private final SequenceTrees fine;
  private final SequenceTrees coarse;

  SequenceAttack(CodedSequences synthetic, SequenceCodings codings, DrawOrder order) {
    int[] all = IntStream.range(0, synthetic.count()).toArray();
    this.codings = codings;
    this.fine = SequenceTrees.grow(synthetic, codings, order, all, FINE);
    this.coarse = SequenceTrees.grow(synthetic, codings, order, all, COARSE);
  }

  /** The area under the ROC curve of the guesses: 0.5 where nothing is given away. */
  double membership(CodedSequences real, int[] learned, int[] unseen) {
    var summaries = fine.targetOrder().length == 0 ? null : Summaries.of(real, codings);
    return PrivacyCheck.area(scores(real, summaries, learned), scores(real, summaries, unseen));
  }

  private double[] scores(CodedSequences real, CodedTable summaries, int[] entities) {
    return IntStream.of(entities)
        .parallel()
        .mapToDouble(entity -> score(real, summaries, entity))
        .toArray();
  }

  private double score(CodedSequences real, CodedTable summaries, int entity) {
    double sum = 0;
    for (int i = 0; i < fine.targetOrder().length; i++) {
      int column = fine.targetOrder()[i];
      sum += ratio(summaries, column, entity, fine.ofTarget().get(i), coarse.ofTarget().get(i));
    }
    for (int i = 0; i < fine.entityOrder().length; i++) {
      int column = fine.entityOrder()[i];
      sum +=
          ratio(real.entities(), column, entity, fine.ofEntity().get(i), coarse.ofEntity().get(i));
    }
    for (int row = real.starts()[entity]; row < real.starts()[entity + 1]; row++) {
      if (fine.gap() != null) {
        sum += ratio(real.events(), codings.layout().gap(), row, fine.gap(), coarse.gap());
      }
      for (int i = 0; i < fine.valueOrder().length; i++) {
        int column = codings.layout().value(fine.valueOrder()[i]);
        sum += ratio(real.events(), column, row, fine.ofEvent().get(i), coarse.ofEvent().get(i));
      }
    }
    return sum;
  }

  /** How much likelier a code is finely than coarsely, as a difference of logarithms. */
  private static double ratio(
      CodedTable table, int column, int row, ColumnModel fine, ColumnModel coarse) {
    int code = table.codes()[column][row];
    return code >= table.codings()[column].size()
        ? 0
        : logProbability(fine, table, row, code) - logProbability(coarse, table, row, code);
  }

  private static double logProbability(ColumnModel tree, CodedTable table, int row, int code) {
    double probability = tree.probability(table.codes(), row, code, SMOOTHING);
    return StrictMath.log(Math.max(probability, LEAST));
  }
}
