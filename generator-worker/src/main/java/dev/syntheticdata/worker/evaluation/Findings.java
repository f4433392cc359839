package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what the metric families find, in the order they find it. Not safe for threads. */
public final class Findings {

  private final List<Measurement> results = new ArrayList<>();
  private final Map<String, ColumnFinding> columns = new LinkedHashMap<>();
  private final Map<List<String>, PairFinding> pairs = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<GroupFinding> groups = new ArrayList<>();
  private final List<DriftFinding> drift = new ArrayList<>();
  private final List<AttackFinding> attacks = new ArrayList<>();
  private final List<CoverageFinding> coverage = new ArrayList<>();

  /** Adds the result of a metric of the whole table. */
  public void add(Metric metric, Outcome outcome) {
    add(metric, null, outcome);
  }

  /** Adds the result of a metric for a target column. */
  public void add(Metric metric, String target, Outcome outcome) {
    results.add(new Measurement(metric, target, outcome));
  }

  /** Merges what a family knows about a column into what is known already. */
  public void addColumn(ColumnFinding finding) {
    columns.merge(finding.name(), finding, ColumnFinding::merge);
  }

  /** Merges what a family knows about a pair of columns into what is known already. */
  public void addPair(PairFinding finding) {
    pairs.merge(List.of(finding.first(), finding.second()), finding, PairFinding::merge);
  }

  /** Adds a group of a protected column. */
  public void addGroup(GroupFinding finding) {
    groups.add(finding);
  }

  /** Adds how far a column has moved. */
  public void addDrift(DriftFinding finding) {
    drift.add(finding);
  }

  /** Adds how an attack went. */
  public void addAttack(AttackFinding finding) {
    attacks.add(finding);
  }

  /** Adds what is reached of a column, of a class or of combinations. */
  public void addCoverage(CoverageFinding finding) {
    coverage.add(finding);
  }

  /** Adds a sentence about how something was computed, such as the sample taken. */
  public void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  /** Whether a metric has a result already. */
  boolean has(Metric metric) {
    return results.stream().anyMatch(r -> r.metric() == metric);
  }

  List<Measurement> results() {
    return results;
  }

  List<ColumnFinding> columns() {
    return List.copyOf(columns.values());
  }

  List<PairFinding> pairs() {
    return List.copyOf(pairs.values());
  }

  List<GroupFinding> groups() {
    return groups;
  }

  List<DriftFinding> drift() {
    return drift;
  }

  List<String> notes() {
    return notes;
  }

  List<AttackFinding> attacks() {
    return attacks;
  }

  List<CoverageFinding> coverage() {
    return coverage;
  }
}
