package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.trees.CodedTable;
import dev.syntheticdata.worker.synthesizer.trees.ConditionalTree;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Draws sequences as codes. What is drawn once for an entity takes its random numbers by the
 * entity's number, what is drawn for an event by the number of its row in the dataset.
 */
final class SequenceSampler {

  private static final long GAP = 3_000_000;
  private static final long GAP_WITHIN = 3_000_001;
  private static final long GAP_AGAIN = 3_000_002;
  private static final long VALUE = 3_100_000;
  private static final long ENTITY = 3_200_000;

  /** A gap that leads beyond the last time of the source is drawn again, so often at most. */
  private static final int TRIES = 8;

  private final SequenceCodings codings;
  private final SequenceTrees trees;
  private final double smoothing;
  private final double lastTime;
  private final DoubleUnaryOperator round;
  private final long seed;

  /**
   * @param lastTime no event is later
   * @param round brings a sum of times to what the source writes
   */
  SequenceSampler(
      SequenceCodings codings,
      SequenceTrees trees,
      double smoothing,
      double lastTime,
      DoubleUnaryOperator round,
      long seed) {
    this.codings = codings;
    this.trees = trees;
    this.smoothing = smoothing;
    this.lastTime = lastTime;
    this.round = round;
    this.seed = seed;
  }

  /** Numbers that choose among the values of a code of an entity's column. */
  static double[] withinEntity(int column, long firstEntity, int entities, long seed) {
    return new CellRandom(seed, ENTITY + 2L * column + 1).uniforms(firstEntity, entities);
  }

  /** Numbers that choose among the values of a code of an event's value. */
  static double[] withinValue(int value, long firstRow, int rows, long seed) {
    return new CellRandom(seed, VALUE + 2L * value + 1).uniforms(firstRow, rows);
  }

  /**
   * Consecutive entities.
   *
   * @param firstEntity number of the first
   * @param firstRow number of its first row
   * @param lengths how many events each has
   */
  CodedSequences draw(long firstEntity, long firstRow, int[] lengths) {
    var starts = new int[lengths.length + 1];
    for (int entity = 0; entity < lengths.length; entity++) {
      starts[entity + 1] = starts[entity] + lengths[entity];
    }
    short[][] entities = entities(firstEntity, lengths);
    double[] within = withinEntity(SequenceCodings.START, firstEntity, lengths.length, seed);
    var events = new EventCodes(codings, starts[lengths.length]);
    var times = new double[starts[lengths.length]];
    var draw = new Draw(events, entities, times, firstRow);
    for (int entity = 0; entity < lengths.length; entity++) {
      double start =
          round.applyAsDouble(
              codings.start().valueOf(entities[SequenceCodings.START][entity], within[entity]));
      for (int position = 1; position <= lengths[entity]; position++) {
        draw.event(starts[entity] + position - 1, entity, position, lengths[entity], start);
      }
    }
    var drawn =
        new CodedSequences(
            new CodedTable(entities, codings.ofEntity()),
            new CodedTable(events.codes(), codings.ofEvent()),
            starts,
            times);
    targets(drawn, firstEntity);
    return drawn;
  }

  /** What is drawn of entities when their events are known. */
  private void targets(CodedSequences drawn, long firstEntity) {
    if (trees.targetOrder().length == 0) {
      return;
    }
    short[][] summaries = Summaries.of(drawn, codings).codes();
    for (int i = 0; i < trees.targetOrder().length; i++) {
      int column = trees.targetOrder()[i];
      var random = new CellRandom(seed, ENTITY + 2L * column);
      for (int entity = 0; entity < drawn.count(); entity++) {
        double uniform = random.uniform(firstEntity + entity);
        summaries[column][entity] =
            trees.ofTarget().get(i).draw(summaries, entity, uniform, smoothing);
      }
    }
  }

  private short[][] entities(long firstEntity, int[] lengths) {
    var codes = new short[codings.ofEntity().length][lengths.length];
    for (int entity = 0; entity < lengths.length; entity++) {
      codes[SequenceCodings.LENGTH][entity] = (short) codings.length().codeOf(lengths[entity]);
    }
    for (int i = 0; i < trees.entityOrder().length; i++) {
      int column = trees.entityOrder()[i];
      var tree = trees.ofEntity().get(i);
      var random = new CellRandom(seed, ENTITY + 2L * column);
      for (int entity = 0; entity < lengths.length; entity++) {
        codes[column][entity] =
            tree.draw(codes, entity, random.uniform(firstEntity + entity), smoothing);
      }
    }
    return codes;
  }

  /** Draws events into codes and times. */
  private final class Draw {

    private final EventCodes events;
    private final short[][] entities;
    private final double[] times;
    private final long firstRow;
    private final CellRandom gap = new CellRandom(seed, GAP);
    private final CellRandom gapWithin = new CellRandom(seed, GAP_WITHIN);
    private final CellRandom gapAgain = new CellRandom(seed, GAP_AGAIN);
    private final CellRandom[] values = new CellRandom[trees.valueOrder().length];

    Draw(EventCodes events, short[][] entities, double[] times, long firstRow) {
      this.events = events;
      this.entities = entities;
      this.times = times;
      this.firstRow = firstRow;
      Arrays.setAll(values, i -> new CellRandom(seed, VALUE + 2L * trees.valueOrder()[i]));
    }

    void event(int row, int entity, int position, int length, double start) {
      double before = position == 1 ? Double.NaN : times[row - 1];
      events.begin(row, entities, entity, position, length, start, before);
      times[row] = position == 1 ? start : later(row, before);
      events.time(row, times[row], start);
      for (int i = 0; i < values.length; i++) {
        int value = trees.valueOrder()[i];
        ConditionalTree tree = trees.ofEvent().get(i);
        double uniform = values[i].uniform(firstRow + row);
        events.value(row, value, tree.draw(events.codes(), row, uniform, smoothing));
      }
    }

    private double later(int row, double before) {
      if (trees.gap() == null) {
        return before;
      }
      double end = Math.max(before, lastTime);
      long number = firstRow + row;
      double uniform = gap.uniform(number);
      double within = gapWithin.uniform(number);
      for (int attempt = 0; ; attempt++) {
        short code = trees.gap().draw(events.codes(), row, uniform, smoothing);
        double time = round.applyAsDouble(before + codings.gap().valueOf(code, within));
        if (time <= end) {
          events.gap(row, code);
          return Math.max(before, time);
        }
        if (attempt == TRIES) {
          events.gap(row, codings.gap().codeOf(end - before));
          return end;
        }
        uniform = gapAgain.uniform(2 * (TRIES * number + attempt));
        within = gapAgain.uniform(2 * (TRIES * number + attempt) + 1);
      }
    }
  }
}
