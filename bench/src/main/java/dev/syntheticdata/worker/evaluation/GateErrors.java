package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.GateVerdicts;
import dev.syntheticdata.task.StandardGates;
import dev.syntheticdata.worker.evaluation.privacy.AttributeInference;
import dev.syntheticdata.worker.evaluation.privacy.ClosestRecord;
import dev.syntheticdata.worker.evaluation.privacy.ExactMatches;
import dev.syntheticdata.worker.evaluation.privacy.Linkability;
import dev.syntheticdata.worker.evaluation.privacy.Membership;
import dev.syntheticdata.worker.evaluation.privacy.NearestRows;
import dev.syntheticdata.worker.evaluation.privacy.SinglingOut;
import dev.syntheticdata.worker.split.Holdout;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How often the standard gates about privacy are wrong. They are put to rows that cannot leak,
 * which are other real rows or those of engines that cannot remember any, and to rows that leak:
 * copies, one copy in twenty, and one altered copy in twenty. One JSON line for each evaluation.
 *
 * <p>Kinds of rows: {@code fresh}, {@code copies}, {@code copies5}, {@code altered5}; an engine, or
 * an engine and {@code +copies5} or {@code +altered5}; and {@code drawn}, where a model of the
 * table makes the rows learned from and those held out as well, as many as are asked for.
 */
public final class GateErrors {

  private static final double HOLDOUT = 0.2;
  private static final double COPIED = 0.05;
  private static final double NOISE = 0.002;

  private static final Evaluator PRIVACY =
      new Evaluator(
          List.of(
              new ClosestRecord(),
              new ExactMatches(),
              new NearestRows(),
              new Membership(),
              new SinglingOut(),
              new Linkability(),
              new AttributeInference()));

  private final Table table;
  private SynthesizerModel model;

  private GateErrors(Table table) {
    this.table = table;
  }

  /** Arguments: the table's file, rows to take of it, first seed, last seed, kinds of rows. */
  public static void main(String[] arguments) {
    var file = Path.of(arguments[0]);
    var bench = new GateErrors(TableReader.read(file, SchemaHints.none()));
    int rows = Integer.parseInt(arguments[1]);
    for (long seed = Long.parseLong(arguments[2]); seed <= Long.parseLong(arguments[3]); seed++) {
      for (int i = 4; i < arguments.length; i++) {
        var evaluation = bench.evaluate(rows, arguments[i], seed);
        System.out.println(line(file.getFileName().toString(), rows, arguments[i], evaluation));
      }
    }
  }

  private Evaluation evaluate(int rows, String kind, long seed) {
    if (kind.equals("drawn")) {
      return ofOneModel(rows, seed);
    }
    var sampler = new RowSampler(seed);
    var some = table.select(sampler.sample("of the table", table.rows(), rows));
    boolean real = List.of("fresh", "copies", "copies5", "altered5").contains(kind);
    return real ? ofRealRows(some, kind, seed, sampler) : ofEngine(some, kind, seed);
  }

  /** As many rows stand for the synthetic ones as for those learned from. */
  private static Evaluation ofRealRows(Table some, String kind, long seed, RowSampler sampler) {
    int[] order = sampler.permutation("split", some.rows());
    int held = (int) (HOLDOUT * some.rows());
    int half = held + (some.rows() - held) / 2;
    var holdout = some.select(Arrays.copyOf(order, held));
    var train = some.select(Arrays.copyOfRange(order, held, half));
    var fresh = some.select(Arrays.copyOfRange(order, half, order.length));
    var synthetic =
        switch (kind) {
          case "copies" -> train.select(drawn(fresh.rows(), train.rows(), seed));
          case "copies5" -> withCopies(fresh, train, 0, seed);
          case "altered5" -> withCopies(fresh, train, NOISE, seed);
          default -> fresh;
        };
    return PRIVACY.evaluate(new EvaluationInput(train, holdout, synthetic, List.of(), seed));
  }

