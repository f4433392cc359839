package dev.syntheticdata.worker.evaluation;

import java.util.List;

/**
 * Two distributions over the same bins, fit to be shown: no bin is so small that it shows single
 * rows, the outer bins of ordered values are open, shares are rounded to 0.001.
 *
 * @param labels what each bin holds
 * @param real share of T's rows in each bin
 * @param synthetic share of S's rows in each bin
 * @param ordered whether neighbouring bins are neighbours on an axis
 */
public record Histogram(
    List<String> labels, List<Double> real, List<Double> synthetic, boolean ordered) {

  public Histogram {
    labels = List.copyOf(labels);
    real = List.copyOf(real);
    synthetic = List.copyOf(synthetic);
    if (labels.size() != real.size() || labels.size() != synthetic.size()) {
      throw new IllegalArgumentException("a histogram has one share per bin and table");
    }
  }
}
