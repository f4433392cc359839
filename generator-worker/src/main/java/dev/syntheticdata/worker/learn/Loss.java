package dev.syntheticdata.worker.learn;

/**
 * What boosting minimises, as first and second derivatives by the score. The same on every
 * processor: a model that was learned makes rows.
 */
public enum Loss {
  /** Log loss of a label 0 or 1; the score is the log odds. */
  LOGISTIC {
    @Override
    double start(double[] labels) {
      double p = Math.min(Math.max(mean(labels), 1e-6), 1 - 1e-6);
      return StrictMath.log(p / (1 - p));
    }

    @Override
    void derivatives(double[] labels, double[] scores, double[] gradients, double[] hessians) {
      for (int i = 0; i < labels.length; i++) {
        double p = 1 / (1 + StrictMath.exp(-scores[i]));
        gradients[i] = p - labels[i];
        hessians[i] = p * (1 - p);
      }
    }

    @Override
    double value(double label, double score) {
      // log(1 + exp(score)) - label * score, without overflow.
      return Math.max(score, 0)
          + StrictMath.log1p(StrictMath.exp(-Math.abs(score)))
          - label * score;
    }
  },
  /** Half the squared error; the score is the prediction. */
  SQUARED {
    @Override
    double start(double[] labels) {
      return mean(labels);
    }

    @Override
    void derivatives(double[] labels, double[] scores, double[] gradients, double[] hessians) {
      for (int i = 0; i < labels.length; i++) {
        gradients[i] = scores[i] - labels[i];
        hessians[i] = 1;
      }
    }

    @Override
    double value(double label, double score) {
      return (score - label) * (score - label) / 2;
    }
  };

  /** The best constant score. */
  abstract double start(double[] labels);

  /** Fills in the derivatives at the scores. */
  abstract void derivatives(
      double[] labels, double[] scores, double[] gradients, double[] hessians);

  /** The loss of a row. */
  abstract double value(double label, double score);

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
