package dev.syntheticdata.worker.synthesizer.trees;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does independent pieces of work on all processors, or on as many as there is memory for. */
final class Workers {

  private Workers() {}

  /**
   * The results of pieces 0 to below {@code count}, in order. Later pieces are the larger ones.
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

  /**
   * The last pieces come first: they are the largest, and a small one fills the time at the end.
   */
  static <T> List<T> map(int count, int together, IntFunction<T> piece) {
    var results = new AtomicReferenceArray<T>(count);
    var left = new AtomicInteger(count);
    IntStream.range(0, Math.min(together, Runtime.getRuntime().availableProcessors()))
        .parallel()
        .forEach(
            worker -> {
              for (int i = left.decrementAndGet(); i >= 0; i = left.decrementAndGet()) {
                results.set(i, piece.apply(i));
              }
            });
    return IntStream.range(0, count).mapToObj(results::get).toList();
  }
}
