package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.FormattedNumbers;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Learns the margins of a table, and notes what they leave out. */
public final class MarginFitter {

  private final FitOptions options;

  /** Whose rows they are, where entities and not rows protect a value; otherwise null. */
  private final Entities entities;

  private final List<Margin> margins = new ArrayList<>();
  private final List<String> limitations = new ArrayList<>();

  private MarginFitter(FitOptions options, Entities entities) {
    this.options = options;
    this.entities = entities;
  }

  /**
   * The margins of a table.
   *
   * @param schema the columns; those generated without values are nullable
   * @param margins one for each column, in order; labels are ordered by frequency
   * @param limitations what they leave out, one sentence per column concerned
   */
  public record Margins(TableSchema schema, List<Margin> margins, List<String> limitations) {}

  /** Learns the margins of all columns. */
  public static Margins fit(Table train, FitOptions options) {
    return fit(
        train, options, options.entity() == null ? null : Entities.of(train, options.entity()));
  }

  /**
   * Learns the margins of all columns.
   *
   * @param entities whose rows they are, where entities and not rows protect a value; otherwise
   *     null
   */
  public static Margins fit(Table train, FitOptions options, Entities entities) {
    var fitter = new MarginFitter(options, entities);
    for (int i = 0; i < train.schema().size(); i++) {
      fitter.margins.add(fitter.fit(train.schema().columns().get(i), train.columns().get(i)));
    }
    return new Margins(
        fitter.schema(train.schema()),
        List.copyOf(fitter.margins),
        List.copyOf(fitter.limitations));
  }

  private TableSchema schema(TableSchema source) {
    var columns = new ArrayList<ColumnSchema>();
    for (int i = 0; i < source.size(); i++) {
      var column = source.columns().get(i);
      columns.add(schema(column, margins.get(i)));
    }
    return new TableSchema(columns);
  }

  /** The description of what a margin makes: it may lack values, or have other Parquet types. */
  public static ColumnSchema schema(ColumnSchema column, Margin margin) {
    if (margin instanceof IdentifierMargin identifiers && !identifiers.fits(column)) {
      return column.withParquet(null);
    }
    return margin instanceof WithheldMargin ? column.withNullable(true) : column;
  }

  private Margin fit(ColumnSchema schema, Column column) {
    int missing = 0;
    for (int row = 0; row < column.size(); row++) {
      missing += column.isMissing(row) ? 1 : 0;
    }
    double share = column.size() == 0 ? 1 : (double) missing / column.size();
    if (missing == column.size()) {
      return new WithheldMargin(storage(schema.type()));
    }
    if (schema.type().isNumeric() && missing > 0 && !isProtected(column)) {
      limitations.add(
          "Column '%s': fewer than %d %s have a value. It is generated without values."
              .formatted(
                  schema.name(), options.protectedRows(), entities == null ? "rows" : "entities"));
      return new WithheldMargin(WithheldMargin.Storage.NUMBERS);
    }
    if (schema.type().isNumeric()) {
      return number(schema, column, column.size() - missing, share);
    }
    if (schema.type().isCategorical()) {
      return labels(schema, column, column.size() - missing, share);
    }
    if (schema.type() == ColumnType.IDENTIFIER) {
      return identifiers(schema, column, share);
    }
    limitations.add(
        "Column '%s' is free text, which no built-in engine models: it is generated without values."
                .formatted(schema.name())
            + remedy(
                column.size(),
                column::string,
                "Declare it as Categorical or Identifier to change that."));
    return new WithheldMargin(WithheldMargin.Storage.STRINGS);
  }

  private static WithheldMargin.Storage storage(ColumnType type) {
    return type.isNumeric()
        ? WithheldMargin.Storage.NUMBERS
        : type.isCategorical() ? WithheldMargin.Storage.CODES : WithheldMargin.Storage.STRINGS;
  }

  /** What to do about values that are not kept: another thing for numbers than for others. */
  private static String remedy(int size, IntFunction<String> text, String ofOthers) {
    return " "
        + FormattedNumbers.describe(size, text)
            .map("It looks like %s: write them as plain numbers in the source."::formatted)
            .orElse(ofOthers);
  }

