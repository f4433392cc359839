package dev.syntheticdata.worker.evaluation;

/** The question a metric answers. */
public enum Family {
  /** Does the synthetic table look like the real one? */
  FIDELITY("Fidelity"),
  /** Does a model trained on it work on real data? */
  UTILITY("Utility"),
  /** Does it give away rows it was made from? */
  PRIVACY("Privacy"),
  /** Does it hold every kind of value the real table has? */
  COVERAGE("Coverage");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  /** The word for people. */
  public String title() {
    return title;
  }
}
