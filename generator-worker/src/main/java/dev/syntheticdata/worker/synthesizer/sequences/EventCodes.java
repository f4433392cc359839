package dev.syntheticdata.worker.synthesizer.sequences;

import java.util.Arrays;

/**
 * Writes what trees may ask of events, event after event of one entity after another: of a real
 * sequence and of one that is drawn by the same code, so that they mean the same.
 */
final class EventCodes {

  private final SequenceCodings codings;
  private final Layout layout;
  private final short[][] codes;
  private final int[] sums;
  private final int[] counts;

  EventCodes(SequenceCodings codings, int events) {
    this.codings = codings;
    this.layout = codings.layout();
    this.codes = new short[layout.size()][events];
    this.sums = new int[layout.values()];
    this.counts = new int[layout.values()];
  }

  /** The codes by column and event. */
  short[][] codes() {
    return codes;
  }

  /**
   * Begins an event: what is known before its time is.
   *
   * @param row number of the event in the codes
   * @param entities codes of entities
   * @param entity number of its entity there
   * @param position its number, from 1
   * @param length events of the entity
   * @param start time of the first
   * @param before time of the one before
   */
  void begin(
      int row,
      short[][] entities,
      int entity,
      int position,
      int length,
      double start,
      double before) {
    boolean first = position == 1;
    if (first) {
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
    }
    for (int column = 0; column < entities.length; column++) {
      codes[column][row] = entities[column][entity];
    }
    codes[layout.position()][row] = (short) codings.position().codeOf(position);
    codes[layout.remaining()][row] = (short) codings.position().codeOf(length - position + 1);
    codes[layout.timeBefore()][row] =
        (short) (first ? codings.time().size() : codings.time().codeOf(before));
    codes[layout.elapsedBefore()][row] =
        (short) (first ? codings.elapsed().size() : codings.elapsed().codeOf(before - start));
    codes[layout.gapBefore()][row] =
        first ? (short) codings.gap().size() : codes[layout.gap()][row - 1];
    codes[layout.gap()][row] = (short) codings.gap().size();
    for (int v = 0; v < layout.values(); v++) {
      int none = codings.value(v).size();
      short[] values = codes[layout.value(v)];
      for (int lag = 1; lag <= Layout.LAGS; lag++) {
        codes[layout.lag(v, lag)][row] = position > lag ? values[row - lag] : (short) none;
      }
      codes[layout.mean(v)][row] = (short) (counts[v] == 0 ? none : sums[v] / counts[v]);
    }
  }

  /** Sets the code of the time since the event before. */
  void gap(int row, int code) {
    codes[layout.gap()][row] = (short) code;
  }

  /** Sets the time of an event. */
  void time(int row, double time, double start) {
    codes[layout.time()][row] = (short) codings.time().codeOf(time);
    codes[layout.elapsed()][row] = (short) codings.elapsed().codeOf(time - start);
  }

  /** Sets the code of a value. */
  void value(int row, int value, short code) {
    codes[layout.value(value)][row] = code;
    var coding = codings.value(value);
    if (code < coding.size() && !coding.missing(code)) {
      sums[value] += code;
      counts[value]++;
    }
  }
}
