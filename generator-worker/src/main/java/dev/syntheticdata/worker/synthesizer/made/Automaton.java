package dev.syntheticdata.worker.synthesizer.made;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A nondeterministic automaton without circles, built part by part (Thompson's construction). */
final class Automaton {

  private static final int MOST_STATES = 20_000;

  private final List<List<Edge>> edges = new ArrayList<>();
  private final List<List<Integer>> free = new ArrayList<>();
  private int start;
  private int end;

  /**
   * A step over one character.
   *
   * @param low the least character, a code point
   * @param high the greatest
   */
  record Edge(int low, int high, int to) {}

  /** Where a part begins and ends. */
  record Part(int start, int end) {}

  int state() {
    if (edges.size() == MOST_STATES) {
      throw new IllegalArgumentException("it is too large; use shorter repeats");
    }
    edges.add(new ArrayList<>());
    free.add(new ArrayList<>());
    return edges.size() - 1;
  }

  void edge(int from, int low, int high, int to) {
    edges.get(from).add(new Edge(low, high, to));
  }

  void free(int from, int to) {
    free.get(from).add(to);
  }

  Automaton whole(Part part) {
    start = part.start();
    end = part.end();
    return this;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The states reached without a character. */
  TreeSet<Integer> closure(Collection<Integer> states) {
    var all = new TreeSet<>(states);
    var open = new ArrayDeque<>(states);
    while (!open.isEmpty()) {
      for (int to : free.get(open.pop())) {
        if (all.add(to)) {
          open.push(to);
        }
      }
    }
    return all;
  }

  /** The steps out of these states. */
  List<Edge> edges(Collection<Integer> states) {
    return states.stream().flatMap(state -> edges.get(state).stream()).toList();
  }
}
