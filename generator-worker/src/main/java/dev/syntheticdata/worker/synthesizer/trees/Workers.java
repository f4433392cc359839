package dev.syntheticdata.worker.synthesizer.trees;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does independent pieces of work on all processors, or on as many as there is memory for. */
final class Workers {

  private Workers() {}

  /**
   * The results of pieces 0 to below {@code count}, in order.
   *
   * @param bytes of heap that a piece needs while it is at work
   */
  static <T> List<T> map(int count, long bytes, IntFunction<T> piece) {
    return map(count, most(free(), bytes), piece);
  }

  /** How many pieces of so many bytes are at work together. */
  static int most(long free, long bytes) {
    // The other half is for what pieces leave behind, and for the collector.
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, free / 2 / Math.max(1, bytes)));
  }

  private static long free() {
    var runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  static <T> List<T> map(int count, int together, IntFunction<T> piece) {
    var results = new ArrayList<T>(count);
    for (int from = 0; from < count; from += Math.min(together, count - from)) {
      results.addAll(
          IntStream.range(from, from + Math.min(together, count - from))
              .parallel()
              .mapToObj(piece)
              .toList());
    }
    return results;
  }
}
