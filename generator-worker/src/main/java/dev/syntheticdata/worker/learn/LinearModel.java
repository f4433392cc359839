package dev.syntheticdata.worker.learn;

import dev.syntheticdata.worker.table.Table;
import java.util.List;

/**
 * Ridge regression (Hoerl and Kennard 1970) and penalised logistic regression by Newton's method
 * (le Cessie and van Houwelingen 1992). The constant is not penalised. No randomness.
 */
public final class LinearModel {

  private static final int STEPS = 25;
  private static final int HALVINGS = 20;
  private static final double PRECISION = 1e-8;

  private final LinearFeatures features;
  private final double[] weights;
  private final double freedom;

  private LinearModel(LinearFeatures features, double[] weights, double freedom) {
    this.features = features;
    this.weights = weights;
    this.freedom = freedom;
  }

  /**
   * Learns.
   *
   * @param table rows to learn from
   * @param columns positions of the columns to predict from
   * @param labels what to predict, one per row: 0 or 1 for {@link Loss#LOGISTIC}
   * @param penalty half of it times the squared weights is added to the loss; positive
   */
  public static LinearModel fit(
      Table table, List<Integer> columns, double[] labels, Loss loss, double penalty) {
    return fit(LinearFeatures.fit(table, columns, 0), table, labels, loss, penalty);
  }

  /** Learns on features that were chosen before. */
  public static LinearModel fit(
      LinearFeatures features, Table table, double[] labels, Loss loss, double penalty) {
    return new Newton(features, table, labels, loss, penalty).run();
  }

  /** The score of each row: log odds or prediction, by the loss. */
  public double[] score(Table table) {
    return features.apply(table).product(weights);
  }

  /**
   * The effective number of weights but the constant: the trace of the hessian times the inverse of
   * the penalised one. Features that repeat others count once.
   */
  public double freedom() {
    return freedom;
  }

  /** The search for the weights. */
  private static final class Newton {
    private final LinearFeatures features;
    private final double[] labels;
    private final Loss loss;
    private final double penalty;
    private final int width;
    private final FeatureRows rows;
    private final double[] gradients;
    private final double[] hessians;
    private double[] weights;

    Newton(LinearFeatures features, Table table, double[] labels, Loss loss, double penalty) {
      this.features = features;
      this.labels = labels;
      this.loss = loss;
      this.penalty = penalty;
      this.width = features.size();
      this.rows = features.apply(table);
      this.gradients = new double[labels.length];
      this.hessians = new double[labels.length];
      this.weights = new double[width];
      weights[0] = loss.start(labels);
    }

    LinearModel run() {
      double[] scores = rows.product(weights);
      double value = value(weights, scores);
      for (int step = 0; step < STEPS; step++) {
        loss.derivatives(labels, scores, gradients, hessians);
        double[] direction = new Cholesky(penalised(rows.squares(hessians))).solve(gradient());
        double length = 1;
        double[] next = moved(direction, length);
        double[] nextScores = rows.product(next);
        double nextValue = value(next, nextScores);
        for (int i = 0; i < HALVINGS && nextValue > value; i++) {
          length /= 2;
          next = moved(direction, length);
          nextScores = rows.product(next);
          nextValue = value(next, nextScores);
        }
        if (nextValue > value) {
          break;
        }
        double gained = value - nextValue;
        weights = next;
        scores = nextScores;
        value = nextValue;
        if (gained <= PRECISION * (Math.abs(value) + PRECISION)) {
          break;
        }
      }
      loss.derivatives(labels, scores, gradients, hessians);
      return new LinearModel(features, weights, freedom());
    }

    private double value(double[] at, double[] scores) {
      double sum = 0;
      for (int row = 0; row < labels.length; row++) {
        sum += loss.value(labels[row], scores[row]);
      }
      for (int f = 1; f < width; f++) {
        sum += penalty / 2 * at[f] * at[f];
      }
      return sum;
    }

    private double[] moved(double[] direction, double length) {
      double[] next = weights.clone();
      for (int f = 0; f < width; f++) {
        next[f] -= length * direction[f];
      }
      return next;
    }

    private double[] gradient() {
      double[] sum = rows.weighted(gradients);
      for (int f = 1; f < width; f++) {
        sum[f] += penalty * weights[f];
      }
      return sum;
    }

    private double[][] penalised(double[][] hessian) {
      double[][] out = new double[width][];
      for (int f = 0; f < width; f++) {
        out[f] = hessian[f].clone();
        out[f][f] += f == 0 ? 1e-9 : penalty;
      }
      return out;
    }

    private double freedom() {
      double[][] hessian = rows.squares(hessians);
      var factor = new Cholesky(penalised(hessian));
      double trace = 0;
      for (int f = 1; f < width; f++) {
        double[] column = new double[width];
        for (int g = 0; g < width; g++) {
          column[g] = g >= f ? hessian[g][f] : hessian[f][g];
        }
        trace += factor.solve(column)[f];
      }
      return trace;
    }
  }
}
