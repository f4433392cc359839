package dev.syntheticdata.worker.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.DriftFinding;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import dev.syntheticdata.worker.evaluation.Histogram;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.MetricDefinition;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.PairFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code evaluation.json}: an evaluation for machines. It holds no row and no extreme value of the
 * source.
 *
 * @param schemaVersion version of this format, {@value #SCHEMA_VERSION}
 * @param subject what was evaluated
 * @param standing how it stands to the gates: {@code NO_GATES}, {@code PASSED}, {@code
 *     PASSED_WITH_ADVICE} or {@code FAILED}
 * @param gates a result for each gate
 * @param metrics every metric of the vocabulary at least once
 * @param columns every column of the table
 * @param pairs the pairs of columns with the lowest scores, lowest first, at most {@value
 *     #MOST_PAIRS}
 * @param notes how things were computed where a choice was made
 * @param rows rows compared
 * @param targets the declared target columns
 * @param seed the seed of every sample
 * @param claims what the generator claims to preserve, and whether it does
 * @param groups groups of the protected columns
 * @param drift how far each column has moved
 * @param attacks how the privacy attacks went, beside their controls
 * @param coverage what is reached of columns, of rare classes and of combinations
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationDocument(
    String schemaVersion,
    Subject subject,
    Evidence.Standing standing,
    List<GateResult> gates,
    List<MetricEntry> metrics,
    List<ColumnEntry> columns,
    List<PairEntry> pairs,
    List<String> notes,
    Rows rows,
    List<String> targets,
    long seed,
    List<ClaimResult> claims,
    List<GroupEntry> groups,
    List<DriftEntry> drift,
    List<AttackEntry> attacks,
    CoverageEntry coverage) {

  static final String SCHEMA_VERSION = "1";
  static final int MOST_PAIRS = 1_000;

  /**
   * Rows compared.
   *
   * @param train real rows the engine learned from
   * @param holdout real rows it never saw
   * @param synthetic synthetic rows
   */
  public record Rows(int train, int holdout, int synthetic) {}

  /**
   * A metric.
   *
   * @param id its stable name
   * @param target the target column, for utility metrics
   * @param status {@code computed} or {@code notComputed}
   * @param value its value
   * @param reference what to read it against
   * @param interval the ends of its 95 % confidence interval
   * @param reason why it was not computed, from a fixed vocabulary
   * @param message the same for people
   * @param better {@code higher} or {@code lower}
   * @param unit unit of the value
   * @param definition what it measures
   * @param referenceIs what the reference is
   * @param source where the definition comes from
   * @param noInterval why its values have no interval, where they never have one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetricEntry(
      String id,
      String target,
      String status,
      Double value,
      Double reference,
      List<Double> interval,
      String reason,
      String message,
      String better,
      String unit,
      String definition,
      String referenceIs,
      String source,
      String noInterval) {

    static MetricEntry of(Measurement measurement) {
      var definition = MetricDefinition.of(measurement.metric());
      var computed = measurement.outcome() instanceof Outcome.Computed c ? c : null;
      var missing = measurement.outcome() instanceof Outcome.NotComputed n ? n : null;
      return new MetricEntry(
          measurement.metric().id(),
          measurement.target(),
          computed != null ? "computed" : "notComputed",
          measurement.value(),
          computed == null ? null : computed.reference(),
          computed == null || computed.interval() == null
              ? null
              : List.of(computed.interval().low(), computed.interval().high()),
          missing == null ? null : missing.reason().name(),
          missing == null ? null : missing.message(),
          measurement.metric().direction() == Metric.Direction.HIGHER ? "higher" : "lower",
          definition.unit().name().toLowerCase(Locale.ROOT),
          definition.definition(),
          definition.reference(),
          definition.source(),
          definition.noInterval());
    }
  }

  /** A column; see {@link ColumnFinding}. Shares are rounded to 1e-4. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ColumnEntry(
      String name,
      String type,
      String excluded,
      Double shape,
      Double shapeReference,
      Double accuracy,
      Double accuracyCeiling,
      Double coverage,
      Double missingReal,
      Double missingSynthetic,
      Histogram histogram) {

    static ColumnEntry of(ColumnFinding finding) {
      return new ColumnEntry(
          finding.name(),
          finding.type().name(),
          finding.excluded(),
          rounded(finding.shape()),
          rounded(finding.shapeReference()),
          rounded(finding.accuracy()),
          rounded(finding.accuracyCeiling()),
          CoverageEntry.shown(finding),
          rounded(finding.missingReal()),
          rounded(finding.missingSynthetic()),
          finding.histogram());
    }
  }

  /** A pair of columns; see {@link PairFinding}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PairEntry(
      String first,
      String second,
      String kind,
      Double score,
      Double real,
      Double synthetic,
      Double accuracy) {

    static PairEntry of(PairFinding finding) {
      return new PairEntry(
          finding.first(),
          finding.second(),
          finding.kind() == null ? null : finding.kind().name().toLowerCase(Locale.ROOT),
          rounded(finding.score()),
          rounded(finding.real()),
          rounded(finding.synthetic()),
          rounded(finding.accuracy()));
    }
  }

  /** A group of people; see {@link GroupFinding}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GroupEntry(
      String column,
      String group,
      String target,
      Double shareReal,
      Double shareSynthetic,
      Double positiveReal,
      Double positiveSynthetic,
      Double recallReal,
      Double recallSynthetic) {

    static GroupEntry of(GroupFinding finding) {
      return new GroupEntry(
          finding.column(),
          finding.group(),
          finding.target(),
          rounded(finding.shareReal()),
          rounded(finding.shareSynthetic()),
          rounded(finding.positiveReal()),
          rounded(finding.positiveSynthetic()),
          rounded(finding.recallReal()),
          rounded(finding.recallSynthetic()));
    }
  }

  /** How far a column has moved; see {@link DriftFinding}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DriftEntry(
      String column,
      String against,
      Double psi,
      Double psiExpected,
      Double jensenShannon,
      Double wasserstein) {

    static DriftEntry of(DriftFinding finding) {
      return new DriftEntry(
          finding.column(),
          finding.against(),
          rounded(finding.psi()),
          rounded(finding.psiExpected()),
          rounded(finding.jensenShannon()),
          rounded(finding.wasserstein()));
    }
  }

  /** An attack; see {@link AttackFinding}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AttackEntry(
      String metric,
      String about,
      int attacks,
      int successes,
      int controls,
      int controlSuccesses,
      Double guessing,
      int comparisons,
      Double repeats) {

    static AttackEntry of(AttackFinding finding) {
      return new AttackEntry(
          finding.metric().id(),
          finding.about(),
          finding.attacks(),
          finding.successes(),
          finding.controls(),
          finding.controlSuccesses(),
          rounded(finding.guessing()),
          finding.comparisons(),
          rounded(finding.repeats()));
    }
  }

  /** The document of some evidence. */
  public static EvaluationDocument of(Evidence evidence) {
    var evaluation = evidence.evaluation();
    return new EvaluationDocument(
        SCHEMA_VERSION,
        evidence.subject(),
        evidence.standing(),
        evidence.gates(),
        evaluation.results().stream().map(MetricEntry::of).toList(),
        evaluation.columns().stream().map(ColumnEntry::of).toList(),
        evaluation.pairs().stream()
            .filter(pair -> pair.score() != null)
            .sorted(Comparator.comparing(PairFinding::score))
            .limit(MOST_PAIRS)
            .map(PairEntry::of)
            .toList(),
        evaluation.notes(),
        new Rows(evaluation.trainRows(), evaluation.holdoutRows(), evaluation.syntheticRows()),
        evaluation.targets(),
        evaluation.seed(),
        evidence.claims(),
        evaluation.groups().stream().map(GroupEntry::of).toList(),
        evaluation.drift().stream().map(DriftEntry::of).toList(),
        evaluation.attacks().stream().map(AttackEntry::of).toList(),
        CoverageEntry.of(evaluation));
  }

  /** The document's text; the same evidence gives the same bytes. */
  public String toJson() {
    return TaskJson.writePretty(this) + "\n";
  }

  static Double rounded(Double share) {
    return share == null ? null : Math.rint(share * 1e4) / 1e4;
  }
}
