package dev.syntheticdata.worker.synthesizer.sequences;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.worker.synthesizer.trees.BoostedClasses;
import dev.syntheticdata.worker.synthesizer.trees.CodedTable;
import dev.syntheticdata.worker.synthesizer.trees.ColumnModel;
import dev.syntheticdata.worker.synthesizer.trees.ConditionalTree;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trees that draw a sequence. The length comes first and asks nothing.
 *
 * @param entityOrder columns of the entity after its length and before its events, in the order in
 *     which they are drawn
 * @param ofEntity their trees
 * @param gap the tree of the time since the event before; null where no entity has two events
 * @param valueOrder values of an event, in the order in which they are drawn
 * @param ofEvent their trees
 * @param targetOrder columns of the entity that are drawn after its events; {@link Summaries} says
 *     what they ask
 * @param ofTarget how they are drawn
 */
record SequenceTrees(
    int[] entityOrder,
    List<ConditionalTree> ofEntity,
    ConditionalTree gap,
    int[] valueOrder,
    List<ConditionalTree> ofEvent,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) int[] targetOrder,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ColumnModel> ofTarget) {

  SequenceTrees {
    targetOrder = targetOrder == null ? new int[0] : targetOrder;
    ofTarget = ofTarget == null ? List.of() : List.copyOf(ofTarget);
  }

  /**
   * Learns how to draw from some of the entities.
   *
   * @param codings how the sequences are coded
   * @param rows entities to learn from
   * @param leafRows entities, or rows where the events have no entities, of a leaf at least
   */
  static SequenceTrees learn(
      CodedSequences sequences,
      SequenceCodings codings,
      DrawOrder order,
      int[] rows,
      int leafRows) {
    return grow(
        sequences,
        codings,
        order,
        rows,
        leafRows,
        (table, asked, target, used) ->
            BoostedClasses.fit(table.codes(), table.codings(), asked, target, used, leafRows));
  }

  /** The same with a tree for each target, which gives a probability to every value. */
  static SequenceTrees grow(
      CodedSequences sequences,
      SequenceCodings codings,
      DrawOrder order,
      int[] rows,
      int leafRows) {
    return grow(
        sequences,
        codings,
        order,
        rows,
        leafRows,
        (table, asked, target, used) -> table.grow(asked, target, used, leafRows));
  }

  /** Learns a target from what it may ask. */
  private interface Targets {
    ColumnModel learn(CodedTable table, int[] asked, int target, int[] rows);
  }

  private static SequenceTrees grow(
      CodedSequences sequences,
      SequenceCodings codings,
      DrawOrder order,
      int[] rows,
      int leafRows,
      Targets targets) {
    int[] entityOrder = order.entity();
    int[] valueOrder = order.values();
    int[] events = sequences.events(rows);
    var layout = codings.layout();
    var ofEntity =
        IntStream.range(0, entityOrder.length)
            .parallel()
            .mapToObj(
                i -> {
                  int[] asked = new int[i + 1];
                  System.arraycopy(entityOrder, 0, asked, 1, i);
                  return grow(sequences.entities(), asked, entityOrder[i], rows, leafRows);
                })
            .toList();
    var ofEvent =
        IntStream.range(-1, valueOrder.length)
            .parallel()
            .mapToObj(
                i -> {
                  if (i < 0) {
                    return gap(sequences, layout.askedByGap(order), layout.gap(), events, leafRows);
                  }
                  int value = valueOrder[i];
                  int[] asked = layout.askedBy(order, i, codings.value(value).ordered());
                  return grow(sequences.events(), asked, layout.value(value), events, leafRows);
                })
            .toArray(ConditionalTree[]::new);
    return new SequenceTrees(
        entityOrder,
        ofEntity,
        ofEvent[0],
        valueOrder,
        List.of(Arrays.copyOfRange(ofEvent, 1, ofEvent.length)),
        order.targets(),
        targets(sequences, codings, order, rows, targets));
  }

  private static ConditionalTree gap(
      CodedSequences sequences, int[] asked, int gap, int[] events, int leafRows) {
    return hasCodes(sequences.events(), gap, events)
        ? sequences.events().grow(asked, gap, events, leafRows)
        : null;
  }

  private static List<ColumnModel> targets(
      CodedSequences sequences,
      SequenceCodings codings,
      DrawOrder order,
      int[] rows,
      Targets targets) {
    if (order.targets().length == 0) {
      return List.of();
    }
    var summaries = Summaries.of(sequences, codings);
    return IntStream.of(order.targets())
        .mapToObj(
            target ->
                targets.learn(
                    summaries,
                    Summaries.asked(codings, order, target),
                    target,
                    withCodes(summaries, target, rows)))
        .toList();
  }

  /** Where all values of the rows are withheld, the tree is that of all rows. */
  private static ConditionalTree grow(
      CodedTable table, int[] asked, int target, int[] rows, int leafRows) {
    return table.grow(asked, target, withCodes(table, target, rows), leafRows);
  }

  private static int[] withCodes(CodedTable table, int target, int[] rows) {
    return hasCodes(table, target, rows)
        ? rows
        : IntStream.range(0, table.codes()[target].length).toArray();
  }

  private static boolean hasCodes(CodedTable table, int target, int[] rows) {
    short[] codes = table.codes()[target];
    int size = table.codings()[target].size();
    return IntStream.of(rows).anyMatch(row -> codes[row] < size);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "trees of " + ofEntity.size() + " columns of entities, " + ofEvent.size() + " of events";
  }
}
