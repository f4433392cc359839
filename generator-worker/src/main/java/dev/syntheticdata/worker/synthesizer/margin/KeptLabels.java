package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The labels that a model may tell: those that it generates, and those that were declared, be they
 * in the source or not. A label of too few rows stands in no model, since a model is read by more
 * people than its source. The two labels of a boolean are its type, and stay.
 *
 * <p>An engine learns with the codes of the source, and gives its model these instead: what trees
 * and correlations hold is by position in a margin, and is not concerned.
 *
 * @param schema the columns with these labels
 * @param margins the margins with the codes that labels have there; those after the columns of the
 *     schema as they were
 */
public record KeptLabels(TableSchema schema, List<Margin> margins) {

  /** The labels that margins keep, and those declared. */
  public static KeptLabels of(TableSchema source, List<Margin> margins, FitOptions options) {
    var columns = new ArrayList<ColumnSchema>();
    var renumbered = new ArrayList<>(margins);
    for (int j = 0; j < source.size(); j++) {
      var column = source.columns().get(j);
      if (column.type() == ColumnType.CATEGORICAL) {
        var kept = of(column, codes(margins.get(j)), options);
        if (margins.get(j) instanceof LabelMargin labels) {
          renumbered.set(j, renumbered(labels, column, kept));
        }
        column = kept;
      }
      columns.add(column);
    }
    return new KeptLabels(new TableSchema(columns), List.copyOf(renumbered));
  }

  /**
   * A column with some of its labels and those declared. Where labels are declared the order is
   * that of the texts: at which place one stands does not tell whether the source has it.
   *
   * @param codes codes of the labels that are kept
   */
  public static ColumnSchema of(ColumnSchema column, IntStream codes, FitOptions options) {
    var labels = codes.sorted().distinct().mapToObj(column.categories()::get).toList();
    var declared = options.declaredLabels().get(column.name());
    return column.withCategories(declared == null ? labels : joined(labels, declared));
  }

  private static List<String> joined(Collection<String> labels, Collection<String> declared) {
    var joined = new TreeSet<>(labels);
    joined.addAll(declared);
    return List.copyOf(joined);
  }

  private static IntStream codes(Margin margin) {
    return margin instanceof LabelMargin labels ? IntStream.of(labels.codes()) : IntStream.empty();
  }

  private static LabelMargin renumbered(LabelMargin margin, ColumnSchema from, ColumnSchema to) {
    int[] map = map(from, to);
    return new LabelMargin(
        margin.missing(),
        IntStream.of(margin.codes()).map(code -> map[code]).toArray(),
        margin.cumulative());
  }

  /** The codes that labels have in another schema of the column; -1 for those it lacks. */
  public static int[] map(ColumnSchema from, ColumnSchema to) {
    var codes = new HashMap<String, Integer>();
    to.categories().forEach(label -> codes.put(label, codes.size()));
    return from.categories().stream().mapToInt(label -> codes.getOrDefault(label, -1)).toArray();
  }
}
