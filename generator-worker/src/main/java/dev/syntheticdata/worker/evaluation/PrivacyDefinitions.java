package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.MetricDefinition.Unit;

/** Definitions of metrics of what the synthetic table gives away of the real one. */
final class PrivacyDefinitions {

  private PrivacyDefinitions() {}

  /** The definition of one of these metrics. */
  static MetricDefinition of(Metric metric) {
    return switch (metric) {
      case DCR_SHARE ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Share of rows of S whose closest row of T is closer than their closest row of an equally large"
                  + " sample of H; ties count half. 0.5: no closer to what was learned than to what was not."
                  + " It can show a leak; it cannot show that there is none. The interval counts rows of S that are"
                  + " closest to the same real row as depending on each other.",
              "0.5",
              "mostlyai-qa DCR share; distance as SDMetrics dcr_utils (Gower)");
      case DCR_MEDIAN_TRAIN ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "Median over rows of S of the distance to the closest row of T, where T is cut to the size of H."
                  + " Interval from the ranks of the distances.",
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
              "Share of rows of S that equal a row of T in every compared column, or have an identifier of T, or"
                  + " a free text of ten letters or more that one row of T alone has. Identifiers and texts that a row of H"
                  + " has too do not matter, nor do identifiers that count, such as row-17, with one in a hundred of their"
                  + " range taken, nor columns that are made by a pattern or as personal fields, which can have those of T"
                  + " by chance alone. Tables of few columns with few values have many equal rows without any leak: read it"
                  + " against the reference.",
              "share of rows of H that equal a row of T in every compared column",
              "mostlyai-qa IMS");
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
                  + " hides. Interval from the ranks of scores (beta distribution), for the share of the"
                  + " others that a threshold accuses as for the members it finds.",
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
      case MEMBERSHIP_OUTLIER_TPR ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As membership-tpr, among the tenth of the rows that are farthest from other real"
                  + " rows: of these alone, at most 1 % of the others are accused. Of fewer than 100"
                  + " others none is, and chance finds more than 1 %: read the interval. Not of rows"
                  + " about entities.",
              "0.01, guessing",
              "Carlini et al. 2022 (true positives at a low false positive rate)");
      case MEMBERSHIP_SUBGROUP_TPR ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "As membership-tpr, in the worst subgroup, by those of its rows alone: of all categories"
                  + " with 50 rows of each kind, the one whose interval, widened for their number"
                  + " (Bonferroni), begins highest. Of fewer than 100 others none is accused, and chance"
                  + " finds more than 1 %: read the interval. Not of rows about entities.",
              "0.01, guessing",
              "Carlini et al. 2022 (true positives at a low false positive rate)");
      case SINGLING_OUT_RISK ->
          new MetricDefinition(
              metric,
              Unit.SHARE,
              "Singling out: descriptions that fit exactly one row of S are tried on T, cut to the"
                  + " size of H, and on H. Where rows are about entities, one fits where all rows it"
                  + " holds are of exactly one, in S as well as in T and H. The risk is what exceeds the"
                  + " control: (attack - control) / (1 - control), both rates being Wilson centres."
                  + " Descriptions that fit the same real row or entity depend on each other: both numbers"
                  + " are divided by the design effect, the sum of squares of how many fit each, over"
                  + " their sum.",
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
      default -> throw new IllegalArgumentException(metric.id() + " is not defined here");
    };
  }
}
