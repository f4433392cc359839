package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Chooses the size of the leaves, in entities, by a membership attack on entities: the smallest
 * that gives too little away. With few entities each fifth of them is the unseen one in turn, since
 * one fifth alone would show nothing but noise.
 */
final class SequenceTuner {

  /** Sizes that are tried. */
  private static final List<Integer> SIZES = List.of(10, 20, 30, 50, 70, 100, 200, 400, 800);

  /** Highest area under the attacker's curve that passes, as for rows. */
  static final double HIGHEST = 0.65;

  /** Where the trials begin, and the size where the entities are too few for a trial. */
  private static final int START = 50;

  /** Events of a trial, about and at most. */
  private static final int MOST_EVENTS = 50_000;

  /** With that many entities unseen one division is enough. */
  private static final int ENOUGH_UNSEEN = 200;

  /** With fewer entities no division shows anything. */
  private static final int LEAST_ENTITIES = 100;

  private static final int PARTS = 5;
  private static final long SHUFFLE = 2_000_000;
  private static final long TRIAL = 0x7EED;

  private final CodedSequences sequences;
  private final SequenceCodings codings;
  private final DrawOrder order;
  private final SequenceMargins margins;
  private final DoubleUnaryOperator round;
  private final long seed;
  private final int[] sample;
  private final int parts;

  SequenceTuner(
      CodedSequences sequences,
      SequenceCodings codings,
      DrawOrder order,
      SequenceMargins margins,
      DoubleUnaryOperator round,
      long seed) {
    this.sequences = sequences;
    this.codings = codings;
    this.order = order;
    this.margins = margins;
    this.round = round;
    this.seed = seed;
    int events = sequences.times().length;
    int size = (int) Math.min(sequences.count(), (long) MOST_EVENTS * sequences.count() / events);
    this.sample = Arrays.copyOf(shuffled(sequences.count(), seed), Math.max(1, size));
    this.parts = sample.length / PARTS >= ENOUGH_UNSEEN ? 1 : PARTS;
  }

  private static int[] shuffled(int count, long seed) {
    var random = new CellRandom(seed, SHUFFLE);
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = (int) Long.remainderUnsigned(random.bits(i), i + 1L);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  /**
   * What was chosen.
   *
   * @param trees the trees of all entities
   * @param leafEntities entities of a leaf, at least
   * @param evidence the trials
   * @param safe whether the attack was kept down, or was not made
   */
  record Choice(SequenceTrees trees, int leafEntities, Tuning evidence, boolean safe) {}

  /**
   * Chooses.
   *
   * @param leafEntities entities of a leaf, or null to find them
   */
  Choice choose(Integer leafEntities) {
    var trials = new ArrayList<Tuning.LeafTrial>();
    boolean tried = leafEntities == null && sample.length >= LEAST_ENTITIES;
    int size = leafEntities != null ? leafEntities : tried ? smallestThatPasses(trials) : START;
    boolean safe = !tried || trials.stream().anyMatch(Tuning.LeafTrial::passes);
    int[] all = IntStream.range(0, sequences.count()).toArray();
    int unseen = sequences.events(unseen(0)).length;
    return new Choice(
        learn(all, size),
        size,
        new Tuning(
            sequences.events(sample).length - unseen, unseen, List.copyOf(trials), List.of()),
        safe);
  }

  private int smallestThatPasses(List<Tuning.LeafTrial> trials) {
    int at = SIZES.indexOf(START);
    boolean passed = tryOut(SIZES.get(at), trials);
    while (passed && at > 0 && tryOut(SIZES.get(at - 1), trials)) {
      at--;
    }
    while (!passed && at < SIZES.size() - 1) {
      at++;
      passed = tryOut(SIZES.get(at), trials);
    }
    return SIZES.get(at);
  }

  private boolean tryOut(int leafEntities, List<Tuning.LeafTrial> trials) {
    double mean =
        IntStream.range(0, parts).mapToDouble(part -> membership(part, leafEntities)).sum() / parts;
    double rounded = Math.rint(mean * 1e4) / 1e4;
    trials.add(new Tuning.LeafTrial(leafEntities, rounded, rounded <= HIGHEST));
    return rounded <= HIGHEST;
  }

  private double membership(int part, int leafEntities) {
    int[] unseen = unseen(part);
    int[] learned =
        IntStream.concat(
                Arrays.stream(sample, 0, from(part)),
                Arrays.stream(sample, from(part + 1), sample.length))
            .toArray();
    var sampler =
        new SequenceSampler(
            codings,
            learn(learned, leafEntities),
            SequenceSynthesizer.SMOOTHING,
            SequenceModel.lastTime(margins),
            round,
            seed ^ TRIAL);
    var lengths = new Lengths(margins.length(), seed ^ TRIAL);
    var drawn = sampler.draw(0, 0, IntStream.range(0, learned.length).map(lengths::of).toArray());
    return new SequenceAttack(drawn, codings, order).membership(sequences, learned, unseen);
  }

  private int[] unseen(int part) {
    return Arrays.copyOfRange(sample, from(part), from(part + 1));
  }

  private int from(int part) {
    return (int) ((long) sample.length * part / PARTS);
  }

  private SequenceTrees learn(int[] entities, int leafEntities) {
    return SequenceTrees.learn(sequences, codings, order, entities, leafEntities);
  }
}
