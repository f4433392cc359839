package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import java.util.List;

/**
 * The result of an evaluation. It holds no value of any row.
 *
 * @param results every metric of the vocabulary at least once, per-target ones once for each target
 * @param columns every column of the table, in its order
 * @param pairs pairs of compared columns
 * @param notes how things were computed where a choice was made: samples, limits, exclusions
 * @param trainRows number of rows of T
 * @param holdoutRows number of rows of H, 0 without holdout
 * @param syntheticRows number of rows of S
 * @param targets the declared target columns
 * @param seed the seed of every sample
 * @param groups groups of the protected columns
 * @param drift how far the columns have moved
 * @param attacks how the privacy attacks went, beside their controls
 * @param coverage what is reached of columns, rare classes and combinations
 */
public record Evaluation(
    List<Measurement> results,
    List<ColumnFinding> columns,
    List<PairFinding> pairs,
    List<String> notes,
    int trainRows,
    int holdoutRows,
    int syntheticRows,
    List<String> targets,
    long seed,
    List<GroupFinding> groups,
    List<DriftFinding> drift,
    List<AttackFinding> attacks,
    List<CoverageFinding> coverage) {

  public Evaluation {
    results = List.copyOf(results);
    columns = List.copyOf(columns);
    pairs = List.copyOf(pairs);
    notes = List.copyOf(notes);
    targets = List.copyOf(targets);
    groups = List.copyOf(groups);
    drift = List.copyOf(drift);
    attacks = List.copyOf(attacks);
    coverage = List.copyOf(coverage);
  }

  /** The results of one family, in the order of the vocabulary. */
  public List<Measurement> results(Family family) {
    return results.stream().filter(r -> Family.of(r.metric()) == family).toList();
  }

  /** What is reached, of one kind. */
  public <T extends CoverageFinding> List<T> coverage(Class<T> kind) {
    return coverage.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The results of one metric: one for a table metric, one for each target otherwise. */
  public List<Measurement> results(Metric metric) {
    return results.stream().filter(r -> r.metric() == metric).toList();
  }
}
