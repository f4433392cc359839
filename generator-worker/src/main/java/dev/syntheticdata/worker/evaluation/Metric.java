package dev.syntheticdata.worker.evaluation;

import static dev.syntheticdata.worker.evaluation.Direction.HIGHER_IS_BETTER;
import static dev.syntheticdata.worker.evaluation.Direction.LOWER_IS_BETTER;
import static dev.syntheticdata.worker.evaluation.Family.COVERAGE;
import static dev.syntheticdata.worker.evaluation.Family.FIDELITY;
import static dev.syntheticdata.worker.evaluation.Family.PRIVACY;
import static dev.syntheticdata.worker.evaluation.Family.UTILITY;

import java.util.Arrays;
import java.util.Optional;

/**
 * The vocabulary of metrics: each id is API (gates name it), so it is never renamed or given
 * another meaning. In the definitions, T is the real training table, H the real holdout that no
 * engine saw, S the synthetic table. Identifier and text columns take no part in any metric.
 */
public enum Metric {
  COLUMN_SHAPES(
      "fidelity.column-shapes",
      FIDELITY,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "Mean over columns of how alike the two distributions are. Numbers, dates and times: 1 minus the"
          + " Kolmogorov-Smirnov statistic; categories: 1 minus total variation; missing values dropped.",
      "H against T",
      "SDMetrics KSComplement, TVComplement, Column Shapes"),
  COLUMN_PAIR_TRENDS(
      "fidelity.column-pair-trends",
      FIDELITY,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "Mean over pairs of columns of how alike the two dependencies are. Two numeric columns: 1 minus half"
          + " the difference of the Pearson correlations; otherwise 1 minus total variation of the two-way"
          + " table, numeric columns in 10 equal-width bins of T's range, missing as a value.",
      "H against T",
      "SDMetrics CorrelationSimilarity, ContingencySimilarity, Column Pair Trends; bin edges from T only"),
  QUALITY_SCORE(
      "fidelity.quality-score",
      FIDELITY,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "Mean of column shapes and column pair trends.",
      "H against T",
      "SDMetrics QualityReport"),
  ACCURACY_1WAY(
      "fidelity.accuracy-1way",
      FIDELITY,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "Mean over columns of 1 minus total variation between T and S over at most 10 quantile bins or the"
          + " 10 most frequent categories and the rest, missing as a bin.",
      "what a perfect sample of these sizes is expected to reach",
      "mostlyai-qa univariate accuracy"),
  ACCURACY_2WAY(
      "fidelity.accuracy-2way",
      FIDELITY,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "As accuracy-1way, over the two-way tables of all pairs of columns.",
      "what a perfect sample of these sizes is expected to reach",
      "mostlyai-qa bivariate accuracy"),
  ACCURACY_3WAY(
      "fidelity.accuracy-3way",
      FIDELITY,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "As accuracy-1way, over the three-way tables of all triples of columns, or of a seeded sample of them.",
      "what a perfect sample of these sizes is expected to reach",
      "mostlyai-qa trivariate accuracy"),
  DETECTION_AUC(
      "fidelity.detection-auc",
      FIDELITY,
      LOWER_IS_BETTER,
      Scale.AUC,
      "How well gradient boosted trees tell rows of S from rows of T, as area under the ROC curve averaged"
          + " over folds. 0.5: cannot tell; 1: always right.",
      "H told from T",
      "classifier two-sample test (Lopez-Paz and Oquab 2017)"),
  TSTR_AUC(
      "utility.tstr-auc",
      UTILITY,
      HIGHER_IS_BETTER,
      Scale.AUC,
      "Train on synthetic, test on real: boosted trees that predict the target, trained on S, area under"
          + " the ROC curve on H. More than two classes: mean of one against the rest.",
      "trained on T",
      "Esteban et al. 2017"),
  TRTR_AUC(
      "utility.trtr-auc",
      UTILITY,
      HIGHER_IS_BETTER,
      Scale.AUC,
      "Train on real, test on real: the same model trained on T. The baseline of tstr-auc.",
      null,
      "Esteban et al. 2017"),
  TSTR_R2(
      "utility.tstr-r2",
      UTILITY,
      HIGHER_IS_BETTER,
      Scale.R2,
      "Train on synthetic, test on real for a numeric target: share of the target's variance in H that a"
          + " model trained on S explains. Negative: worse than the mean.",
      "trained on T",
      "Esteban et al. 2017"),
  TRTR_R2(
      "utility.trtr-r2",
      UTILITY,
      HIGHER_IS_BETTER,
      Scale.R2,
      "Train on real, test on real for a numeric target. The baseline of tstr-r2.",
      null,
      "Esteban et al. 2017"),
  TSTR_RATIO(
      "utility.tstr-ratio",
      UTILITY,
      HIGHER_IS_BETTER,
      Scale.RATIO,
      "Train on synthetic divided by train on real, both tested on H: AUC for classes, R2 for numbers.",
      "1, as useful as real",
      "quotient of the two"),
  DCR_SHARE(
      "privacy.dcr-share",
      PRIVACY,
      LOWER_IS_BETTER,
      Scale.SHARE,
      "Share of rows of S whose closest row of T is closer than their closest row of an equally large"
          + " sample of H; ties count half. 0.5: no closer to what was learned than to what was not."
          + " It can show a leak; it cannot show that there is none.",
      "0.5",
      "mostlyai-qa DCR share; distance as SDMetrics dcr_utils (Gower)"),
  DCR_MEDIAN_TRAIN(
      "privacy.dcr-median-train",
      PRIVACY,
      HIGHER_IS_BETTER,
      Scale.DISTANCE,
      "Median over rows of S of the distance to the closest row of T, where T is cut to the size of H.",
      "rows of H to T",
      "distance as SDMetrics dcr_utils (Gower)"),
  DCR_MEDIAN_HOLDOUT(
      "privacy.dcr-median-holdout",
      PRIVACY,
      LOWER_IS_BETTER,
      Scale.DISTANCE,
      "Median over rows of S of the distance to the closest row of H. Larger than dcr-median-train: S lies"
          + " closer to what was learned.",
      "rows of H to T",
      "distance as SDMetrics dcr_utils (Gower)"),
  EXACT_MATCH_SHARE(
      "privacy.exact-match-share",
      PRIVACY,
      LOWER_IS_BETTER,
      Scale.SHARE,
      "Share of rows of S that equal a row of T in every compared column. Tables of few columns with few"
          + " values have many without any leak: read it against the reference.",
      "share of rows of H that equal a row of T",
      "mostlyai-qa IMS"),
  CATEGORY_COVERAGE(
      "coverage.category-coverage",
      COVERAGE,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "Mean over categorical columns of the share of T's categories that occur in S.",
      "H against T",
      "SDMetrics CategoryCoverage"),
  RANGE_COVERAGE(
      "coverage.range-coverage",
      COVERAGE,
      HIGHER_IS_BETTER,
      Scale.SHARE,
      "Mean over numeric columns of the share of T's range, lowest to highest value, that S reaches.",
      "H against T",
      "SDMetrics RangeCoverage");

