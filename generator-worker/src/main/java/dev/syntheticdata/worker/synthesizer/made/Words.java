package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The words of a pattern, counted and numbered. The pattern becomes a deterministic automaton, so
 * that a word that the pattern makes in two ways counts once; its states know how many words they
 * lead to. Of a pattern with more than 2^62 words the first characters are drawn freely and the
 * rest is numbered.
 */
final class Words {

  /** The state in which words begin. */
  static final int START = 0;

  private static final long MOST = 1L << 62;
  private static final int MOST_STATES = 20_000;
  private static final int REMEMBERED = 256;
  private static final Map<String, Words> KNOWN = new ConcurrentHashMap<>();

  private final List<int[]> from = new ArrayList<>();
  private final List<int[]> width = new ArrayList<>();
  private final List<int[]> next = new ArrayList<>();
  private final List<Boolean> accepts = new ArrayList<>();
  private final long[] counts;

  /**
   * The words of a pattern.
   *
   * @throws IllegalArgumentException if it is no pattern, says what
   */
  static Words of(String pattern) {
    var known = KNOWN.get(pattern);
    if (known == null) {
      known = new Words(PatternParser.parse(pattern));
      if (KNOWN.size() < REMEMBERED) {
        KNOWN.put(pattern, known);
      }
    }
    return known;
  }

  private Words(Automaton automaton) {
    var numbers = new HashMap<TreeSet<Integer>, Integer>();
    var sets = new ArrayList<TreeSet<Integer>>();
    var start = automaton.closure(List.of(automaton.start()));
    numbers.put(start, 0);
    sets.add(start);
    for (int state = 0; state < sets.size(); state++) {
      if (sets.size() > MOST_STATES) {
        throw new IllegalArgumentException("it is too large; use shorter repeats");
      }
      expand(automaton, sets.get(state), numbers, sets);
    }
    counts = new long[sets.size()];
    Arrays.fill(counts, -1);
    count(0);
  }

  /** The transitions of a set of states: ranges of characters that do not overlap. */
  private void expand(
      Automaton automaton,
      TreeSet<Integer> set,
      Map<TreeSet<Integer>, Integer> numbers,
      List<TreeSet<Integer>> sets) {
    var edges = automaton.edges(set);
    var cuts = new TreeSet<Integer>();
    for (var edge : edges) {
      cuts.add(edge.low());
      cuts.add(edge.high() + 1);
    }
    var starts = new ArrayList<Integer>();
    var widths = new ArrayList<Integer>();
    var targets = new ArrayList<Integer>();
    Integer low = null;
    for (int high : cuts) {
      if (low != null) {
        int at = low;
        var reached =
            edges.stream()
                .filter(edge -> edge.low() <= at && at <= edge.high())
                .map(Automaton.Edge::to)
                .toList();
        if (!reached.isEmpty()) {
          var closure = automaton.closure(reached);
          starts.add(at);
          widths.add(high - at);
          targets.add(
              numbers.computeIfAbsent(
                  closure,
                  missing -> {
                    sets.add(missing);
                    return sets.size() - 1;
                  }));
        }
      }
      low = high;
    }
    from.add(ints(starts));
    width.add(ints(widths));
    next.add(ints(targets));
    accepts.add(set.contains(automaton.end()));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Words are finite, so the states form no circle. */
  private long count(int state) {
    if (counts[state] < 0) {
      long sum = accepts.get(state) ? 1 : 0;
      for (int i = 0; i < next.get(state).length; i++) {
        long more = times(width.get(state)[i], count(next.get(state)[i]));
        sum = more > MOST - sum ? MOST : sum + more;
      }
      counts[state] = sum;
    }
    return counts[state];
  }

  private static long times(long a, long b) {
    return b > MOST / a ? MOST : a * b;
  }

  /**
   * A step over one character.
   *
   * @param low the least character
   * @param high the greatest
   */
  record Step(int low, int high, int to) {}

  /** The steps out of a state; each leads to a word. */
  List<Step> steps(int state) {
    return IntStream.range(0, next.get(state).length)
        .mapToObj(
            i -> {
              int low = from.get(state)[i];
              return new Step(low, low + width.get(state)[i] - 1, next.get(state)[i]);
            })
        .toList();
  }

  /** Whether a word ends in a state. */
  boolean accepts(int state) {
    return accepts.get(state);
  }

  /** The number of words, at most 2^62. */
  long count() {
    return counts[0];
  }

  /**
   * A word. Different numbers give different words, whatever the free bits.
   *
   * @param number from 0 to below {@link #count()}
   * @param free random bits
   */
  String word(long number, long free) {
    var word = new StringBuilder();
    int state = 0;
    long bits = free;
    for (int open = open(state); open > 0; open = open(state)) {
      // Only states with more words than are numbered are entered, so any number still fits.
      int chosen = (int) Long.remainderUnsigned(bits, open);
      bits = new CellRandom(bits, word.length()).bits(0);
      int i = 0;
      while (counts[next.get(state)[i]] < MOST || chosen >= width.get(state)[i]) {
        chosen -= counts[next.get(state)[i]] < MOST ? 0 : width.get(state)[i];
        i++;
      }
      word.appendCodePoint(from.get(state)[i] + chosen);
      state = next.get(state)[i];
    }
    long rest = number;
    while (true) {
      if (accepts.get(state)) {
        if (rest == 0) {
          return word.toString();
        }
        rest--;
      }
      int i = 0;
      for (; ; i++) {
        long block = times(width.get(state)[i], counts[next.get(state)[i]]);
        if (rest < block) {
          break;
        }
        rest -= block;
      }
      long each = counts[next.get(state)[i]];
      word.appendCodePoint((int) (from.get(state)[i] + rest / each));
      rest %= each;
      state = next.get(state)[i];
    }
  }

  /** Whether the word of no character is one of them. */
  boolean hasEmpty() {
    return accepts(START);
  }

  /** Characters that lead to states with more words than are numbered. */
  private int open(int state) {
    int open = 0;
    for (int i = 0; i < next.get(state).length; i++) {
      open += counts[next.get(state)[i]] < MOST ? 0 : width.get(state)[i];
    }
    return open;
  }

  /** All words in their order, for small patterns. */
  List<String> all() {
    var all = new ArrayList<String>();
    for (long number = 0; number < count(); number++) {
      all.add(word(number, 0));
    }
    return List.copyOf(all);
  }
}
