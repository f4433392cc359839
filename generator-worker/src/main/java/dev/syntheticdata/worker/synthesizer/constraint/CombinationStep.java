package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.margin.KeptLabels;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of labels that are learned as one, with a label for each combination of the real rows. A
 * missing value is a label of its own.
 *
 * @param columns the columns; the first one's place takes what is learned
 * @param combinations the combinations: for each the columns' codes, -1 for a missing value
 */
record CombinationStep(List<ColumnSchema> columns, int[][] combinations) implements Step {

  /** The combinations of these columns in a table. */
  static CombinationStep of(List<ColumnSchema> columns, Table source) {
    var seen = new LinkedHashMap<List<Integer>, int[]>();
    for (int row = 0; row < source.rows(); row++) {
      int[] codes = codes(columns, source, row);
      seen.putIfAbsent(Arrays.stream(codes).boxed().toList(), codes);
    }
    return new CombinationStep(columns, seen.values().toArray(int[][]::new));
  }

  private static int[] codes(List<ColumnSchema> columns, Table table, int row) {
    return columns.stream().mapToInt(column -> table.column(column.name()).codes()[row]).toArray();
  }

  /**
   * The combinations that an engine's model still has, and the labels in them: the others were of
   * too few rows.
   *
   * @param learned the columns of the model
   */
  @Override
  public CombinationStep kept(TableSchema learned, FitOptions options) {
    int[][] kept =
        learned.column(columns.get(0).name()).orElseThrow().categories().stream()
            .map(label -> combinations[Integer.parseInt(label)].clone())
            .toArray(int[][]::new);
    var told = new ArrayList<ColumnSchema>();
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      var column = columns.get(i);
      var codes = Arrays.stream(kept).mapToInt(combination -> combination[at]);
      if (column.type() == ColumnType.CATEGORICAL) {
        column = KeptLabels.of(column, codes.filter(code -> code >= 0), options);
      }
      int[] map = KeptLabels.map(columns.get(i), column);
      for (int[] combination : kept) {
        combination[i] = combination[i] < 0 ? combination[i] : map[combination[i]];
      }
      told.add(column);
    }
    return new CombinationStep(told, kept);
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public void hide(Table source, Frame learned) {
    var numbers = new LinkedHashMap<List<Integer>, Integer>();
    for (int[] combination : combinations) {
      numbers.put(Arrays.stream(combination).boxed().toList(), numbers.size());
    }
    var joint = new int[source.rows()];
    Arrays.setAll(
        joint, row -> numbers.get(Arrays.stream(codes(columns, source, row)).boxed().toList()));
    columns.stream().skip(1).forEach(column -> learned.remove(column.name()));
    learned.put(
        new ColumnSchema(
            columns.get(0).name(),
            ColumnType.CATEGORICAL,
            false,
            0,
            null,
            IntStream.range(0, combinations.length).mapToObj(Integer::toString).toList()),
        Column.ofCodes(joint));
  }

  @Override
  public void restore(Frame rows) {
    int[] joint = rows.column(columns.get(0).name()).codes();
    for (int i = 0; i < columns.size(); i++) {
      var codes = new int[joint.length];
      for (int row = 0; row < codes.length; row++) {
        codes[row] = joint[row] < 0 ? -1 : combinations[joint[row]][i];
      }
      rows.put(columns.get(i), Column.ofCodes(codes));
    }
  }
}
