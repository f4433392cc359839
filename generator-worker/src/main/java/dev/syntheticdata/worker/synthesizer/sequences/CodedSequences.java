package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.trees.CodedTable;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Sequences;
import dev.syntheticdata.worker.table.Table;
import java.util.stream.IntStream;

/**
 * Sequences as codes.
 *
 * @param entities one row for each entity
 * @param events one row for each event, those of an entity one after another
 * @param starts where each entity's events begin; last, how many there are
 * @param times when each event was
 */
record CodedSequences(CodedTable entities, CodedTable events, int[] starts, double[] times) {

  /** The codes of a table. */
  static CodedSequences of(Table table, Sequences sequences, SequenceCodings codings) {
    int count = sequences.count();
    int[] first =
        IntStream.range(0, count).map(e -> sequences.rows()[sequences.starts()[e]]).toArray();
    double[] times = table.columns().get(sequences.orderBy()).select(sequences.rows()).numbers();
    var entities = new short[codings.ofEntity().length][];
    entities[SequenceCodings.LENGTH] =
        codings
            .length()
            .encode(
                Column.ofNumbers(
                    IntStream.range(0, count).mapToDouble(sequences::length).toArray()));
    entities[SequenceCodings.START] =
        codings
            .start()
            .encode(
                Column.ofNumbers(
                    IntStream.range(0, count)
                        .mapToDouble(e -> times[sequences.starts()[e]])
                        .toArray()));
    for (int column = 0; column < table.columns().size(); column++) {
      int at = codings.entityColumn(column);
      if (at >= 0) {
        entities[at] = codings.ofEntity()[at].encode(table.columns().get(column).select(first));
      }
    }
    var values = new short[codings.values().length][];
    IntStream.range(0, values.length)
        .parallel()
        .forEach(
            v ->
                values[v] =
                    codings
                        .value(v)
                        .encode(table.columns().get(codings.values()[v]).select(sequences.rows())));
    var events = events(codings, entities, values, sequences.starts(), times);
    return new CodedSequences(
        new CodedTable(entities, codings.ofEntity()),
        new CodedTable(events, codings.ofEvent(), owners(sequences)),
        sequences.starts(),
        times);
  }

  private static short[][] events(
      SequenceCodings codings, short[][] entities, short[][] values, int[] starts, double[] times) {
    var events = new EventCodes(codings, times.length);
    for (int entity = 0; entity + 1 < starts.length; entity++) {
      int from = starts[entity];
      int length = starts[entity + 1] - from;
      for (int position = 1; position <= length; position++) {
        int row = from + position - 1;
        double before = position == 1 ? Double.NaN : times[row - 1];
        events.begin(row, entities, entity, position, length, times[from], before);
        if (position > 1) {
          events.gap(row, codings.gap().codeOf(times[row] - before));
        }
        events.time(row, times[row], times[from]);
        for (int v = 0; v < values.length; v++) {
          events.value(row, v, values[v][row]);
        }
      }
    }
    return events.codes();
  }

  private static Entities owners(Sequences sequences) {
    var ofRow = new int[sequences.rows().length];
    for (int entity = 0; entity < sequences.count(); entity++) {
      for (int i = sequences.starts()[entity]; i < sequences.starts()[entity + 1]; i++) {
        ofRow[i] = entity;
      }
    }
    return new Entities(ofRow, sequences.count());
  }

  /** The number of entities. */
  int count() {
    return starts.length - 1;
  }

  /** The events of some entities. */
  int[] events(int[] chosen) {
    return IntStream.of(chosen).flatMap(e -> IntStream.range(starts[e], starts[e + 1])).toArray();
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
    return count() + " sequences of " + times.length + " events";
  }
}
