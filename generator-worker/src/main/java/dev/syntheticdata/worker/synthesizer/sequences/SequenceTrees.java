package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.trees.CodedTable;
import dev.syntheticdata.worker.synthesizer.trees.ConditionalTree;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trees that draw a sequence. The length comes first and asks nothing.
 *
 * @param entityOrder columns of the entity after its length, in the order in which they are drawn
 * @param ofEntity their trees
 * @param gap the tree of the time since the event before; null where no entity has two events
 * @param valueOrder values of an event, in the order in which they are drawn
 * @param ofEvent their trees
 */
record SequenceTrees(
    int[] entityOrder,
    List<ConditionalTree> ofEntity,
    ConditionalTree gap,
    int[] valueOrder,
    List<ConditionalTree> ofEvent) {

  /**
   * Grows the trees on some of the entities.
   *
   * @param codings how the sequences are coded
   * @param rows entities to learn from
   * @param leafRows entities, or rows where the events have no entities, of a leaf at least
   */
  static SequenceTrees grow(
      CodedSequences sequences,
      SequenceCodings codings,
      int[] entityOrder,
      int[] valueOrder,
      int[] rows,
      int leafRows) {
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
                    return gap(sequences, layout, events, leafRows);
                  }
                  int value = valueOrder[i];
                  int[] asked =
                      layout.askedBy(
                          value, Arrays.copyOf(valueOrder, i), codings.value(value).ordered());
                  return grow(sequences.events(), asked, layout.value(value), events, leafRows);
                })
            .toArray(ConditionalTree[]::new);
    return new SequenceTrees(
        entityOrder,
        ofEntity,
        ofEvent[0],
        valueOrder,
        List.of(Arrays.copyOfRange(ofEvent, 1, ofEvent.length)));
  }

  private static ConditionalTree gap(
      CodedSequences sequences, Layout layout, int[] events, int leafRows) {
    return hasCodes(sequences.events(), layout.gap(), events)
        ? sequences.events().grow(layout.askedByGap(), layout.gap(), events, leafRows)
        : null;
  }

  /** Where all values of the rows are withheld, the tree is that of all rows. */
  private static ConditionalTree grow(
      CodedTable table, int[] asked, int target, int[] rows, int leafRows) {
    boolean any = hasCodes(table, target, rows);
    int[] used = any ? rows : IntStream.range(0, table.codes()[target].length).toArray();
    return table.grow(asked, target, used, leafRows);
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
