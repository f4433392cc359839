package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Entities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * What S reaches of each column, for people who ask which categories and which ends are missing. No
 * metric comes from it.
 */
public final class Reach implements MetricFamily {

  /** Categories of one column that are named. */
  private static final int MOST_NAMED = 50;

  /** Fewer values of T have no ends to show. */
  private static final int LEAST_VALUES = 50;

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public boolean serves(Set<Metric> asked) {
    return asked.stream().anyMatch(metric -> Family.of(metric) == Family.COVERAGE);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var entities = context.entities(context.train());
    for (int index : context.compared()) {
      var found =
          context.isNumeric(index) ? range(context, index) : categories(context, index, entities);
      if (found != null) {
        findings.addCoverage(found);
      }
    }
  }

  private static CoverageFinding.Categories categories(
      EvaluationContext context, int index, Entities entities) {
    var schema = context.schema(index);
    var labels = schema.categories();
    int[] codes = context.train().columns().get(index).codes();
    int[] real = RareCategories.counts(codes, labels.size());
    int[] synthetic =
        RareCategories.counts(context.synthetic().columns().get(index).codes(), labels.size());
    boolean[] enough = People.enough(codes, labels.size(), entities);
    double realRows = context.train().rows();
    double syntheticRows = Math.max(1, context.synthetic().rows());
    int wanted = 0;
    int found = 0;
    int rare = 0;
    int rareFound = 0;
    int few = 0;
    int fewFound = 0;
    var named = new ArrayList<CoverageFinding.Category>();
    for (int code = 0; code < labels.size(); code++) {
      if (real[code] == 0) {
        continue;
      }
      boolean isRare = RareCategories.isRare(real[code], realRows);
      boolean isFound = synthetic[code] > 0;
      wanted++;
      found += isFound ? 1 : 0;
      rare += isRare ? 1 : 0;
      rareFound += isRare && isFound ? 1 : 0;
      boolean isFew = real[code] < RareCategories.LEAST_ROWS;
      few += isFew ? 1 : 0;
      fewFound += isFew && isFound ? 1 : 0;
      if (enough[code] && (isRare || !isFound)) {
        named.add(
            new CoverageFinding.Category(
                labels.get(code), real[code] / realRows, synthetic[code] / syntheticRows));
      }
    }
    // What is missing comes first, the most frequent of it first.
    named.sort(
        Comparator.comparingDouble((CoverageFinding.Category one) -> one.synthetic() / one.real())
            .thenComparing(Comparator.comparingDouble(CoverageFinding.Category::real).reversed()));
    var shown = List.copyOf(named.subList(0, Math.min(MOST_NAMED, named.size())));
    int missedNamed = (int) shown.stream().filter(one -> one.synthetic() == 0).count();
    var declared = declared(context.space().get(schema.name()));
    return new CoverageFinding.Categories(
        schema.name(),
        wanted,
        found,
        rare,
        rareFound,
        shown,
        wanted - found - missedNamed,
        declared == null ? null : declared.size(),
        declared == null ? List.of() : missed(declared, labels, synthetic),
        few,
        fewFound);
  }

  private static List<String> declared(DeclaredDomain domain) {
    return domain == null ? null : domain.categories();
  }

  private static List<String> missed(List<String> declared, List<String> labels, int[] synthetic) {
    return declared.stream()
        .filter(
            label -> {
              int code = labels.indexOf(label);
              return code < 0 || synthetic[code] == 0;
            })
        .toList();
  }

  /** Null where there are too few values, or only one. */
  private static CoverageFinding.Range range(EvaluationContext context, int index) {
    double[] real = context.train().columns().get(index).sorted();
    double[] synthetic = context.synthetic().columns().get(index).sorted();
    if (real.length < LEAST_VALUES || real[0] == real[real.length - 1]) {
      return null;
    }
    int beyond = Math.max(People.LEAST, real.length / 100);
    double low = real[beyond - 1];
    double high = real[real.length - beyond];
    return new CoverageFinding.Range(
        context.schema(index).name(),
        share(real, value -> value <= low),
        share(synthetic, value -> value <= low),
        share(real, value -> value >= high),
        share(synthetic, value -> value >= high));
  }

  private static double share(double[] values, DoublePredicate which) {
    return values.length == 0
        ? 0
        : (double) Arrays.stream(values).filter(which).count() / values.length;
  }
}
