package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.learn.BinnedRows;
import dev.syntheticdata.worker.synthesizer.trees.BoostedClasses;
import dev.syntheticdata.worker.synthesizer.trees.CodedTable;
import dev.syntheticdata.worker.synthesizer.trees.Coding;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is known of entities when their events are: their columns, when the last event was, and of
 * each value the last one and the mean of its codes. One row for each entity. The columns of the
 * entity come first, and are those of the sequences themselves, so that a target that is drawn is
 * known to the next.
 */
final class Summaries {

  private static final int OWN = 2;

  private Summaries() {}

  /** Codes of the summaries, with the codings of {@link #codings}. */
  static CodedTable of(CodedSequences sequences, SequenceCodings codings) {
    var layout = codings.layout();
    var of = codings(codings);
    int count = sequences.count();
    var codes = new short[of.length][];
    short[][] events = sequences.events().codes();
    int entityColumns = layout.entityColumns();
    System.arraycopy(sequences.entities().codes(), 0, codes, 0, entityColumns);
    IntStream.range(0, OWN + layout.values())
        .parallel()
        .forEach(
            i -> {
              if (i < OWN) {
                short[] times = events[i == 0 ? layout.time() : layout.elapsed()];
                codes[entityColumns + i] = new short[count];
                for (int e = 0; e < count; e++) {
                  codes[entityColumns + i][e] = times[sequences.starts()[e + 1] - 1];
                }
              } else {
                int value = i - OWN;
                short[] last = new short[count];
                short[] mean = new short[count];
                value(
                    events[layout.value(value)],
                    sequences.starts(),
                    codings.value(value),
                    last,
                    mean);
                codes[entityColumns + OWN + 2 * value] = last;
                codes[entityColumns + OWN + 2 * value + 1] = mean;
              }
            });
    return new CodedTable(codes, of);
  }

  /** The last code that is no missing value, and the mean of those; where none is, no code. */
  private static void value(
      short[] values, int[] starts, Coding coding, short[] last, short[] mean) {
    for (int e = 0; e < last.length; e++) {
      long sum = 0;
      int known = 0;
      last[e] = (short) coding.size();
      for (int row = starts[e]; row < starts[e + 1]; row++) {
        if (values[row] < coding.size() && !coding.missing(values[row])) {
          last[e] = values[row];
          sum += values[row];
          known++;
        }
      }
      mean[e] = (short) (known == 0 ? coding.size() : sum / known);
    }
  }

  /** The codings of the columns of the summaries. */
  static Coding[] codings(SequenceCodings codings) {
    var layout = codings.layout();
    int entityColumns = layout.entityColumns();
    var of = new Coding[entityColumns + OWN + 2 * layout.values()];
    System.arraycopy(codings.ofEntity(), 0, of, 0, entityColumns);
    of[entityColumns] = codings.time();
    of[entityColumns + 1] = codings.elapsed();
    for (int value = 0; value < layout.values(); value++) {
      of[entityColumns + OWN + 2 * value] = codings.value(value);
      of[entityColumns + OWN + 2 * value + 1] = codings.value(value);
    }
    return of;
  }

  /** What a target may ask: all that has few enough codes, but targets that come after it. */
  static int[] asked(SequenceCodings codings, DrawOrder order, int target) {
    var of = codings(codings);
    var layout = codings.layout();
    int[] later = Arrays.stream(order.targets()).dropWhile(column -> column != target).toArray();
    return IntStream.range(0, of.length)
        .filter(column -> IntStream.of(later).noneMatch(one -> one == column))
        .filter(column -> of[column].size() < BinnedRows.MOST_BINS)
        .filter(column -> !isMean(layout, column) || of[column].ordered())
        .toArray();
  }

  private static boolean isMean(Layout layout, int column) {
    return column >= layout.entityColumns() + OWN
        && (column - layout.entityColumns() - OWN) % 2 == 1;
  }

  /** Whether a column of entities can be drawn from their summaries. */
  static boolean serve(SequenceCodings codings, int column) {
    var alone = new DrawOrder(new int[0], new int[0], new int[] {column});
    return codings.layout().values() > 0
        && BoostedClasses.serves(codings(codings), asked(codings, alone, column), column);
  }
}
