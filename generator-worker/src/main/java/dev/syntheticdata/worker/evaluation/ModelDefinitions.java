package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.MetricDefinition.Unit;

/** Definitions of metrics that compare models learned from the tables. */
final class ModelDefinitions {

  private ModelDefinitions() {}

  /** The definition of one of these metrics. */
  static MetricDefinition of(Metric metric) {
    return switch (metric) {
      case TSTR_LINEAR_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "As utility.tstr-auc with a logistic regression, which sees no interactions, on at most"
                  + " 10,000 rows.",
              "trained on T",
              "Esteban et al. 2017");
      case TRTR_LINEAR_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "The same model trained on T. The baseline of utility.tstr-linear-auc.",
              null,
              "Esteban et al. 2017");
      case TSTR_LINEAR_R2 ->
          new MetricDefinition(
              metric,
              Unit.R2,
              "As utility.tstr-r2 with a ridge regression, which sees no interactions, on at most"
                  + " 10,000 rows.",
              "trained on T",
              "Esteban et al. 2017");
      case TRTR_LINEAR_R2 ->
          new MetricDefinition(
              metric,
              Unit.R2,
              "The same model trained on T. The baseline of utility.tstr-linear-r2.",
              null,
              "Esteban et al. 2017");
      case TSTR_LINEAR_RATIO ->
          new MetricDefinition(
              metric,
              Unit.RATIO,
              "As utility.tstr-ratio, of the linear models.",
              "1, as useful as real",
              "quotient of the two");
      case IMPORTANCE_AGREEMENT ->
          new MetricDefinition(
              metric,
              Unit.RANK_CORRELATION,
              "Rank correlation of the importance of columns to the boosted trees trained on S and to"
                  + " those trained on T, importance being the sum of gains. 1: the same order. Says little"
                  + " where a model predicts little. The interval takes columns as independent, and needs five.",
              "trained on H, and on T",
              "Spearman; gain as in Chen and Guestrin 2016");
      case RARE_CLASS_RECALL ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over the classes of the target with less than 5 % of the rows of T, and 10 rows of H or"
                  + " more: boosted trees trained on S take rows of H for the class, as many as its share in T"
                  + " asks for; of the rows of H that are of the class, the share taken.",
              "the same of a model trained on T",
              "recall; Esteban et al. 2017");
      case REPRESENTATION ->
          new MetricDefinition(
              metric,
              Unit.RATIO,
              "Over the groups of the protected columns (categories, or quarters of T for numbers) with"
                  + " 20 rows of T or more: the least share in S divided by the share in T, at most 1.",
              "H against T",
              "representation ratio");
      case DEMOGRAPHIC_PARITY_DIFFERENCE ->
          new MetricDefinition(
              metric,
              Unit.DIFFERENCE,
              "Boosted trees trained on S take rows of H for a class of the target, as many as its"
                  + " share in T asks for. Largest difference between groups of a protected column of the"
                  + " share taken, the worst column and class. Groups of fewer than 20 rows of H take no part.",
              "the same of a model trained on T",
              "demographic parity (Dwork et al. 2012)");
      case EQUAL_OPPORTUNITY_DIFFERENCE ->
          new MetricDefinition(
              metric,
              Unit.DIFFERENCE,
              "As fairness.demographic-parity-difference, of the share taken among the rows of H that"
                  + " are of the class.",
              "the same of a model trained on T",
              "equal opportunity (Hardt et al. 2016)");
      default -> throw new IllegalArgumentException(metric.id() + " is not defined here");
    };
  }
}
