package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import java.util.Locale;

/** The question a metric answers. */
public enum Family {
  /** Does the synthetic table look like the real one? */
  FIDELITY("Fidelity", "Does the synthetic table look like the real one?"),
  /** Does a model trained on it work on real data? */
  UTILITY("Utility", "Does a model trained on it work on real data?"),
  /** Does it give away rows it was made from? */
  PRIVACY("Privacy", "Does it give away rows it was made from?"),
  /** Does it hold every kind of value the real table has? */
  COVERAGE("Coverage", "Does it hold every kind of value the real table has?"),
  /** Are groups of people treated alike? */
  FAIRNESS("Fairness", "Are groups of people treated alike?"),
  /** Has anything changed since the last version, or in the source since the fit? */
  DRIFT("Drift", "Has anything changed since the last version, or in the source since the fit?");

  private final String title;
  private final String question;

  Family(String title, String question) {
    this.title = title;
    this.question = question;
  }

  /** The family of a metric: the part of its id before the point. */
  public static Family of(Metric metric) {
    String prefix = metric.id().substring(0, metric.id().indexOf('.'));
    return valueOf(prefix.toUpperCase(Locale.ROOT));
  }

  /** The word for people. */
  public String title() {
    return title;
  }

  /** The question, for people. */
  public String question() {
    return question;
  }
}
