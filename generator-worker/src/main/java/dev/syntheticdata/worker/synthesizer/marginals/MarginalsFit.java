package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.PrivacyLoss;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.margin.IdentifierMargin;
import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.synthesizer.margin.WithheldMargin;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.WholeNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One fit: rows, domains, single columns, and the network, each paid from the budget. */
final class MarginalsFit {

  /** Half of the numbers of a type that reaches so far are enough. */
  private static final long LARGE = 1L << 24;

  private final Table table;
  private final List<ColumnSchema> source;
  private final FitOptions options;
  private final PrivacyOptions privacy;
  private final Mechanisms mechanisms;

  /** Positions of the modelled columns. */
  private final int[] modelled;

  MarginalsFit(Table train, FitOptions options, ExactRandom random) {
    this.options = options;
    this.privacy = options.privacy();
    this.table =
        privacy.entity() == null
            ? train
            : train.select(
                Contributions.bounded(train, privacy.entity(), privacy.maxRowsPerEntity(), random));
    this.source = train.schema().columns();
    this.mechanisms =
        new Mechanisms(
            random,
            PrivacyLoss.ofFit(privacy.epsilon(), privacy.delta()),
            privacy.maxRowsPerEntity());
    this.modelled =
        IntStream.range(0, source.size()).filter(j -> isModelled(source.get(j).type())).toArray();
  }

  private static boolean isModelled(ColumnType type) {
    return type.isNumeric() || type.isCategorical();
  }

  PrivateMarginalsModel fit() {
    int questions = IntStream.of(modelled).map(this::questions).sum();
    var shares = new Shares(mechanisms.budget().rho(), questions > 0, target() >= 0);
    double rows =
        Math.max(
            1,
            mechanisms
                .count(Measured.Purpose.ROWS, List.of(), new long[] {table.rows()}, shares.rows())[
                0]);
    var found = domains(rows, shares.domains(), questions);
    var columns = new ColumnCounts(mechanisms, found, table.rows(), rows, shares.columns());
    var plan = Plan.of(mechanisms, shares, columns, rows, target());
    var coded = columns.coded(plan);
    var nodes = network(coded, plan, shares, rows);
    return model(rows, found, coded, nodes, plan);
  }

  private int questions(int j) {
    return DomainFinder.questions(source.get(j), privacy.domains().get(source.get(j).name()));
  }

  /** Position, among the modelled columns, of the first target; -1 where there is none. */
  private int target() {
    for (int i = 0; i < modelled.length && modelled.length > 2; i++) {
      if (options.targets().contains(source.get(modelled[i]).name())) {
        return i;
      }
    }
    return -1;
  }

  private List<DomainFinder.Found> domains(double rows, double rho, int questions) {
    long searched = IntStream.of(modelled).filter(j -> questions(j) > 0).count();
    var finder =
        new DomainFinder(
            mechanisms,
            rows,
            options.protectedRows(),
            questions == 0 ? 0 : rho / questions,
            searched == 0 ? 0 : mechanisms.budget().delta() / searched);
    var found = new ArrayList<DomainFinder.Found>();
    for (int j : modelled) {
      var column = source.get(j);
      found.add(finder.find(column, table.columns().get(j), privacy.domains().get(column.name())));
    }
    return found;
  }

  private List<Node> network(ColumnCounts.Coded coded, Plan plan, Shares shares, double rows) {
    var columns = coded.columns();
    int[] joined =
        IntStream.range(0, columns.count())
            .filter(i -> columns.sizes()[i] > 1 && i != plan.target())
            .toArray();
    var learner = new NetworkLearner(mechanisms, columns, coded.totals(), rows, plan.target());
    var nodes = new ArrayList<>(learner.learn(joined, plan.pairs(), plan.edges(), plan.tables()));
    for (int i = 0; i < columns.count(); i++) {
      if (columns.sizes()[i] <= 1 && i != plan.target()) {
        nodes.add(Node.of(i, new int[0], new int[0], 1, new double[] {1}));
      }
    }
    return nodes.stream().map(this::inTable).toList();
  }

  /** The same node with positions in the table's schema. */
  private Node inTable(Node node) {
    return new Node(
        modelled[node.column()],
        Arrays.stream(node.parents()).map(parent -> modelled[parent]).toArray(),
        node.parentSizes(),
        node.size(),
        node.cumulative());
  }

  private PrivateMarginalsModel model(
      double rows,
      List<DomainFinder.Found> found,
      ColumnCounts.Coded coded,
      List<Node> nodes,
      Plan plan) {
    var schema = new ArrayList<ColumnSchema>();
    var columns = new ArrayList<MarginalColumn>();
    var margins = new ArrayList<Margin>();
    int next = 0;
    for (var column : source) {
      if (isModelled(column.type())) {
        var domain = found.get(next).domain();
        var grouping = coded.groupings().get(next);
        boolean nullable = grouping.group()[domain.size() - 1] >= 0;
        schema.add(found.get(next).schema().withNullable(nullable));
        columns.add(new MarginalColumn(domain, grouping));
        margins.add(null);
        next++;
      } else {
        boolean identifier = column.type() == ColumnType.IDENTIFIER;
        var margin =
            identifier ? identifiers(column) : new WithheldMargin(WithheldMargin.Storage.STRINGS);
        schema.add(MarginFitter.schema(column.withNullable(!identifier), margin));
        columns.add(null);
        margins.add(margin);
      }
    }
    var limits = new MarginalLimits(source, privacy, plan.target() >= 0, empty(found), schema);
    return new PrivateMarginalsModel(
        new TableSchema(schema),
        Math.round(rows),
        plan.target() >= 0
            ? PrivateMarginalsModel.Structure.PAIRS_WITH_TARGET
            : PrivateMarginalsModel.Structure.PAIRS,
        columns,
        margins,
        nodes,
        claim(),
        mechanisms.measured(),
        limits.sentences());
  }

  /**
   * New identifiers of the column's type, without a look at those of the source: whole numbers from
   * the upper half of a type, since those of sources mostly begin with the least.
   */
  private static IdentifierMargin identifiers(ColumnSchema column) {
    if (column.holdsUuids()) {
      return IdentifierMargin.uuids(0);
    }
    return column
        .range()
        .map(WholeNumbers::greatest)
        .map(last -> new WholeNumbers(last < LARGE ? 1 : last / 2 + 1, last))
        .filter(numbers -> numbers.count() > 0)
        .map(numbers -> IdentifierMargin.numbers(0, numbers))
        .orElse(new IdentifierMargin(0, IdentifierMargin.Shape.COUNTER, "synthetic-", 1, 1));
  }

  /** Columns whose only cell is the one of missing values. */
  private static List<String> empty(List<DomainFinder.Found> found) {
    return found.stream()
        .filter(column -> column.domain().size() == 1)
        .map(column -> column.schema().name())
        .toList();
  }

  private PrivacyClaim claim() {
    int declared =
        (int)
            IntStream.of(modelled)
                .filter(
                    j ->
                        DomainFinder.isDeclared(
                            source.get(j), privacy.domains().get(source.get(j).name())))
                .count();
    return new PrivacyClaim(
        privacy.epsilon(),
        privacy.delta(),
        mechanisms.spent().rho(),
        privacy.entity() == null ? PrivacyClaim.Unit.ROW : PrivacyClaim.Unit.ENTITY,
        privacy.entity(),
        privacy.maxRowsPerEntity(),
        PrivacyClaim.Neighbours.ADD_OR_REMOVE,
        declared,
        modelled.length - declared);
  }
}
