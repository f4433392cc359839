package dev.syntheticdata.worker.synthesizer.marginals;

/**
 * Estimates of counts and how sure they are.
 *
 * @param values estimates
 * @param variances variance of each
 */
record NoisyTable(double[] values, double[] variances) {

  static NoisyTable of(long[] noisy, double sigma) {
    var values = new double[noisy.length];
    var variances = new double[noisy.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = noisy[i];
      variances[i] = sigma * sigma;
    }
    return new NoisyTable(values, variances);
  }

  /** Both estimates of the same counts as one, each by its certainty. */
  NoisyTable with(NoisyTable other) {
    var merged = new double[values.length];
    var variance = new double[values.length];
    for (int i = 0; i < merged.length; i++) {
      double mine = 1 / variances[i];
      double theirs = 1 / other.variances[i];
      merged[i] = (mine * values[i] + theirs * other.values[i]) / (mine + theirs);
      variance[i] = 1 / (mine + theirs);
    }
    return new NoisyTable(merged, variance);
  }

  /**
   * Sums over one dimension of a table of context times a times b.
   *
   * @param overA over a, leaving context times b; otherwise over b
   */
  NoisyTable sum(int context, int a, int b, boolean overA) {
    int kept = overA ? b : a;
    var sums = new double[context * kept];
    var variance = new double[context * kept];
    for (int cell = 0; cell < values.length; cell++) {
      int c = cell / (a * b);
      int at = c * kept + (overA ? cell % b : cell / b % a);
      sums[at] += values[cell];
      variance[at] += variances[cell];
    }
    return new NoisyTable(sums, variance);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
