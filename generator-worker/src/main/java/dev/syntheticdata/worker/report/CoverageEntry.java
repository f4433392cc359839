package dev.syntheticdata.worker.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import java.util.List;

/**
 * Coverage in {@code evaluation.json}, of each {@link CoverageFinding}. Shares of rows are rounded
 * to 1e-6.
 *
 * @param categories columns with categories
 * @param ranges ordered columns
 * @param rareClasses rare classes of the targets
 * @param combinations combinations of two and of three columns
 */
public record CoverageEntry(
    List<Categories> categories,
    List<CoverageFinding.Range> ranges,
    List<RareClass> rareClasses,
    List<CoverageFinding.Combinations> combinations) {

  /** Ends of a range are told from its coverage no closer than to such parts of it. */
  private static final double PARTS = 20;

  /** The categories of a column; see {@link CoverageFinding.Categories}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Categories(
      String column,
      int wanted,
      int found,
      int rare,
      int rareFound,
      List<CoverageFinding.Category> named,
      int missedUnnamed,
      Integer declared,
      List<String> declaredMissed,
      int few,
      int fewFound) {

    static Categories of(CoverageFinding.Categories finding) {
      return new Categories(
          finding.column(),
          finding.wanted(),
          finding.found(),
          finding.rare(),
          finding.rareFound(),
          finding.named().stream()
              .map(
                  one ->
                      new CoverageFinding.Category(
                          one.category(), rounded(one.real()), rounded(one.synthetic())))
              .toList(),
          finding.missedUnnamed(),
          finding.declared(),
          finding.declared() == null ? null : finding.declaredMissed(),
          finding.few(),
          finding.fewFound());
    }
  }

  /** A rare class; see {@link CoverageFinding.RareClass}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RareClass(
      String target,
      String label,
      double real,
      double synthetic,
      int rows,
      double recallReal,
      double recallSynthetic) {

    static RareClass of(CoverageFinding.RareClass finding) {
      return new RareClass(
          finding.target(),
          finding.label(),
          rounded(finding.real()),
          rounded(finding.synthetic()),
          finding.rows(),
          rounded(finding.recallReal()),
          rounded(finding.recallSynthetic()));
    }
  }

  static CoverageEntry of(Evaluation evaluation) {
    return new CoverageEntry(
        evaluation.coverage(CoverageFinding.Categories.class).stream().map(Categories::of).toList(),
        evaluation.coverage(CoverageFinding.Range.class).stream()
            .map(CoverageEntry::rounded)
            .toList(),
        evaluation.coverage(CoverageFinding.RareClass.class).stream().map(RareClass::of).toList(),
        evaluation.coverage(CoverageFinding.Combinations.class).stream()
            .map(CoverageEntry::rounded)
            .toList());
  }

  /**
   * The coverage of a column as it may be shown. Of an ordered one that is a coarse number: with
   * the extremes of the synthetic rows, which everyone sees, an exact one would give away those of
   * the real ones.
   */
  static Double shown(ColumnFinding column) {
    if (column.coverage() == null) {
      return null;
    }
    return column.type().isNumeric()
        ? Double.valueOf(Math.rint(column.coverage() * PARTS) / PARTS)
        : Double.valueOf(Math.rint(column.coverage() * 1e4) / 1e4);
  }

  private static CoverageFinding.Range rounded(CoverageFinding.Range range) {
    return new CoverageFinding.Range(
        range.column(),
        rounded(range.lowReal()),
        rounded(range.lowSynthetic()),
        rounded(range.highReal()),
        rounded(range.highSynthetic()));
  }

  private static CoverageFinding.Combinations rounded(CoverageFinding.Combinations of) {
    return new CoverageFinding.Combinations(
        of.ways(),
        of.declared(),
        of.wanted(),
        of.found(),
        rounded(of.reference()),
        of.lowest(),
        of.missed());
  }

  private static double rounded(double share) {
    return Math.rint(share * 1e6) / 1e6;
  }
}
