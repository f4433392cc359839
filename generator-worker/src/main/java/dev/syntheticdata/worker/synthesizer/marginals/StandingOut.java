package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.StandardNormal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of many neighbouring cells have rows, by their counts with noise. A cell does that stands
 * out from the noise alone. Beyond those that do, runs of 2, 4, 8 and more cells are looked at,
 * whose rows add up while their noise grows only with the root of their length. The counts are
 * private already, so that this costs nothing.
 */
final class StandingOut {

  /**
   * What single cells have of the probability of error. Nearly all, so that with many rows as many
   * stand out as if there were no runs: a tenth of it makes a run's threshold higher by a
   * twentieth.
   */
  private static final double SINGLE = 0.9;

  private final long[] noisy;
  private final double sigma;

  private StandingOut(long[] noisy, double sigma) {
    this.noisy = noisy;
    this.sigma = sigma;
  }

  /**
   * Neighbouring cells that have rows.
   *
   * @param from the first cell
   * @param to the end, not in it
   * @param rows sum of their counts with noise
   */
  record Run(int from, int to, long rows) {}

  /**
   * Cells that have rows, ascending: all that do alone, and before the first and after the last of
   * them the shortest runs that do.
   *
   * @param sigma standard deviation of the noise of a cell
   * @param stray probability that any cell or run without rows is taken for one that has some, at
   *     most: it is divided among all there are, of every length
   */
  static List<Run> of(long[] noisy, double sigma, double stray) {
    var out = new StandingOut(noisy, sigma);
    int cells = noisy.length;
    int longer = 0;
    for (int length = 2; length <= cells; length *= 2) {
      longer += cells - length + 1;
    }
    var runs = out.look(0, cells, 1, SINGLE * stray / cells);
    for (int length = 2; length <= cells; length *= 2) {
      double each = (1 - SINGLE) * stray / longer;
      if (runs.isEmpty()) {
        runs = out.look(0, cells, length, each);
      } else {
        var wider = new ArrayList<>(out.look(0, runs.get(0).from(), length, each));
        wider.addAll(runs);
        wider.addAll(out.look(runs.get(runs.size() - 1).to(), cells, length, each));
        runs = wider;
      }
    }
    return runs;
  }

  /** The runs of a length between two cells that stand out, those that overlap as one. */
  private List<Run> look(int from, int to, int length, double stray) {
    double least = -StandardNormal.quantile(stray) * sigma * Math.sqrt(length);
    var found = new ArrayList<Run>();
    int first = -1;
    int end = -1;
    for (int at = from; at + length <= to; at++) {
      if (rows(at, at + length) < least) {
        continue;
      }
      if (at >= end) {
        if (end >= 0) {
          found.add(trimmed(first, end));
        }
        first = at;
      }
      end = at + length;
    }
    if (end >= 0) {
      found.add(trimmed(first, end));
    }
    return found;
  }

  /**
   * Without cells at either end that have less than half of what these have on average: several
   * runs stand out by the same rows, and reach beyond them.
   */
  private Run trimmed(int first, int end) {
    int from = first;
    int to = end;
    double few = rows(first, end) / (2.0 * (end - first));
    while (from < to - 1 && noisy[from] < few) {
      from++;
    }
    while (from < to - 1 && noisy[to - 1] < few) {
      to--;
    }
    return new Run(from, to, rows(from, to));
  }

  private long rows(int from, int to) {
    long rows = 0;
    for (int cell = from; cell < to; cell++) {
      rows += noisy[cell];
    }
    return rows;
  }
}
