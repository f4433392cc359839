package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The metrics that are asked for by name.
 *
 * @param metrics at least one
 */
record MetricChoice(Set<Metric> metrics) {

  /**
   * The choice that words make: each the id of a metric, or the family of many; all metrics where
   * there is no word.
   *
   * @throws InvalidInputException if a word is neither, naming what there is
   */
  static MetricChoice of(List<String> words) {
    if (words.isEmpty()) {
      return new MetricChoice(EnumSet.allOf(Metric.class));
    }
    var chosen = EnumSet.noneOf(Metric.class);
    for (var word : words) {
      if (word.isBlank()) {
        throw new InvalidInputException(
            "--metrics: a name is empty; name metrics, or kinds of them: " + kinds());
      }
      var named =
          Arrays.stream(Metric.values())
              .filter(m -> m.id().equals(word) || prefix(Family.of(m)).equals(word))
              .toList();
      if (named.isEmpty()) {
        throw new InvalidInputException("--metrics " + word + ": " + unknown(word));
      }
      chosen.addAll(named);
    }
    return new MetricChoice(chosen);
  }

  private static String prefix(Family family) {
    return family.name().toLowerCase(Locale.ROOT);
  }

  private static String kinds() {
    return Arrays.stream(Family.values())
        .map(MetricChoice::prefix)
        .collect(Collectors.joining(", "));
  }

  /** That there is no metric of a name, and those there are of its kind. */
  static String unknown(String word) {
    var family =
        Arrays.stream(Family.values())
            .filter(f -> word.startsWith(prefix(f) + "."))
            .findFirst()
            .orElse(null);
    if (family == null) {
      return "there is no metric '%s'; the kinds are: %s; docs/metrics.md has all"
          .formatted(word, kinds());
    }
    return "there is no metric '%s'; those of this kind are: %s"
        .formatted(
            word,
            Arrays.stream(Metric.values())
                .filter(metric -> Family.of(metric) == family)
                .map(Metric::id)
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  /**
   * Sees that nothing is gated that is not asked for.
   *
   * @throws InvalidInputException if a gate is on another metric, naming it
   */
  void requireAll(List<Gate> gates) {
    var missing =
        gates.stream()
            .map(Gate::metric)
            .filter(metric -> !metrics.contains(metric))
            .map(Metric::id)
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "--gates asks for %s, which --metrics leaves out; name them there too, or leave --metrics away"
              .formatted(String.join(", ", missing)));
    }
  }
}
