package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import java.util.List;

/**
 * The margins of sequences. Times are in the unit of the column that orders the events.
 *
 * @param length events of an entity
 * @param start time of an entity's first event
 * @param position number of an event, from 1
 * @param time times of all events
 * @param elapsed times since the entity's first event
 * @param gap times since the event before
 * @param columns one for each column of the table: that of an entity's column is over entities,
 *     that of an event's over events; the key's makes new keys, and the order's is not used
 */
record SequenceMargins(
    NumberMargin length,
    NumberMargin start,
    NumberMargin position,
    NumberMargin time,
    NumberMargin elapsed,
    NumberMargin gap,
    List<Margin> columns) {

  /** The same with other margins of the table's columns. */
  SequenceMargins withColumns(List<Margin> others) {
    return new SequenceMargins(length, start, position, time, elapsed, gap, others);
  }
}
