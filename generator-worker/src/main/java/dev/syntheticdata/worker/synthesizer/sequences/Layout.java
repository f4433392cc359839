package dev.syntheticdata.worker.synthesizer.sequences;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the codes stand that describe an event: what its trees draw, and what they may ask.
 *
 * @param entityColumns columns of the entity, which come first
 * @param values columns of the event
 */
record Layout(int entityColumns, int values) {

  /** Events before an event that its trees may ask. */
  static final int LAGS = 3;

  private static final int OWN = 8;

  /** Number of the event, from 1. */
  int position() {
    return entityColumns;
  }

  /** How many events of the entity come after it. */
  int remaining() {
    return entityColumns + 1;
  }

  /** When the event before it was. */
  int timeBefore() {
    return entityColumns + 2;
  }

  /** How long after the first event the event before it was. */
  int elapsedBefore() {
    return entityColumns + 3;
  }

  /** How long after the one before that the event before it was. */
  int gapBefore() {
    return entityColumns + 4;
  }

  /** How long after the event before it is; drawn. */
  int gap() {
    return entityColumns + 5;
  }

  /** When it is. */
  int time() {
    return entityColumns + 6;
  }

  /** How long after the first event it is. */
  int elapsed() {
    return entityColumns + 7;
  }

  /** A value; drawn. */
  int value(int value) {
    return entityColumns + OWN + value;
  }

  /** A value some events before. */
  int lag(int value, int events) {
    return entityColumns + OWN + values * events + value;
  }

  /** The mean of a value's codes in all events before. */
  int mean(int value) {
    return entityColumns + OWN + values * (LAGS + 1) + value;
  }

  int size() {
    return entityColumns + OWN + values * (LAGS + 2);
  }

  /** What the tree of the gap may ask. */
  int[] askedByGap(DrawOrder order) {
    var asked = common(order);
    asked.add(timeBefore());
    asked.add(elapsedBefore());
    asked.add(gapBefore());
    return toArray(asked);
  }

  /**
   * What the tree of a value may ask.
   *
   * @param order in which values are drawn
   * @param at its place there
   * @param ordered whether it has a mean
   */
  int[] askedBy(DrawOrder order, int at, boolean ordered) {
    int value = order.values()[at];
    var asked = common(order);
    asked.add(time());
    asked.add(elapsed());
    asked.add(gap());
    for (int i = 0; i < at; i++) {
      asked.add(value(order.values()[i]));
    }
    for (int lag = 2; lag <= LAGS; lag++) {
      asked.add(lag(value, lag));
    }
    if (ordered) {
      asked.add(mean(value));
    }
    return toArray(asked);
  }

  private List<Integer> common(DrawOrder order) {
    var asked = new ArrayList<Integer>();
    for (int column = 0; column <= remaining(); column++) {
      if (!order.afterEvents(column)) {
        asked.add(column);
      }
    }
    for (int value = 0; value < values; value++) {
      asked.add(lag(value, 1));
    }
    return asked;
  }

  private static int[] toArray(List<Integer> asked) {
    return asked.stream().mapToInt(Integer::intValue).toArray();
  }
}