  private final String id;
  private final Family family;
  private final Direction direction;
  private final Scale scale;
  private final String definition;
  private final String reference;
  private final String source;

  Metric(
      String id,
      Family family,
      Direction direction,
      Scale scale,
      String definition,
      String reference,
      String source) {
    this.id = id;
    this.family = family;
    this.direction = direction;
    this.scale = scale;
    this.definition = definition;
    this.reference = reference;
    this.source = source;
  }

  /** The stable name, {@code family.name}. */
  public String id() {
    return id;
  }

  /** The question it answers. */
  public Family family() {
    return family;
  }

  /** Which way it improves. */
  public Direction direction() {
    return direction;
  }

  /** Its unit and range. */
  public Scale scale() {
    return scale;
  }

  /** What it measures, in words that leave no choice. */
  public String definition() {
    return definition;
  }

  /** What its reference value is, or null where it has none. */
  public String reference() {
    return reference;
  }

  /** Where the definition comes from. */
  public String source() {
    return source;
  }

  /** Whether there is one value for each declared target column rather than one for the table. */
  public boolean perTarget() {
    return family == UTILITY;
  }

  /** The metric of that id. */
  public static Optional<Metric> byId(String id) {
    return Arrays.stream(values()).filter(m -> m.id.equals(id)).findFirst();
  }
}
