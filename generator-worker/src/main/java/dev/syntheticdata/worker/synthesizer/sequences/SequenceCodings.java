package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.trees.Coding;
import dev.syntheticdata.worker.synthesizer.trees.NumberCoding;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How sequences are written as codes: of entities, and of events. */
final class SequenceCodings {

  /** Column of an entity: its length. */
  static final int LENGTH = 0;

  /** Column of an entity: the time of its first event. */
  static final int START = 1;

  private static final int CONTEXT = 2;

  private final int[] context;
  private final int[] values;
  private final Coding[] ofEntity;
  private final Coding[] ofEvent;
  private final Layout layout;
  private final NumberCoding position;
  private final NumberCoding time;
  private final NumberCoding elapsed;
  private final NumberCoding gap;

  /**
   * @param bins bins of a column of numbers without frequent values, about
   */
  SequenceCodings(SequenceMargins margins, Roles roles, int bins) {
    int columns = margins.columns().size();
    this.context =
        IntStream.range(0, columns)
            .filter(j -> roles.context()[j] && margins.columns().get(j).modelled())
            .toArray();
    this.values =
        IntStream.range(0, columns)
            .filter(j -> roles.isValue(j) && margins.columns().get(j).modelled())
            .toArray();
    this.position = new NumberCoding(margins.position(), bins);
    this.time = new NumberCoding(margins.time(), bins);
    this.elapsed = new NumberCoding(margins.elapsed(), bins);
    this.gap = new NumberCoding(margins.gap(), bins);
    this.ofEntity = new Coding[CONTEXT + context.length];
    ofEntity[LENGTH] = new NumberCoding(margins.length(), bins);
    ofEntity[START] = new NumberCoding(margins.start(), bins);
    Arrays.setAll(
        ofEntity,
        i ->
            i < CONTEXT
                ? ofEntity[i]
                : Coding.of(margins.columns().get(context[i - CONTEXT]), bins));
    this.layout = new Layout(ofEntity.length, values.length);
    this.ofEvent = new Coding[layout.size()];
    System.arraycopy(ofEntity, 0, ofEvent, 0, ofEntity.length);
    ofEvent[layout.position()] = position;
    ofEvent[layout.remaining()] = position;
    ofEvent[layout.timeBefore()] = time;
    ofEvent[layout.elapsedBefore()] = elapsed;
    ofEvent[layout.gapBefore()] = gap;
    ofEvent[layout.gap()] = gap;
    ofEvent[layout.time()] = time;
    ofEvent[layout.elapsed()] = elapsed;
    for (int v = 0; v < values.length; v++) {
      var coding = Coding.of(margins.columns().get(values[v]), bins);
      ofEvent[layout.value(v)] = coding;
      for (int lag = 1; lag <= Layout.LAGS; lag++) {
        ofEvent[layout.lag(v, lag)] = coding;
      }
      ofEvent[layout.mean(v)] = coding;
    }
  }

  Layout layout() {
    return layout;
  }

  /** The codings of an entity's columns. */
  Coding[] ofEntity() {
    return ofEntity;
  }

  /** The codings of an event's columns, as the layout has them. */
  Coding[] ofEvent() {
    return ofEvent;
  }

  /** The coding of one of an event's values. */
  Coding value(int value) {
    return ofEvent[layout.value(value)];
  }

  NumberCoding length() {
    return (NumberCoding) ofEntity[LENGTH];
  }

  NumberCoding start() {
    return (NumberCoding) ofEntity[START];
  }

  NumberCoding position() {
    return position;
  }

  NumberCoding time() {
    return time;
  }

  NumberCoding elapsed() {
    return elapsed;
  }

  NumberCoding gap() {
    return gap;
  }

  /** Positions in the table of the columns that are values of events. */
  int[] values() {
    return values;
  }

  /** The column of entities that holds a column of the table; -1 where none does. */
  int entityColumn(int column) {
    int at = Arrays.binarySearch(context, column);
    return at < 0 ? -1 : CONTEXT + at;
  }
}
