package dev.syntheticdata.bench;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Durations, gathered by many threads. */
final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long duration) {
    nanos.add(duration);
  }

  void clear() {
    nanos.clear();
  }

  int count() {
    return nanos.size();
  }

  /**
   * The smallest duration that a share of all do not exceed.
   *
   * @param share from 0 to 1
   * @return milliseconds; NaN where there are none
   */
  double millis(double share) {
    var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
  }
}
