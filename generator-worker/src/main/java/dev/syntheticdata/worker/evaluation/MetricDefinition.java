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
              "what a perfect sample of these sizes is expected to reach",
              "mostlyai-qa univariate accuracy");
      case ACCURACY_2WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As fidelity.accuracy-1way, over the two-way tables of all pairs of columns.",
              "what a perfect sample of these sizes is expected to reach",
              "mostlyai-qa bivariate accuracy");
      case ACCURACY_3WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As fidelity.accuracy-1way, over the three-way tables of all triples of columns, or of a seeded sample of them.",
              "what a perfect sample of these sizes is expected to reach",
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
      case DCR_SHARE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Share of rows of S whose closest row of T is closer than their closest row of an equally large"
                  + " sample of H; ties count half. 0.5: no closer to what was learned than to what was not."
                  + " It can show a leak; it cannot show that there is none.",
              "0.5",
              "mostlyai-qa DCR share; distance as SDMetrics dcr_utils (Gower)");
      case DCR_MEDIAN_TRAIN ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "Median over rows of S of the distance to the closest row of T, where T is cut to the size of H.",
              "rows of H to T",
              "distance as SDMetrics dcr_utils (Gower)");
      case DCR_MEDIAN_HOLDOUT ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "Median over rows of S of the distance to the closest row of H. Larger than privacy.dcr-median-train: S lies"
                  + " closer to what was learned.",
              "rows of H to T",
              "distance as SDMetrics dcr_utils (Gower)");
      case EXACT_MATCH_SHARE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Share of rows of S that equal a row of T in every compared column. Tables of few columns with few"
                  + " values have many without any leak: read it against the reference.",
              "share of rows of H that equal a row of T",
              "mostlyai-qa IMS");
      case CATEGORY_COVERAGE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over categorical columns of the share of T's categories that occur in S.",
              "H against T",
              "SDMetrics CategoryCoverage");
      case PMSE,
          PMSE_RATIO,
          TAIL_ERROR,
          TAIL_ERROR_WORST,
          DATA_VALIDITY,
          DATA_STRUCTURE,
          DIAGNOSTIC_SCORE,
          RARE_CATEGORY_RECALL,
          RARE_CATEGORY_MASS,
          COMBINATION_COVERAGE_2WAY,
          COMBINATION_COVERAGE_3WAY ->
          TableDefinitions.of(metric);
      case TSTR_LINEAR_AUC,
          TRTR_LINEAR_AUC,
          TSTR_LINEAR_R2,
          TRTR_LINEAR_R2,
          TSTR_LINEAR_RATIO,
          IMPORTANCE_AGREEMENT,
          REPRESENTATION,
          DEMOGRAPHIC_PARITY_DIFFERENCE,
          EQUAL_OPPORTUNITY_DIFFERENCE ->
          ModelDefinitions.of(metric);
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
      case NEAR_MATCH_SHARE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Share of rows of S that almost equal a row of T: every category equal, what is"
                  + " missing the same, every number within 1 % of its value, dates and times within 1 %"
                  + " of T's range. A distance: it can show a leak; it cannot show that there is none.",
              "share of rows of H that almost equal a row of T",
              "SDMetrics NewRowSynthesis (1 minus it)");
      case NNDR_P1 ->
          new MetricDefinition(
              metric,
              Unit.RATIO,
              "Nearest-neighbour distance ratio: the distance from a row of S to its closest row of"
                  + " T divided by that to its second closest; the value that 1 % of the rows are below."
                  + " Much lower than the reference: some rows are one real row with noise. A distance:"
                  + " it can show a leak; it cannot show that there is none.",
              "rows of H to T",
              "mostlyai-qa NNDR; distance as SDMetrics dcr_utils (Gower)");
      case MEMBERSHIP_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "Membership inference: how well a row that was learned from is told from one that was"
                  + " not by how close it is to S, against how close it is to other real rows (half of H,"
                  + " unknown to the engine). Area under the ROC curve; interval after DeLong. An attack"
                  + " that fails does not show that none succeeds.",
              "0.5, guessing",
              "DOMIAS (van Breugel et al. 2023), densities from the closest row");
      case MEMBERSHIP_TPR ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Membership inference: the share of the rows learned from that the same attack finds"
                  + " when it accuses at most 1 % of the others. Shows leaks of few rows that the area"
                  + " hides. Interval by resampling.",
              "0.01, guessing",
              "Carlini et al. 2022 (true positives at a low false positive rate)");
      case MEMBERSHIP_OUTLIER_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "As membership-auc, among the tenth of the rows that are farthest from other real"
                  + " rows.",
              "0.5, guessing",
              "DOMIAS (van Breugel et al. 2023)");
      case MEMBERSHIP_SUBGROUP_AUC ->
          new MetricDefinition(
              metric,
              Unit.AUC,
              "As membership-auc, in the worst subgroup: of all categories with 50 rows of each"
                  + " kind, the one whose interval, widened for their number (Bonferroni), begins"
                  + " highest.",
              "0.5, guessing",
              "DOMIAS (van Breugel et al. 2023)");
      case SINGLING_OUT_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Singling out: descriptions that fit exactly one row of S are tried on T, cut to the"
                  + " size of H, and on H. The risk is what exceeds the control: (attack - control) / (1"
                  + " - control), both rates being Wilson centres.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case LINKABILITY_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Linkability: whether the 5 rows of S closest to one half of a target's columns and"
                  + " those closest to the other half have one in common, for rows of T against rows of"
                  + " H; risk as for singling-out-risk.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case LINKABILITY_OUTLIER_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As linkability-risk, among the tenth of the targets that are farthest from other"
                  + " real rows.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case LINKABILITY_SUBGROUP_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As linkability-risk, in the worst subgroup: of all categories with 50 targets of"
                  + " each kind, the one whose interval, widened for their number (Bonferroni), begins"
                  + " highest.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case INFERENCE_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Attribute inference: a column of a target is guessed from the row of S closest in"
                  + " all others; categories must be equal, numbers within 5 % of the value, dates and"
                  + " times within 5 % of T's range. For rows of T against rows of H; risk as for"
                  + " singling-out-risk. Of the columns declared Sensitive, or of all, the one whose"
                  + " interval, widened for their number (Bonferroni), begins highest; a column guessed"
                  + " wrong for fewer than 30 controls leaves too little to measure.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case INFERENCE_OUTLIER_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As inference-risk, among the tenth of the targets that are farthest from other real"
                  + " rows.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case INFERENCE_SUBGROUP_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As inference-risk, for the worst column and subgroup: the pair whose interval,"
                  + " widened for their number (Bonferroni), begins highest.",
              "0, no more than the control",
              "Giomi et al. 2023");
      case K_ANONYMITY ->
          new MetricDefinition(
              metric,
              Unit.COUNT,
              "The least number of rows of S that share one combination of the columns declared"
                  + " QuasiIdentifier, ordered columns of more than 20 values counting by twentieths of"
                  + " T. Rows of S are not people: a low number is no leak by itself.",
              "the same of T",
              "Samarati and Sweeney 1998");
      case REPLICATED_UNIQUES ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Share of rows of T, cut to the size of H, that are unique among them by the columns"
                  + " declared QuasiIdentifier and whose combination occurs once in S.",
              "the same of H",
              "synthpop repU (Raab et al. 2024)");
      case DP_EPSILON ->
          new MetricDefinition(
              metric,
              Unit.EPSILON,
              "Epsilon of the differential privacy that the engine proves for its model and all"
                  + " rows made of it; delta and the protected unit stand in the card. Not measured: a"
                  + " property of the mechanism.",
              null,
              "Dwork et al. 2006");
    };
  }
}