  /** Rows of an engine, or of one of which one in twenty is a copy: {@code engine+copies5}. */
  private static Evaluation ofEngine(Table some, String kind, long seed) {
    String[] words = kind.split("\\+");
    var split = Holdout.split(some, HOLDOUT, null, seed);
    var train = some.select(split.train());
    var model = Synthesizer.named(words[0]).fit(train, FitOptions.seeded(seed));
    var synthetic = model.generate(0, train.rows(), seed);
    if (words.length > 1) {
      synthetic = withCopies(synthetic, train, words[1].equals("altered5") ? NOISE : 0, seed);
    }
    return PRIVACY.evaluate(
        new EvaluationInput(train, some.select(split.holdout()), synthetic, List.of(), seed));
  }

  private Evaluation ofOneModel(int rows, long seed) {
    if (model == null) {
      model = Synthesizer.named("autoregressiveTrees").fit(table, FitOptions.seeded(1));
    }
    return PRIVACY.evaluate(
        new EvaluationInput(
            model.generate(0, rows, 3 * seed),
            model.generate(0, rows / 4, 3 * seed + 1),
            model.generate(0, rows, 3 * seed + 2),
            List.of(),
            seed));
  }

  private static int[] drawn(int rows, int from, long seed) {
    var random = new Random(seed);
    return IntStream.range(0, rows).map(i -> random.nextInt(from)).toArray();
  }

  /**
   * The first rows replaced by real ones, their decimals altered; where there are none, their whole
   * numbers, which stay whole.
   */
  private static Table withCopies(Table rows, Table train, double noise, long seed) {
    int copies = (int) (COPIED * rows.rows());
    var from = train.select(new RowSampler(seed).sample("copied", train.rows(), copies));
    var random = new Random(seed);
    boolean decimals =
        rows.schema().columns().stream().anyMatch(c -> c.type() == ColumnType.DECIMAL);
    var columns = new ArrayList<Column>();
    for (int i = 0; i < rows.columns().size(); i++) {
      var column = from.columns().get(i);
      var type = rows.schema().columns().get(i).type();
      if (noise > 0 && type == (decimals ? ColumnType.DECIMAL : ColumnType.INTEGER)) {
        double[] altered = column.numbers().clone();
        for (int row = 0; row < altered.length; row++) {
          altered[row] *= 1 + noise * random.nextGaussian();
          altered[row] = type == ColumnType.INTEGER ? Math.rint(altered[row]) : altered[row];
        }
        column = Column.ofNumbers(altered);
      }
      var rest = rows.columns().get(i).select(IntStream.range(copies, rows.rows()).toArray());
      columns.add(Column.concat(List.of(column, rest)));
    }
    return new Table(rows.schema(), columns);
  }

  private static String line(String file, int rows, String kind, Evaluation evaluation) {
    var metrics =
        evaluation.results().stream()
            .filter(m -> Family.of(m.metric()) == Family.PRIVACY && m.value() != null)
            .map(
                m -> {
                  var interval = ((Outcome.Computed) m.outcome()).interval();
                  return "\"%s\": [%s, %s, %s, %s]"
                      .formatted(
                          m.metric().id(),
                          m.value(),
                          m.reference(),
                          interval == null ? null : interval.low(),
                          interval == null ? null : interval.high());
                })
            .toList();
    var attacks =
        evaluation.attacks().stream()
            .map(
                a ->
                    "[\"%s\", %d, %d, %d, %d]"
                        .formatted(
                            a.metric().id(),
                            a.attacks(),
                            a.successes(),
                            a.controls(),
                            a.controlSuccesses()))
            .toList();
    return String.format(
        Locale.ROOT,
        "{\"table\": \"%s\", \"rows\": %d, \"kind\": \"%s\", \"seed\": %d, \"failed\": [%s], \"metrics\": {%s}, \"attacks\": [%s]}",
        file,
        rows,
        kind,
        evaluation.seed(),
        String.join(", ", failed(evaluation)),
        String.join(", ", metrics),
        String.join(", ", attacks));
  }

  /** Of those that a leak fails: the one that asks for a control has a minimum. */
  private static List<String> failed(Evaluation evaluation) {
    var gates =
        StandardGates.list().stream()
            .filter(gate -> Family.of(gate.metric()) == Family.PRIVACY && gate.min() == null)
            .toList();
    var results = evaluation.results().stream().map(Measurement::toResult).toList();
    return GateVerdicts.of(gates, results).stream()
        .filter(result -> result.message() != null)
        .map(result -> "\"" + result.metric().id() + "\"")
        .toList();
  }
}
