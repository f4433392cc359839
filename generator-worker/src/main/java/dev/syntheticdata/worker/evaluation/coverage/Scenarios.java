package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Combinatorial coverage (Kuhn et al., NIST) of a declared space: of all combinations of values
 * that two or three columns are declared to have, the share that S has at all, whether the source
 * has them or not.
 */
public final class Scenarios implements MetricFamily {

  /** Combinations of some columns, above which these columns are left out. */
  private static final long MOST_CELLS = 1 << 22;

  /** Columns whose triples are counted; a seeded choice of more. */
  private static final int MOST_COLUMNS = 30;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.SCENARIO_COVERAGE_2WAY, Metric.SCENARIO_COVERAGE_3WAY);
  }

  @Override
  public void require(EvaluationContext context) {
    ScenarioColumn.of(context);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var declared = ScenarioColumn.of(context);
    if (declared.size() > MOST_COLUMNS) {
      findings.note(
          "Scenario coverage is that of %s of the %s columns whose values are declared."
              .formatted(MOST_COLUMNS, declared.size()));
      var all = declared;
      declared = new ArrayList<>();
      for (int i : context.sampler().sample("scenarios", all.size(), MOST_COLUMNS)) {
        declared.add(all.get(i));
      }
    }
    findings.add(Metric.SCENARIO_COVERAGE_2WAY, coverage(context, declared, 2, findings));
    findings.add(Metric.SCENARIO_COVERAGE_3WAY, coverage(context, declared, 3, findings));
  }

  private static Outcome coverage(
      EvaluationContext context, List<ScenarioColumn> declared, int t, Findings findings) {
    if (declared.size() < t) {
      return new Outcome.NotComputed(
          Reason.NotApplicable,
          "values of %s columns are declared, and %s are needed: categories, or minimum and maximum, in spec.schema.columns or --declared"
              .formatted(declared.size(), t));
    }
    var sets = new ArrayList<List<ScenarioColumn>>();
    int left = addSets(declared, t, sets);
    if (left > 0) {
      findings.note(
          "Scenario coverage of %s columns leaves out %s sets of columns with too many combinations."
              .formatted(t, left));
    }
    long wanted = sets.stream().mapToLong(ScenarioColumn::cells).sum();
    if (wanted == 0) {
      return new Outcome.NotComputed(
          Reason.NotApplicable, "the declared columns have too many combinations to count");
    }
    var missed = new MissedScenarios(context);
    var lowest = new LowestSets();
    long found =
        found(
            context,
            context.synthetic(),
            "synthetic",
            sets,
            findings,
            (set, seen) -> {
              lowest.add(ScenarioColumn.cells(set), seen.cardinality(), () -> missed.names(set));
              missed.add(set, seen);
            });
    long real = found(context, context.train(), "real", sets, findings, (set, seen) -> {});
    findings.addCoverage(
        new CoverageFinding.Combinations(
            t, true, wanted, found, real, lowest.sets(), missed.missed()));
    double share = (double) found / wanted;
    return Outcome.of(
        share,
        (double) real / wanted,
        Interval.ofShare(share, (int) Math.min(Integer.MAX_VALUE, wanted)));
  }

  /** Adds the sets of columns that can be counted, and tells how many cannot. */
  private static int addSets(
      List<ScenarioColumn> declared, int t, List<List<ScenarioColumn>> sets) {
    int left = 0;
    for (int a = 0; a < declared.size(); a++) {
      for (int b = a + 1; b < declared.size(); b++) {
        for (int c = t == 2 ? declared.size() - 1 : b + 1; c < declared.size(); c++) {
          var set =
              t == 2
                  ? List.of(declared.get(a), declared.get(b))
                  : List.of(declared.get(a), declared.get(b), declared.get(c));
          if (ScenarioColumn.cells(set) <= MOST_CELLS) {
            sets.add(set);
          } else {
            left++;
          }
        }
      }
    }
    return left;
  }

  private static long found(
      EvaluationContext context,
      Table table,
      String role,
      List<List<ScenarioColumn>> sets,
      Findings findings,
      BiConsumer<List<ScenarioColumn>, BitSet> each) {
    int most =
        (int)
            Math.min(
                Integer.MAX_VALUE, Math.max(2_000, context.limits().tableVisits() / sets.size()));
    if (most < table.rows()) {
      findings.note(
          "Scenario coverage is computed on a sample of %s %s rows: what is in no sampled row counts as missing."
              .formatted(most, role));
    }
    int[] rows = context.sampler().sample("scenarios-" + role, table.rows(), most);
    long found = 0;
    for (var set : sets) {
      var seen = new BitSet((int) ScenarioColumn.cells(set));
      for (int row : rows) {
        see(table, row, set, seen);
      }
      found += seen.cardinality();
      each.accept(set, seen);
    }
    return found;
  }

  private static void see(Table table, int row, List<ScenarioColumn> set, BitSet seen) {
    int at = 0;
    for (var column : set) {
      int cell = column.cell(table, row);
      if (cell < 0) {
        return;
      }
      at = at * column.cells() + cell;
    }
    seen.set(at);
  }
}
