package dev.syntheticdata.worker.report;

import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.RowSampler;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Evaluations of other real rows as though they were synthetic, with all that people may declare:
 * of the example table, and of a hundred columns of all kinds. Each is made once.
 */
final class ReportTables {

  private static Evaluation flchain;
  private static Evaluation mixed;

  private ReportTables() {}

  /** The eleven columns of the example table. */
  static synchronized Evaluation flchain() {
    if (flchain == null) {
      var table = TableReader.read(Rows.flchain(), SchemaHints.none());
      flchain = evaluation(table, 1_200, 800, List.of("death", "futime"));
    }
    return flchain;
  }

  /** A hundred columns: of each kind of value, with long names, rare labels and missing values. */
  static synchronized Evaluation mixed() {
    if (mixed == null) {
      mixed = evaluation(mixedTable(1_900), 700, 500, List.of("outcome", "score"));
    }
    return mixed;
  }

  private static Evaluation evaluation(Table table, int train, int holdout, List<String> targets) {
    int[] order = new RowSampler(1).permutation("rows", table.rows());
    return new Evaluator()
        .evaluate(
            new EvaluationInput(
                    table.select(Arrays.copyOf(order, train)),
                    table.select(Arrays.copyOfRange(order, train, train + holdout)),
                    table.select(Arrays.copyOfRange(order, train + holdout, 2 * train + holdout)),
                    targets,
                    1)
                .withProtectedColumns(List.of("sex")));
  }

  private static Table mixedTable(int rows) {
    var names = new ArrayList<>(List.of("person id", "sex", "outcome", "score"));
    for (int i = names.size(); i < 100; i++) {
      names.add(KINDS[i % KINDS.length] + " " + i);
    }
    var random = new Random(5);
    return Rows.table(String.join(",", names), rows, row -> row(random, row, names.size()));
  }

  private static final String[] KINDS = {
    "Measurement of WHITE marker MMMM number",
    "category of the visit",
    "count",
    "flag",
    "day",
    "rare diagnosis",
    "Wert mit Lücken",
    "remark"
  };

  private static String row(Random random, int row, int columns) {
    double health = random.nextGaussian();
    var cells = new ArrayList<String>();
    cells.add("P%06d".formatted(row));
    cells.add(random.nextInt(9) < 5 ? "F" : "M");
    cells.add(health + random.nextGaussian() > 0.4 ? "died" : "lives");
    cells.add(decimal(20 * health + 10 * random.nextGaussian()));
    for (int i = cells.size(); i < columns; i++) {
      cells.add(cell(i, health * (i % 5) / 4 + random.nextGaussian(), random));
    }
    return String.join(",", cells);
  }

  private static String cell(int column, double value, Random random) {
    return switch (column % KINDS.length) {
      case 1 -> List.of("a", "b and a label that is long", "c", "d").get(random.nextInt(4));
      case 2 -> Integer.toString((int) Math.abs(4 * value));
      case 3 -> value > 0 ? "true" : "false";
      case 4 ->
          "20%02d-0%d-1%d".formatted(10 + random.nextInt(9), 1 + random.nextInt(9), column % 9);
      case 5 -> random.nextInt(10) > 0 ? "common" : "rare" + random.nextInt(8);
      case 6 -> random.nextInt(5) == 0 ? "" : decimal(value);
      case 7 -> "said %d and %d on the day".formatted(random.nextInt(9_999), random.nextInt(999));
      default -> decimal(50 + 10 * value);
    };
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
