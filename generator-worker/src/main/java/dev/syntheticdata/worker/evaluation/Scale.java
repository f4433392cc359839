package dev.syntheticdata.worker.evaluation;

/** The unit of a metric's value and the range it lies in. */
public enum Scale {
  /** A share or a score, 0 to 1. */
  SHARE("share", 0, 1),
  /** Area under the ROC curve, 0 to 1; 0.5 is chance. */
  AUC("auc", 0, 1),
  /** Coefficient of determination, at most 1, without lower bound. */
  R2("r2", Double.NEGATIVE_INFINITY, 1),
  /** A quotient of two scores, without bound. */
  RATIO("ratio", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
  /** Mean distance per column, 0 (equal) to 1 (different in every column by the whole range). */
  DISTANCE("distance", 0, 1);

  private final String unit;
  private final double min;
  private final double max;

  Scale(String unit, double min, double max) {
    this.unit = unit;
    this.min = min;
    this.max = max;
  }

  /** The unit's name. */
  public String unit() {
    return unit;
  }

  /** The lowest possible value; may be negative infinity. */
  public double min() {
    return min;
  }

  /** The highest possible value; may be infinity. */
  public double max() {
    return max;
  }
}
