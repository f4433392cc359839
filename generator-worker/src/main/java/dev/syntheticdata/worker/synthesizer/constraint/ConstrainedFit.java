package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.made.MadeColumn;
import dev.syntheticdata.worker.synthesizer.made.PatternColumn;
import dev.syntheticdata.worker.synthesizer.made.PersonalColumn;
import dev.syntheticdata.worker.table.ColumnNames;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A fit under rules, with any engine: it learns a table that was changed so that constraints hold
 * when the change is undone. Rows that break a constraint are not learned from; where more than one
 * in {@value #ONE_IN} breaks one, the constraint is refused, since it does not describe the data.
 */
public final class ConstrainedFit {

  private static final int ONE_IN = 20;

  private final Synthesizer engine;
  private final FitOptions options;
  private final RowRules rules;
  private final Table all;
  private final List<String> notes = new ArrayList<>();
  private final List<Checked> checked = new ArrayList<>();
  private final Map<String, Double> shares = new HashMap<>();

  private ConstrainedFit(Synthesizer engine, Table train, FitOptions options, RowRules rules) {
    this.engine = engine;
    this.all = train;
    this.options = options;
    this.rules = rules;
  }

  /**
   * Fits.
   *
   * @return the engine's own model where nothing is asked
   * @throws InvalidInputException if a rule is not valid for this table, or the table breaks it
   */
  public static SynthesizerModel fit(
      Synthesizer engine, Table train, FitOptions options, RowRules rules) {
    return rules.isEmpty()
        ? engine.fit(train, options)
        : new ConstrainedFit(engine, train, options, rules).fit();
  }

  private boolean isPrivate() {
    return options.privacy() != null;
  }

  private SynthesizerModel fit() {
    requireDifferentNames();
    var made = rules.made().stream().map(this::made).toList();
    var schema = all.schema();
    var constraints = Constraint.compile(rules.constraints(), schema);
    constraints.forEach(this::requireLearned);
    int[] kept = kept(constraints);
    Table train = kept.length == all.rows() ? all : all.select(kept);
    if (train.rows() < 2) {
      throw new InvalidInputException(
          "the constraints leave %d rows to learn from; at least 2 are needed"
              .formatted(train.rows()));
    }
    var plan = new Plan(train, isPrivate());
    combine(plan);
    for (var constraint : constraints) {
      check(constraint, plan, train.schema());
    }
    var planned = plan.steps();
    var learned = new Frame(train);
    planned.forEach(step -> step.hide(train, learned));
    made.stream().map(MadeColumn::name).filter(name -> !isEntity(name)).forEach(learned::remove);
    Table table = learned.table();
    if (table.schema().size() == 0) {
      throw new InvalidInputException(
          "all columns are made from patterns or as personal fields: none is left to learn");
    }
    var model = engine.fit(table, options(table, planned));
    var steps = planned.stream().map(step -> step.kept(model.schema(), options)).toList();
    var limitations = new ArrayList<>(model.limitations());
    limitations.addAll(notes);
    var constrained =
        new ConstrainedModel(
            model,
            schema(train.schema(), model.schema(), made, steps, constraints),
            rules.constraints(),
            steps,
            made,
            checked,
            limitations);
    tryOut(constrained);
    return constrained;
  }

  /**
   * Draws a block, so that constraints that hold in too few rows end the fit and not the first
   * dataset. Not of a private model: what an error told would not be counted.
   */
  private void tryOut(ConstrainedModel model) {
    if (!isPrivate()) {
      model.generate(0, (int) Math.min(Partitioning.BLOCK_ROWS, model.mostRows()), options.seed());
    }
  }

  private boolean isEntity(String column) {
    return column.equals(options.entity())
        || isPrivate() && column.equals(options.privacy().entity());
  }

  private void requireDifferentNames() {
    var names = new HashSet<String>();
    for (var constraint : rules.constraints()) {
      if (!names.add(constraint.name())) {
        throw new InvalidInputException(
            "two constraints have the name '%s'; give each its own".formatted(constraint.name()));
      }
      if ((constraint.expression() == null) == (constraint.fixedCombinations() == null)) {
        throw new InvalidInputException(
            "constraint '%s': give either expression or fixedCombinations"
                .formatted(constraint.name()));
      }
    }
  }

  private MadeColumn made(ColumnDeclaration declared) {
    int at = all.schema().indexOf(declared.name());
    if (at < 0) {
      throw new InvalidInputException(
          "the column '%s' is declared, but it is not there; the columns are %s"
              .formatted(declared.name(), names()));
    }
    var column =
        declared.pattern() != null
            ? new PatternColumn(declared.name(), declared.pattern())
            : new PersonalColumn(
                declared.name(),
                declared.personal(),
                declared.locale() == null ? PersonalColumn.LOCALE : declared.locale(),
                isPrivate() ? 0 : missing(at));
    column.check();
    notes.add(
        "Column '%s' is not learned: its values are %s."
            .formatted(
                declared.name(),
                declared.pattern() != null
                    ? "new words of the form " + declared.pattern()
                    : "invented, and depend on no other column"));
    var source = all.schema().columns().get(at);
    if (!column.fits(source)) {
      notes.add(
          "Column '%s' has the type '%s' in its source, which does not hold %s: they are strings in"
                  .formatted(
                      declared.name(),
                      source.parquet(),
                      declared.pattern() != null
                          ? "all words of the form " + declared.pattern()
                          : "what is invented")
              + " Parquet.");
    }
    return column;
  }

  private String names() {
    return ColumnNames.list(all.schema().columns().stream().map(ColumnSchema::name).toList());
  }

  private double missing(int column) {
    var values = all.columns().get(column);
    long missing = IntStream.range(0, values.size()).filter(values::isMissing).count();
    return (double) missing / values.size();
  }

  private void requireLearned(Constraint constraint) {
    for (String name : constraint.columns()) {
      var type = all.schema().column(name).orElseThrow().type();
      boolean isMade = rules.made().stream().anyMatch(column -> column.name().equals(name));
      if (isMade || type == ColumnType.IDENTIFIER || type == ColumnType.TEXT) {
        throw new InvalidInputException(
            "constraint '%s' asks about column '%s', which is not learned (%s); leave it out of the"
                    .formatted(
                        constraint.name(),
                        name,
                        isMade ? "it is made" : type.name().toLowerCase(Locale.ROOT))
                + " constraint, or declare the column as Categorical");
      }
    }
  }

  /** The rows that break no constraint. */
  private int[] kept(List<Constraint> constraints) {
    var breaks = new boolean[all.rows()];
    for (var constraint : constraints) {
      var broken = new boolean[all.rows()];
      IntStream.range(0, all.rows())
          .parallel()
          .forEach(row -> broken[row] = constraint.condition().of(all, row) == Truth.FALSE);
      long count = IntStream.range(0, broken.length).filter(row -> broken[row]).count();
      double share = (double) count / Math.max(1, all.rows());
      for (int row = 0; row < broken.length; row++) {
        breaks[row] |= broken[row];
      }
      shares.put(constraint.name(), share);
      if (!isPrivate()) {
        requireFew(constraint.name(), count, share);
      }
    }
    return IntStream.range(0, breaks.length).filter(row -> !breaks[row]).toArray();
  }

  private void requireFew(String constraint, long count, double share) {
    if (share * ONE_IN > 1) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "constraint '%s' is broken by %,d of %,d rows (%.1f %%), more than 1 in %d: it does not"
                  + " describe the data; correct the expression or the source, or remove it",
              constraint,
              count,
              all.rows(),
              100 * share,
              ONE_IN));
    }
    if (count > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Constraint '%s' is broken by %,d of %,d real rows; they were not learned from.",
              constraint,
              count,
              all.rows()));
    }
  }

  private void combine(Plan plan) {
    for (var constraint : rules.constraints()) {
      if (constraint.fixedCombinations() == null) {
        continue;
      }
      if (isPrivate()) {
        throw new InvalidInputException(
            "constraint '%s': the combinations of the real rows cannot be kept with"
                    .formatted(constraint.name())
                + " privateMarginals, since they tell of single rows; remove it, or take another"
                + " engine");
      }
      plan.combine(
          constraint.fixedCombinations().stream()
              .map(name -> labels(constraint, name, plan))
              .toList());
      checked.add(new Checked(constraint.name(), 0.0, true));
    }
  }

  private int labels(ConstraintDeclaration constraint, String name, Plan plan) {
    int at = all.schema().indexOf(name);
    if (at < 0) {
      throw new InvalidInputException(
          "constraint '%s' names a column '%s' that is not there; the columns are %s"
              .formatted(constraint.name(), name, names()));
    }
    if (!all.schema().columns().get(at).type().isCategorical()) {
      throw new InvalidInputException(
          "constraint '%s': column '%s' has no labels; declare it as Categorical"
              .formatted(constraint.name(), name));
    }
    if (plan.isCombined(at)
        || constraint.fixedCombinations().indexOf(name)
            != constraint.fixedCombinations().lastIndexOf(name)) {
      throw new InvalidInputException(
          "constraint '%s': column '%s' is in fixed combinations already; join them to one"
              .formatted(constraint.name(), name));
    }
    return at;
  }

  private void check(Constraint constraint, Plan plan, TableSchema schema) {
    boolean all = true;
    for (var clause : constraint.clauses()) {
      boolean held =
          Clause.of(clause, schema).map(plan::take).orElse(false)
              || Blanks.of(clause, schema).filter(b -> !plan.isCombined(b.column())).isPresent();
      all = all && held;
    }
    checked.add(
        new Checked(constraint.name(), isPrivate() ? null : shares.get(constraint.name()), all));
  }

  /** Options of the table that the engine sees: what is said of other columns is left out. */
  private FitOptions options(Table learned, List<Step> steps) {
    var changed = new HashMap<String, String>();
    for (var step : steps) {
      if (!(step instanceof RangeStep)) {
        step.columns().forEach(c -> changed.put(c.name(), step.columns().get(0).name()));
      }
    }
    var inner =
        options
            .withTargets(learned(options.targets(), changed, learned))
            .withLeading(learned(options.leading(), changed, learned))
            .withDeclaredLabels(withoutChanged(options.declaredLabels(), changed));
    if (!isPrivate()) {
      return inner;
    }
    var domains = new HashMap<>(options.privacy().domains());
    domains.keySet().removeIf(n -> changed.containsKey(n) || learned.schema().indexOf(n) < 0);
    for (var step : steps) {
      if (step instanceof RangeStep range && range.isDomain()) {
        domains.putIfAbsent(range.column().name(), range.domain());
      }
    }
    return inner.withPrivacy(options.privacy().withDomains(domains));
  }

  /** What is declared of columns that the engine learns as they are. */
  private static Map<String, List<String>> withoutChanged(
      Map<String, List<String>> declared, Map<String, String> changed) {
    var others = new HashMap<>(declared);
    others.keySet().removeAll(changed.keySet());
    return others;
  }

  /** The columns in which the engine learns others, without those that it does not. */
  private static List<String> learned(
      List<String> names, Map<String, String> changed, Table learned) {
    return names.stream()
        .map(name -> changed.getOrDefault(name, name))
        .filter(name -> learned.schema().indexOf(name) >= 0)
        .distinct()
        .toList();
  }

  private TableSchema schema(
      TableSchema source,
      TableSchema learned,
      List<MadeColumn> made,
      List<Step> steps,
      List<Constraint> constraints) {
    var given = new HashMap<String, ColumnSchema>();
    learned.columns().forEach(column -> given.put(column.name(), column));
    made.forEach(column -> given.put(column.name(), madeSchema(source, column)));
    steps.stream()
        .filter(step -> !(step instanceof RangeStep))
        .flatMap(step -> step.columns().stream())
        // Whether the source lacks values would tell of single rows.
        .map(column -> isPrivate() ? column.withNullable(true) : column)
        .forEach(column -> given.put(column.name(), column));
    for (var constraint : constraints) {
      for (var clause : constraint.clauses()) {
        Blanks.of(clause, source)
            .map(blanks -> source.columns().get(blanks.column()).name())
            .ifPresent(name -> given.put(name, given.get(name).withNullable(true)));
      }
    }
    return new TableSchema(source.columns().stream().map(c -> given.get(c.name())).toList());
  }

  private ColumnSchema madeSchema(TableSchema source, MadeColumn made) {
    var column = source.column(made.name()).orElseThrow();
    var typed = made.fits(column) ? column : column.withParquet(null);
    return made instanceof PatternColumn || isPrivate() ? typed.withNullable(false) : typed;
  }
}
