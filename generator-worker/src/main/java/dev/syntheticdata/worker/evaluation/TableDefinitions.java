package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.MetricDefinition.Unit;

/** Definitions of metrics that compare the tables themselves. */
final class TableDefinitions {

  private TableDefinitions() {}

  /** The definition of one of these metrics. */
  static MetricDefinition of(Metric metric) {
    return switch (metric) {
      case KS_COMPLEMENT ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over numbers, dates and times of 1 minus the Kolmogorov-Smirnov statistic, missing"
                  + " values dropped: the part of fidelity.column-shapes that is about ordered columns. A"
                  + " column without any value in S counts 0.",
              "H against T",
              "SDMetrics KSComplement");
      case TV_COMPLEMENT ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over categorical columns of 1 minus total variation, missing values dropped: the part"
                  + " of fidelity.column-shapes that is about categories. A column without any value in S"
                  + " counts 0.",
              "H against T",
              "SDMetrics TVComplement");
      case CORRELATION_SIMILARITY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over pairs of numeric columns of 1 minus half the difference of the Pearson"
                  + " correlations: the part of fidelity.column-pair-trends that is about them. A pair that"
                  + " has no correlation in T, as one with a constant, is left out; one that has none in S"
                  + " has 0 there.",
              "H against T",
              "SDMetrics CorrelationSimilarity");
      case CONTINGENCY_SIMILARITY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over pairs of categorical columns of 1 minus total variation of the two-way table,"
                  + " missing as a value: the part of fidelity.column-pair-trends that is about them.",
              "H against T",
              "SDMetrics ContingencySimilarity");
      case MIXED_PAIR_SIMILARITY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As fidelity.contingency-similarity over pairs of a numeric and a categorical column, the"
                  + " numeric one in 10 equal-width bins of T's range.",
              "H against T",
              "SDMetrics ContingencySimilarity; bin edges from T only");
      case PMSE ->
          new MetricDefinition(
              metric,
              Unit.SQUARED_ERROR,
              "Propensity score mean squared error: a logistic regression is fitted to tell rows of S"
                  + " from rows of T by every column, and by squares and products of the first eight ordered"
                  + " ones. Mean over these rows of the squared difference between its probability of S and"
                  + " the share of S. 0: it cannot tell; with equally many rows 0.25: it always can.",
              "what a synthesis from the true model is expected to reach: k (1 - c)^2 c / N, with k effective weights, share c of S, N rows",
              "Snoke et al. 2018, pMSE");
      case PMSE_RATIO ->
          new MetricDefinition(
              metric,
              Unit.RATIO,
              "fidelity.pmse divided by its reference. 1: as good as a synthesis from the true model;"
                  + " fresh real rows, equally many, reach 2, since they vary on their own too; above 10 is"
                  + " commonly called poor.",
              "1",
              "Snoke et al. 2018, standardised pMSE");
      case TAIL_ERROR ->
          new MetricDefinition(
              metric,
              Unit.SPAN,
              "Mean over numeric columns of how far the quantiles at 1, 5, 95 and 99 % of S lie from"
                  + " those of T, mean of the four, in units of the span of T from 1 to 99 %. A column without"
                  + " any value in S counts 1.",
              "H against T",
              "quantile errors; quantiles linear between order statistics");
      case TAIL_ERROR_WORST ->
          new MetricDefinition(
              metric,
              Unit.SPAN,
              "As fidelity.tail-error, of the column where it is largest, which a note names.",
              "H against T",
              "quantile errors; quantiles linear between order statistics");
      case DATA_VALIDITY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean over columns of the share of valid values of S. Numbers, dates and times: within"
                  + " T's range; categories: a category of T; identifiers that are unique in T: in no"
                  + " row of S before, whether T has them or not, which privacy.exact-match-share looks at. A"
                  + " missing value is valid where T has missing values.",
              "H against T",
              "SDMetrics BoundaryAdherence, CategoryAdherence, KeyUniqueness, Data Validity");
      case DATA_STRUCTURE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Columns that T and S both have, by name and type, divided by the columns that either"
                  + " has.",
              "1",
              "SDMetrics TableStructure, Data Structure");
      case DIAGNOSTIC_SCORE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Mean of fidelity.data-validity and fidelity.data-structure.",
              "H against T",
              "SDMetrics DiagnosticReport");
      case RARE_CATEGORY_RECALL ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Of the categories of all columns that 5 rows of T or more have, and less than 1 % of its"
                  + " rows, the share that occurs in S. The interval takes categories as independent.",
              "what a perfect sample of the size of S is expected to reach",
              "tail coverage");
      case RARE_CATEGORY_MASS ->
          new MetricDefinition(
              metric,
              Unit.RATIO,
              "Mean over the same categories of the share in S divided by the share in T, each counted"
                  + " at most 2. 1: rare categories are as frequent as in T. The interval takes categories as"
                  + " independent.",
              "what a perfect sample of the size of S is expected to reach",
              "tail coverage");
      case COMBINATION_COVERAGE_2WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Of the combinations of values of two columns that 10 rows of T or more have, over all"
                  + " pairs of columns and the bins of fidelity.accuracy-1way, the share that occurs in S. The"
                  + " interval takes combinations as independent.",
              "what a perfect sample of the size of S is expected to reach",
              "combinatorial coverage (Kuhn et al., NIST SP 800-142)");
      case COMBINATION_COVERAGE_3WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As coverage.combination-coverage-2way, of three columns, over all triples or a seeded"
                  + " sample of them.",
              "what a perfect sample of the size of S is expected to reach",
              "combinatorial coverage (Kuhn et al., NIST SP 800-142)");
      case SCENARIO_COVERAGE_2WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Of all combinations of declared values of two columns, the share that occurs in S, over all"
                  + " pairs of columns whose values are declared: every category, and a declared range in 10 parts"
                  + " of equal width, or its whole numbers where they are fewer. The interval takes combinations as"
                  + " independent.",
              "T against the same declaration",
              "combinatorial coverage (Kuhn et al., NIST SP 800-142)");
      case SCENARIO_COVERAGE_3WAY ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As coverage.scenario-coverage-2way, of three columns, over all triples.",
              "T against the same declaration",
              "combinatorial coverage (Kuhn et al., NIST SP 800-142)");
      default -> throw new IllegalArgumentException(metric.id() + " is not defined here");
    };
  }
}