  private Margin identifiers(ColumnSchema schema, Column column, double missing) {
    // What few have in common with each other, the beginning of their names, is theirs.
    var shape = IdentifierShape.of(schema, column, missing, isProtected(column));
    var margin = shape.orElseGet(() -> IdentifierShape.unlike(column, missing));
    if (!margin.fits(schema)) {
      limitations.add(
          "Column '%s': new identifiers do not fit its type '%s': they are strings in Parquet."
              .formatted(schema.name(), schema.parquet()));
    }
    if (shape.isEmpty()) {
      limitations.add(
          "Column '%s' is an identifier of no known shape, or of too few rows: it is numbered anew, and nothing of its values is kept."
                  .formatted(schema.name())
              + remedy(
                  column.size(),
                  column::string,
                  "If they tell something of a row, declare its type, or write them as numbers,"
                      + " dates or labels in the source; for new ones of their form, declare a pattern."));
    }
    return margin;
  }

  /** Whether enough rows, or entities, have a value. */
  private boolean isProtected(Column column) {
    var having = IntStream.range(0, column.size()).filter(row -> !column.isMissing(row));
    return (entities == null ? having : having.map(row -> entities.ofRow()[row]).distinct())
            .limit(options.protectedRows())
            .count()
        == options.protectedRows();
  }

  private Margin number(ColumnSchema schema, Column column, int present, double missing) {
    var values = new double[present];
    int[] owners = entities == null ? null : new int[present];
    int next = 0;
    for (int row = 0; row < column.size(); row++) {
      double value = column.number(row);
      if (!Double.isNaN(value)) {
        if (owners != null) {
          owners[next] = entities.ofRow()[row];
        }
        values[next++] = value;
      }
    }
    return NumberMarginFitter.fit(schema, values, owners, missing, options.protectedRows());
  }

  private Margin labels(ColumnSchema schema, Column column, int present, double missing) {
    var counts = new int[schema.categories().size()];
    for (int row = 0; row < column.size(); row++) {
      int code = column.code(row);
      if (code >= 0) {
        counts[code]++;
      }
    }
    // The two labels of a boolean say nothing about anyone.
    int least = schema.type() == ColumnType.BOOLEAN ? 1 : options.protectedRows();
    int[] protectors = entities == null ? counts : entitiesByLabel(column, counts.length);
    int[] kept =
        IntStream.range(0, counts.length)
            .filter(code -> protectors[code] >= least)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(code -> -counts[code]).thenComparing(c -> c))
            .mapToInt(Integer::intValue)
            .toArray();
    long seen = IntStream.of(counts).filter(count -> count > 0).count();
    if (kept.length < seen) {
      String none =
          kept.length > 0
              ? ""
              : remedy(
                  schema.categories().size(),
                  schema.categories()::get,
                  "It is generated without values; join labels in the source to change that.");
      limitations.add(
          "Column '%s': %d of %d labels were %s fewer than %d %s and are not generated."
                  .formatted(
                      schema.name(),
                      seen - kept.length,
                      seen,
                      entities == null ? "in" : "those of",
                      least,
                      entities == null ? "rows" : "entities")
              + none);
    }
    if (kept.length == 0) {
      return new WithheldMargin(WithheldMargin.Storage.CODES);
    }
    return new LabelMargin(missing, kept, cumulative(kept, counts));
  }

  /** How many entities have each label. */
  private int[] entitiesByLabel(Column column, int labels) {
    int[] owners = entities.ofRow();
    long[] pairs =
        IntStream.range(0, column.size())
            .filter(row -> column.code(row) >= 0)
            .mapToLong(row -> (long) column.code(row) << Integer.SIZE | owners[row])
            .sorted()
            .distinct()
            .toArray();
    var counts = new int[labels];
    for (long pair : pairs) {
      counts[(int) (pair >> Integer.SIZE)]++;
    }
    return counts;
  }

  private static double[] cumulative(int[] kept, int[] counts) {
    long total = IntStream.of(kept).mapToLong(code -> counts[code]).sum();
    var cumulative = new double[kept.length];
    long sum = 0;
    for (int i = 0; i < kept.length; i++) {
      sum += counts[kept[i]];
      cumulative[i] = (double) sum / total;
    }
    return cumulative;
  }
}
