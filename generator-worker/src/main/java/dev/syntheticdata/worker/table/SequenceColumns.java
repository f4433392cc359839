package dev.syntheticdata.worker.table;

import java.util.List;

/**
 * Which columns make the rows of an entity a sequence.
 *
 * @param key names the entity that a row is an event of
 * @param orderBy when the event was: a date, a date with time, or a number
 * @param context columns that are constant for an entity; null to find them
 */
public record SequenceColumns(String key, String orderBy, List<String> context) {

  public SequenceColumns {
    context = context == null ? null : List.copyOf(context);
  }
}
