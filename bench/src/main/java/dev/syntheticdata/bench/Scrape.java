package dev.syntheticdata.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Metrics in the text format of Prometheus, as they were at one time.
 *
 * @param samples name with labels, as printed, and value
 */
record Scrape(Map<String, Double> samples) {

  private static final Pattern LINE =
      Pattern.compile("^([a-zA-Z_:][^ {]*(?:\\{.*})?) ([^ ]+)(?: \\d+)?$");

  static Scrape parse(String text) {
    var samples = new TreeMap<String, Double>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              var matcher = LINE.matcher(line);
              if (matcher.matches()) {
                samples.put(matcher.group(1), number(matcher.group(2)));
              }
            });
    return new Scrape(samples);
  }

  private static double number(String text) {
    return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** The sum over all samples of a metric whose labels hold all the given ones. */
  double sum(String metric, String... labels) {
    return samples.entrySet().stream()
        .filter(e -> e.getKey().equals(metric) || e.getKey().startsWith(metric + "{"))
        .filter(e -> List.of(labels).stream().allMatch(e.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** What a counter grew by since an earlier scrape, by its labels; without those that did not. */
  Map<String, Double> grown(Scrape before, String metric) {
    var result = new TreeMap<String, Double>();
    samples.forEach(
        (sample, value) -> {
          if (sample.startsWith(metric + "{")) {
            double more = value - before.samples.getOrDefault(sample, 0.0);
            if (more > 0) {
              result.put(sample.substring(metric.length()), more);
            }
          }
        });
    return result;
  }
}
