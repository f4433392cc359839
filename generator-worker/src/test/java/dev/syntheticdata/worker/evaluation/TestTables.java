package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Builds small tables, column by column. */
public final class TestTables {

  private final List<ColumnSchema> schemas = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  private TestTables() {}

  public static TestTables table() {
    return new TestTables();
  }

  public TestTables numbers(String name, double... values) {
    return add(name, ColumnType.DECIMAL, List.of(), Column.ofNumbers(values));
  }

  /** Labels in the order of the alphabet; null is missing. */
  public TestTables labels(String name, String... values) {
    var categories = Arrays.stream(values).filter(v -> v != null).distinct().sorted().toList();
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = values[i] == null ? -1 : categories.indexOf(values[i]);
    }
    return add(name, ColumnType.CATEGORICAL, categories, Column.ofCodes(codes));
  }

  public TestTables strings(String name, ColumnType type, String... values) {
    return add(name, type, List.of(), Column.ofStrings(values));
  }

  private TestTables add(String name, ColumnType type, List<String> categories, Column column) {
    schemas.add(new ColumnSchema(name, type, true, 0, null, categories));
    columns.add(column);
    return this;
  }

  public Table build() {
    return new Table(new TableSchema(schemas), columns);
  }

  /**
   * A clinic of {@code rows} patients: age, a marker that rises with age, a sex, a stage that
   * depends on the marker, and whether they died, which depends on age and stage. Rows of different
   * seeds are different people of the same population.
   */
  public static Table clinic(int rows, long seed) {
    var random = new Random(seed);
    double[] age = new double[rows];
    double[] marker = new double[rows];
    var sex = new String[rows];
    var stage = new String[rows];
    var died = new String[rows];
    for (int i = 0; i < rows; i++) {
      age[i] = Math.round(50 + 12 * random.nextGaussian());
      marker[i] = Math.round(100 * (age[i] / 20 + random.nextGaussian() * 0.7)) / 100.0;
      sex[i] = random.nextDouble() < 0.55 ? "F" : "M";
      stage[i] = marker[i] < 2 ? "I" : marker[i] < 3 ? "II" : "III";
      double risk = (age[i] - 50) / 10 + (stage[i].equals("III") ? 1.5 : -0.5);
      died[i] = random.nextDouble() < 1 / (1 + Math.exp(-risk)) ? "yes" : "no";
    }
    // All tables of the clinic know the same labels, in the same order.
    return table()
        .numbers("age", age)
        .numbers("marker", marker)
        .labelled("sex", List.of("F", "M"), sex)
        .labelled("stage", List.of("I", "II", "III"), stage)
        .labelled("died", List.of("no", "yes"), died)
        .build();
  }

  private TestTables labelled(String name, List<String> categories, String... values) {
    int[] codes = Arrays.stream(values).mapToInt(categories::indexOf).toArray();
    return add(name, ColumnType.CATEGORICAL, categories, Column.ofCodes(codes));
  }

  /** The same columns, each shuffled on its own: right margins, no dependencies. */
  public static Table shuffled(Table table, long seed) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < table.columns().size(); i++) {
      int[] order = new RowSampler(seed).permutation("column-" + i, table.rows());
      columns.add(table.columns().get(i).select(order));
    }
    return new Table(table.schema(), columns);
  }
}
