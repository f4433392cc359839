package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The metrics that a version is evaluated by. The id is API: it stands in gates, results, reports
 * and documents. How each is computed stands beside its computation in the worker.
 */
public enum Metric {
  @JsonProperty("fidelity.column-shapes")
  COLUMN_SHAPES("fidelity.column-shapes", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.column-pair-trends")
  COLUMN_PAIR_TRENDS("fidelity.column-pair-trends", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.quality-score")
  QUALITY_SCORE("fidelity.quality-score", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.ks-complement")
  KS_COMPLEMENT("fidelity.ks-complement", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.tv-complement")
  TV_COMPLEMENT("fidelity.tv-complement", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.correlation-similarity")
  CORRELATION_SIMILARITY("fidelity.correlation-similarity", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.contingency-similarity")
  CONTINGENCY_SIMILARITY("fidelity.contingency-similarity", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.mixed-pair-similarity")
  MIXED_PAIR_SIMILARITY("fidelity.mixed-pair-similarity", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.accuracy-1way")
  ACCURACY_1WAY("fidelity.accuracy-1way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.accuracy-2way")
  ACCURACY_2WAY("fidelity.accuracy-2way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.accuracy-3way")
  ACCURACY_3WAY("fidelity.accuracy-3way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.detection-auc")
  DETECTION_AUC("fidelity.detection-auc", Direction.LOWER, 0, 1, false),
  @JsonProperty("fidelity.pmse")
  PMSE("fidelity.pmse", Direction.LOWER, 0, 1, false),
  @JsonProperty("fidelity.pmse-ratio")
  PMSE_RATIO("fidelity.pmse-ratio", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("fidelity.tail-error")
  TAIL_ERROR("fidelity.tail-error", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("fidelity.tail-error-worst")
  TAIL_ERROR_WORST(
      "fidelity.tail-error-worst", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("fidelity.data-validity")
  DATA_VALIDITY("fidelity.data-validity", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.data-structure")
  DATA_STRUCTURE("fidelity.data-structure", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.diagnostic-score")
  DIAGNOSTIC_SCORE("fidelity.diagnostic-score", Direction.HIGHER, 0, 1, false),
  @JsonProperty("utility.tstr-auc")
  TSTR_AUC("utility.tstr-auc", Direction.HIGHER, 0, 1, true),
  @JsonProperty("utility.trtr-auc")
  TRTR_AUC("utility.trtr-auc", Direction.HIGHER, 0, 1, true),
  @JsonProperty("utility.tstr-r2")
  TSTR_R2("utility.tstr-r2", Direction.HIGHER, Double.NEGATIVE_INFINITY, 1, true),
  @JsonProperty("utility.trtr-r2")
  TRTR_R2("utility.trtr-r2", Direction.HIGHER, Double.NEGATIVE_INFINITY, 1, true),
  @JsonProperty("utility.tstr-ratio")
  TSTR_RATIO("utility.tstr-ratio", Direction.HIGHER, 0, Double.POSITIVE_INFINITY, true),
  @JsonProperty("utility.tstr-linear-auc")
  TSTR_LINEAR_AUC("utility.tstr-linear-auc", Direction.HIGHER, 0, 1, true),
  @JsonProperty("utility.trtr-linear-auc")
  TRTR_LINEAR_AUC("utility.trtr-linear-auc", Direction.HIGHER, 0, 1, true),
  @JsonProperty("utility.tstr-linear-r2")
  TSTR_LINEAR_R2("utility.tstr-linear-r2", Direction.HIGHER, Double.NEGATIVE_INFINITY, 1, true),
  @JsonProperty("utility.trtr-linear-r2")
  TRTR_LINEAR_R2("utility.trtr-linear-r2", Direction.HIGHER, Double.NEGATIVE_INFINITY, 1, true),
  @JsonProperty("utility.tstr-linear-ratio")
  TSTR_LINEAR_RATIO(
      "utility.tstr-linear-ratio", Direction.HIGHER, 0, Double.POSITIVE_INFINITY, true),
  @JsonProperty("utility.importance-agreement")
  IMPORTANCE_AGREEMENT("utility.importance-agreement", Direction.HIGHER, -1, 1, true),
  @JsonProperty("fairness.representation")
  REPRESENTATION("fairness.representation", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fairness.demographic-parity-difference")
  DEMOGRAPHIC_PARITY_DIFFERENCE(
      "fairness.demographic-parity-difference", Direction.LOWER, 0, 1, true),
  @JsonProperty("fairness.equal-opportunity-difference")
  EQUAL_OPPORTUNITY_DIFFERENCE(
      "fairness.equal-opportunity-difference", Direction.LOWER, 0, 1, true),
  @JsonProperty("drift.source-psi")
  DRIFT_SOURCE_PSI("drift.source-psi", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("drift.source-jensen-shannon")
  DRIFT_SOURCE_JENSEN_SHANNON("drift.source-jensen-shannon", Direction.LOWER, 0, 1, false),
  @JsonProperty("drift.source-wasserstein")
  DRIFT_SOURCE_WASSERSTEIN(
      "drift.source-wasserstein", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("drift.previous-psi")
  DRIFT_PREVIOUS_PSI("drift.previous-psi", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("drift.previous-jensen-shannon")
  DRIFT_PREVIOUS_JENSEN_SHANNON("drift.previous-jensen-shannon", Direction.LOWER, 0, 1, false),
  @JsonProperty("drift.previous-wasserstein")
  DRIFT_PREVIOUS_WASSERSTEIN(
      "drift.previous-wasserstein", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false),
  @JsonProperty("privacy.dcr-share")
  DCR_SHARE("privacy.dcr-share", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.dcr-median-train")
  DCR_MEDIAN_TRAIN("privacy.dcr-median-train", Direction.HIGHER, 0, 1, false),
  @JsonProperty("privacy.dcr-median-holdout")
  DCR_MEDIAN_HOLDOUT("privacy.dcr-median-holdout", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.exact-match-share")
  EXACT_MATCH_SHARE("privacy.exact-match-share", Direction.LOWER, 0, 1, false),
  @JsonProperty("coverage.category-coverage")
  CATEGORY_COVERAGE("coverage.category-coverage", Direction.HIGHER, 0, 1, false),
  @JsonProperty("coverage.rare-category-recall")
  RARE_CATEGORY_RECALL("coverage.rare-category-recall", Direction.HIGHER, 0, 1, false),
  @JsonProperty("coverage.rare-category-mass")
  RARE_CATEGORY_MASS("coverage.rare-category-mass", Direction.HIGHER, 0, 2, false),
  @JsonProperty("coverage.combination-coverage-2way")
  COMBINATION_COVERAGE_2WAY("coverage.combination-coverage-2way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("coverage.combination-coverage-3way")
  COMBINATION_COVERAGE_3WAY("coverage.combination-coverage-3way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("coverage.scenario-coverage-2way")
  SCENARIO_COVERAGE_2WAY("coverage.scenario-coverage-2way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("coverage.scenario-coverage-3way")
  SCENARIO_COVERAGE_3WAY("coverage.scenario-coverage-3way", Direction.HIGHER, 0, 1, false),
  @JsonProperty("coverage.rare-class-recall")
  RARE_CLASS_RECALL("coverage.rare-class-recall", Direction.HIGHER, 0, 1, true),
  @JsonProperty("coverage.range-coverage")
  RANGE_COVERAGE("coverage.range-coverage", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.sequence-length")
  SEQUENCE_LENGTH("fidelity.sequence-length", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.sequence-inter-event-time")
  SEQUENCE_INTER_EVENT_TIME("fidelity.sequence-inter-event-time", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.sequence-autocorrelation")
  SEQUENCE_AUTOCORRELATION("fidelity.sequence-autocorrelation", Direction.HIGHER, 0, 1, false),
  @JsonProperty("fidelity.sequence-transitions")
  SEQUENCE_TRANSITIONS("fidelity.sequence-transitions", Direction.HIGHER, 0, 1, false),
  @JsonProperty("privacy.near-match-share")
  NEAR_MATCH_SHARE("privacy.near-match-share", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.nndr-p1")
  NNDR_P1("privacy.nndr-p1", Direction.HIGHER, 0, 1, false),
  @JsonProperty("privacy.membership-auc")
  MEMBERSHIP_AUC("privacy.membership-auc", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.membership-tpr")
  MEMBERSHIP_TPR("privacy.membership-tpr", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.membership-outlier-auc")
  MEMBERSHIP_OUTLIER_AUC("privacy.membership-outlier-auc", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.membership-subgroup-auc")
  MEMBERSHIP_SUBGROUP_AUC("privacy.membership-subgroup-auc", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.membership-outlier-tpr")
  MEMBERSHIP_OUTLIER_TPR("privacy.membership-outlier-tpr", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.membership-subgroup-tpr")
  MEMBERSHIP_SUBGROUP_TPR("privacy.membership-subgroup-tpr", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.singling-out-risk")
  SINGLING_OUT_RISK("privacy.singling-out-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.linkability-risk")
  LINKABILITY_RISK("privacy.linkability-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.linkability-outlier-risk")
  LINKABILITY_OUTLIER_RISK("privacy.linkability-outlier-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.linkability-subgroup-risk")
  LINKABILITY_SUBGROUP_RISK("privacy.linkability-subgroup-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.inference-risk")
  INFERENCE_RISK("privacy.inference-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.inference-outlier-risk")
  INFERENCE_OUTLIER_RISK("privacy.inference-outlier-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.inference-subgroup-risk")
  INFERENCE_SUBGROUP_RISK("privacy.inference-subgroup-risk", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.k-anonymity")
  K_ANONYMITY("privacy.k-anonymity", Direction.HIGHER, 1, Double.POSITIVE_INFINITY, false),
  @JsonProperty("privacy.replicated-uniques")
  REPLICATED_UNIQUES("privacy.replicated-uniques", Direction.LOWER, 0, 1, false),
  @JsonProperty("privacy.dp-epsilon")
  DP_EPSILON("privacy.dp-epsilon", Direction.LOWER, 0, Double.POSITIVE_INFINITY, false);

  /** Which way a metric is better. */
  public enum Direction {
    HIGHER,
    LOWER
  }

  private final String id;
  private final Direction direction;
  private final double least;
  private final double greatest;
  private final boolean perTarget;

  Metric(String id, Direction direction, double least, double greatest, boolean perTarget) {
    this.id = id;
    this.direction = direction;
    this.least = least;
    this.greatest = greatest;
    this.perTarget = perTarget;
  }

  /** The id, as in resources and documents. */
  public String id() {
    return id;
  }

  /** Which way it is better. */
  public Direction direction() {
    return direction;
  }

  /** The least value it can have. */
  public double least() {
    return least;
  }

  /** The greatest value it can have. */
  public double greatest() {
    return greatest;
  }

  /** Whether there is one value for each declared target. */
  public boolean perTarget() {
    return perTarget;
  }

  /**
   * Whether columns have values of their own that a gate can be on, those that the report shows. A
   * {@code Gate} on a column is refused by its schema for other metrics: it lists these as well.
   */
  public boolean perColumn() {
    return switch (this) {
      case COLUMN_SHAPES,
          KS_COMPLEMENT,
          TV_COMPLEMENT,
          ACCURACY_1WAY,
          CATEGORY_COVERAGE,
          RARE_CATEGORY_RECALL,
          RANGE_COVERAGE,
          DRIFT_SOURCE_PSI,
          DRIFT_SOURCE_JENSEN_SHANNON,
          DRIFT_SOURCE_WASSERSTEIN,
          DRIFT_PREVIOUS_PSI,
          DRIFT_PREVIOUS_JENSEN_SHANNON,
          DRIFT_PREVIOUS_WASSERSTEIN,
          INFERENCE_RISK,
          REPRESENTATION,
          DEMOGRAPHIC_PARITY_DIFFERENCE,
          EQUAL_OPPORTUNITY_DIFFERENCE ->
          true;
      default -> false;
    };
  }

  /** Whether the values of columns have a 95 % interval; the schema of gates says so as well. */
  public boolean hasIntervalByColumn() {
    return this == INFERENCE_RISK;
  }

  /**
   * Whether its values have a 95 % interval. Those that have none are facts that nothing was drawn
   * for, or extremes of rows, of which resampling is no measure. A {@code Gate} on an end of such
   * an interval is refused by its schema, which lists these metrics as well.
   */
  public boolean hasInterval() {
    return switch (this) {
      case DATA_STRUCTURE, RANGE_COVERAGE, K_ANONYMITY, DP_EPSILON -> false;
      default -> true;
    };
  }
}
