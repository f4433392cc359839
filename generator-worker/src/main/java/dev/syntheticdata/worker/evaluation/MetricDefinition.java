package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;

/**
 * What a metric of the vocabulary means. In the definitions, T is the real training table, H the
 * real holdout that no engine saw, S the synthetic table. Identifier and text columns take no part
 * in any metric but data validity. A definition is API like the metric's id: gates rely on it.
 *
 * @param metric the metric
 * @param unit the unit of its value
 * @param definition what it measures, in words that leave no choice
 * @param reference what its reference value is, or null where it has none
 * @param source where the definition comes from
 */
public record MetricDefinition(
    Metric metric, Unit unit, String definition, String reference, String source) {

  /** The unit of a metric's value. */
  public enum Unit {
    /** A share or a score, 0 to 1. */
    SHARE,
    /** Area under the ROC curve, 0 to 1; 0.5 is chance. */
    AUC,
    /** Coefficient of determination, at most 1, without lower bound. */
    R2,
    /** A quotient of two scores. */
    RATIO,
    /** Mean squared error of a probability, 0 to 1. */
    SQUARED_ERROR,
    /** Multiples of the span of a column. */
    SPAN,
    /** Rank correlation, -1 to 1. */
    RANK_CORRELATION,
    /** Difference of two shares, 0 to 1. */
    DIFFERENCE,
    /** A divergence, at least 0. */
    INDEX,
    /** Mean distance per column, 0 (equal) to 1 (different in every column by the whole range). */
    DISTANCE,
    /** A number of rows. */
    COUNT,
    /** Natural logarithm of a bound on a quotient of probabilities, 0 or more. */
    EPSILON
  }

  /** The question it answers. */
  public Family family() {
    return Family.of(metric);
  }

  /** Why its values have no interval, or null where they have one. */
  public String noInterval() {
    return switch (metric) {
      case DATA_STRUCTURE -> "names and types are compared, nothing is drawn";
      case RANGE_COVERAGE ->
          "it is of the least and the greatest values, of which resampling rows is no measure"
              + " (Bickel and Freedman 1981)";
      case K_ANONYMITY -> "a count of the rows there are, and the least of many";
      case DP_EPSILON -> "it is proven, not measured";
      default -> null;
    };
  }

  /** Why its values have no reference, or null where they have one. */
  public String noReference() {
    return switch (metric) {
      case TRTR_AUC, TRTR_R2, TRTR_LINEAR_AUC, TRTR_LINEAR_R2 ->
          "it is what %s is read against"
              .formatted(metric.id().replace("utility.trtr", "utility.tstr"));
      case DP_EPSILON -> "it is a bound that holds by itself, whatever real rows reach";
      default -> null;
    };
  }

  /** What the value of a column is that a gate may name, or null where columns have none. */
  public String byColumn() {
    return switch (metric) {
      case COLUMN_SHAPES, ACCURACY_1WAY -> "its own, with a reference";
      case KS_COMPLEMENT -> "of numbers, dates and times its own, with a reference";
      case TV_COMPLEMENT -> "of categories its own, with a reference";
      case CATEGORY_COVERAGE, RARE_CATEGORY_RECALL -> "of categories its own, without reference";
      case RANGE_COVERAGE ->
          "of numbers, dates and times its own in twentieths, as the report shows it, without reference";
      case DRIFT_SOURCE_PSI, DRIFT_PREVIOUS_PSI -> "its own, with a reference";
      case DRIFT_SOURCE_JENSEN_SHANNON, DRIFT_PREVIOUS_JENSEN_SHANNON ->
          "its own, without reference";
      case DRIFT_SOURCE_WASSERSTEIN, DRIFT_PREVIOUS_WASSERSTEIN ->
          "of numbers, dates and times its own, without reference";
      case INFERENCE_RISK -> "of one that is guessed its own, with reference and interval";
      case REPRESENTATION -> "of a protected one the worst of its groups, without reference";
      case DEMOGRAPHIC_PARITY_DIFFERENCE, EQUAL_OPPORTUNITY_DIFFERENCE ->
          "of a protected one the largest among its groups, with a reference";
      default -> null;
    };
  }

  /** The definition of a metric. */
  public static MetricDefinition of(Metric metric) {
    return switch (metric) {
      case COLUMN_SHAPES ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over columns of how alike the two distributions are. Numbers, dates and times: 1 minus the"
                  + " Kolmogorov-Smirnov statistic; categories: 1 minus total variation; missing values dropped.",
              "H against T",
              "SDMetrics KSComplement, TVComplement, Column Shapes");
      case COLUMN_PAIR_TRENDS ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over pairs of columns of how alike the two dependencies are. Two numeric columns: 1 minus half"
                  + " the difference of the Pearson correlations; otherwise 1 minus total variation of the two-way"
                  + " table, numeric columns in 10 equal-width bins of T's range, missing as a value.",
              "H against T",
              "SDMetrics CorrelationSimilarity, ContingencySimilarity, Column Pair Trends; bin edges from T only");
      case QUALITY_SCORE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean of column shapes and column pair trends.",
              "H against T",
              "SDMetrics QualityReport");
      case ACCURACY_1WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over columns of 1 minus total variation between T and S over at most 10 quantile bins or the"
                  + " 10 most frequent categories and the rest, missing as a bin.",
              "what a perfect sample of these sizes, of as many entities where rows are about some, is expected to reach",
              "mostlyai-qa univariate accuracy");
      case ACCURACY_2WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As fidelity.accuracy-1way, over the two-way tables of all pairs of columns.",
              "what a perfect sample of these sizes, of as many entities where rows are about some, is expected to reach",
              "mostlyai-qa bivariate accuracy");
      case ACCURACY_3WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As fidelity.accuracy-1way, over the three-way tables of all triples of columns, or of a seeded sample of them.",
              "what a perfect sample of these sizes, of as many entities where rows are about some, is expected to reach",
              "mostlyai-qa trivariate accuracy");
      case DETECTION_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "How well gradient boosted trees tell rows of S from rows of T, as area under the ROC curve averaged"
                  + " over folds. 0.5: cannot tell; 1: always right; below"
                  + " 0.5: rows of S repeat rows of T.",
              "H told from T",
              "classifier two-sample test (Lopez-Paz and Oquab 2017)");
      case TSTR_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "Train on synthetic, test on real: boosted trees that predict the target, trained on S, area under"
                  + " the ROC curve on H. More than two classes: mean of one against the rest.",
              "trained on T",
              "Esteban et al. 2017");
      case TRTR_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "Train on real, test on real: the same model trained on T. The baseline of utility.tstr-auc.",
              null,
              "Esteban et al. 2017");
      case TSTR_R2 ->
          new MetricDefinition(
              metric,
              Unit.R2,
              "Train on synthetic, test on real for a numeric target: share of the target's variance in H that a"
                  + " model trained on S explains. Negative: worse than the mean.",
              "trained on T",
              "Esteban et al. 2017");
      case TRTR_R2 ->
          new MetricDefinition(
              metric,
              Unit.R2,
              "Train on real, test on real for a numeric target. The baseline of utility.tstr-r2.",
              null,
              "Esteban et al. 2017");
      case TSTR_RATIO ->
          new MetricDefinition(
              metric,
              Unit.RATIO,
              "Train on synthetic divided by train on real, both tested on H: AUC for classes, R2 for numbers; negative counts as 0.",
              "1, as useful as real",
              "quotient of the two");
      case CATEGORY_COVERAGE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over categorical columns of the share of T's categories that occur in S.",
              "H against T",
              "SDMetrics CategoryCoverage");
      case KS_COMPLEMENT,
          TV_COMPLEMENT,
          CORRELATION_SIMILARITY,
          CONTINGENCY_SIMILARITY,
          MIXED_PAIR_SIMILARITY,
          PMSE,
          PMSE_RATIO,
          TAIL_ERROR,
          TAIL_ERROR_WORST,
          DATA_VALIDITY,
          DATA_STRUCTURE,
          DIAGNOSTIC_SCORE,
          RARE_CATEGORY_RECALL,
          RARE_CATEGORY_MASS,
          COMBINATION_COVERAGE_2WAY,
          COMBINATION_COVERAGE_3WAY,
          SCENARIO_COVERAGE_2WAY,
          SCENARIO_COVERAGE_3WAY ->
          TableDefinitions.of(metric);
      case TSTR_LINEAR_AUC,
          TRTR_LINEAR_AUC,
          TSTR_LINEAR_R2,
          TRTR_LINEAR_R2,
          TSTR_LINEAR_RATIO,
          IMPORTANCE_AGREEMENT,
          RARE_CLASS_RECALL,
          REPRESENTATION,
          DEMOGRAPHIC_PARITY_DIFFERENCE,
          EQUAL_OPPORTUNITY_DIFFERENCE ->
          ModelDefinitions.of(metric);
      case DCR_SHARE,
          DCR_MEDIAN_TRAIN,
          DCR_MEDIAN_HOLDOUT,
          EXACT_MATCH_SHARE,
          NEAR_MATCH_SHARE,
          NNDR_P1,
          MEMBERSHIP_AUC,
          MEMBERSHIP_TPR,
          MEMBERSHIP_OUTLIER_AUC,
          MEMBERSHIP_SUBGROUP_AUC,
          MEMBERSHIP_OUTLIER_TPR,
          MEMBERSHIP_SUBGROUP_TPR,
          SINGLING_OUT_RISK,
          LINKABILITY_RISK,
          LINKABILITY_OUTLIER_RISK,
          LINKABILITY_SUBGROUP_RISK,
          INFERENCE_RISK,
          INFERENCE_OUTLIER_RISK,
          INFERENCE_SUBGROUP_RISK,
          K_ANONYMITY,
          REPLICATED_UNIQUES,
          DP_EPSILON ->
          PrivacyDefinitions.of(metric);
      case DRIFT_SOURCE_PSI,
          DRIFT_SOURCE_JENSEN_SHANNON,
          DRIFT_SOURCE_WASSERSTEIN,
          DRIFT_PREVIOUS_PSI,
          DRIFT_PREVIOUS_JENSEN_SHANNON,
          DRIFT_PREVIOUS_WASSERSTEIN ->
          DriftDefinitions.of(metric);
      case RANGE_COVERAGE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over numeric columns of the share of T's range, lowest to highest value, that S reaches.",
              "H against T",
              "SDMetrics RangeCoverage");
      case SEQUENCE_LENGTH ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "1 minus the Kolmogorov-Smirnov statistic of the numbers of rows per entity. Only for declared"
                  + " sequences, as all metrics of sequences.",
              "H against T",
              "SDMetrics SequenceLengthSimilarity");
      case SEQUENCE_INTER_EVENT_TIME ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "1 minus the Kolmogorov-Smirnov statistic of the times between consecutive events of an entity.",
              "H against T",
              "own");
      case SEQUENCE_AUTOCORRELATION ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over numeric columns that change within entities of 1 minus half the mean difference of the"
                  + " autocorrelations at lags 1, 2 and 3: Pearson correlation over all pairs of events of an entity so"
                  + " far apart. One that S does not have counts as 0.",
              "H against T",
              "own");
      case SEQUENCE_TRANSITIONS ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over columns that change within entities of how alike the transitions from an event to the next"
                  + " are: 1 minus the total variation of the next value given this one, weighted by T's share of this"
                  + " one. Categories as in accuracy-1way, numbers in 10 quantile bins of T, missing as a value. A value"
                  + " that S never leaves has 0.",
              "H against T",
              "own");
    };
  }
}
