package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Turns a column of text into values, by its schema; each distinct text is parsed once. */
final class ColumnParser {

  private final String source;
  private final RawColumn raw;
  private final ColumnSchema schema;

  ColumnParser(String source, RawColumn raw, ColumnSchema schema) {
    this.source = source;
    this.raw = raw;
    this.schema = schema;
  }

  /** The kind of missing value that a text stands for, or -1 where it is a value. */
  private int missingKind(String text) {
    int recorded = schema.missing().indexOf(text);
    if (recorded >= 0) {
      return recorded;
    }
    // Not among the values of a schema that was recorded before one was seen.
    return raw.origin() == RawColumn.Origin.UNTYPED && MissingValue.isMissing(text) ? 0 : -1;
  }

  /** The kind of those missing that have no text of their own. */
  private int missingKind() {
    return raw.missingText() == null ? 0 : Math.max(0, schema.missing().indexOf(raw.missingText()));
  }

  /** A column with the schema that describes it. */
  record Parsed(ColumnSchema schema, Column column) {}

  Parsed parse() {
    if (schema.type().isNumeric()) {
      return new Parsed(seen(schema), numbers());
    }
    return schema.type().isCategorical() ? codes() : new Parsed(seen(schema), strings());
  }

  private ColumnSchema seen(ColumnSchema column) {
    return column.nullable() || !hasMissing() ? column : column.withNullable(true);
  }

  private boolean hasMissing() {
    return raw.missing() > 0
        || (raw.decimals() == null
            && raw.values().stream().anyMatch(text -> missingKind(text) >= 0));
  }

  private Column numbers() {
    if (raw.decimals() != null && isNumber()) {
      return decimals(raw.decimals());
    }
    var text = new ValueText(schema);
    var texts = raw.values();
    var values = new double[texts.size()];
    for (int code = 0; code < values.length; code++) {
      String value = texts.get(code);
      int kind = missingKind(value);
      if (kind >= 0) {
        values[code] = MissingValue.number(kind);
        continue;
      }
      try {
        values[code] =
            raw.origin() == RawColumn.Origin.TYPED ? text.parseIso(value) : text.parse(value);
      } catch (RuntimeException e) {
        throw new InvalidInputException(
            "%s, row %d, column '%s': the value is not %s%s; correct it, or declare the column as"
                    .formatted(
                        source,
                        raw.firstRow(code) + 1,
                        schema.name(),
                        schema.type(),
                        schema.format() == null ? "" : " in the form " + schema.format())
                + " Categorical or Text",
            e);
      }
    }
    var cells = new Cells.DistinctNumbers(raw.codes(), values);
    if (missingKind() == 0) {
      return new Column(cells);
    }
    var numbers = new double[cells.size()];
    for (int row = 0; row < numbers.length; row++) {
      boolean unwritten = raw.codes().get(row) < 0;
      numbers[row] = unwritten ? MissingValue.number(missingKind()) : cells.number(row);
    }
    return Column.ofNumbers(numbers);
  }

  /** Whether the numbers of the source are numbers of the schema as they are. */
  private boolean isNumber() {
    return schema.type() == ColumnType.DECIMAL
        || (schema.type() == ColumnType.INTEGER && raw.decimals().isWhole());
  }

  private static Column decimals(Decimals decimals) {
    var cells = new Cells.DecimalNumbers(decimals);
    return decimals.isExact() ? new Column(cells) : Column.ofNumbers(new Column(cells).numbers());
  }

  private Parsed codes() {
    var labels = new ArrayList<>(schema.categories());
    var codeOf = new HashMap<String, Integer>();
    for (int i = 0; i < labels.size(); i++) {
      codeOf.put(labels.get(i), i);
    }
    var recoded = new int[raw.values().size()];
    for (int code = 0; code < recoded.length; code++) {
      int kind = missingKind(raw.values().get(code));
      if (kind >= 0) {
        recoded[code] = MissingValue.code(kind);
        continue;
      }
      recoded[code] =
          codeOf.computeIfAbsent(
              label(raw.values().get(code)),
              label -> {
                labels.add(label);
                return labels.size() - 1;
              });
    }
    return new Parsed(
        seen(schema.withCategories(labels)), codes(new Cells.DistinctCodes(raw.codes(), recoded)));
  }

  private Column codes(Cells.DistinctCodes cells) {
    if (missingKind() == 0) {
      return new Column(cells);
    }
    var codes = new int[cells.size()];
    for (int row = 0; row < codes.length; row++) {
      boolean unwritten = raw.codes().get(row) < 0;
      codes[row] = unwritten ? MissingValue.code(missingKind()) : cells.code(row);
    }
    return Column.ofCodes(codes);
  }

  /**
   * True and false are read whatever pair the schema records, as Parquet has them and other
   * programs write them, and words of the pair in capital letters or without: the schema of a
   * source that says {@code true} reads what was made of it by one that says {@code True}.
   */
  private String label(String text) {
    if (schema.type() == ColumnType.BOOLEAN && !schema.categories().contains(text)) {
      for (var written : List.of(List.of("false", "true"), schema.categories())) {
        for (int i = 0; i < 2; i++) {
          if (text.equalsIgnoreCase(written.get(i))) {
            return schema.categories().get(i);
          }
        }
      }
      throw new InvalidInputException(
          "%s: column '%s' holds a value other than %s; correct it, or declare it as Categorical"
              .formatted(source, schema.name(), String.join(" and ", schema.categories())));
    }
    return text;
  }

  private Column strings() {
    return new Column(
        raw.decimals() != null
            ? new Cells.DecimalStrings(raw.decimals())
            : new Cells.DistinctStrings(raw.codes(), texts()));
  }

  /** Missing texts are of one kind. */
  private List<String> texts() {
    return raw.values().stream().noneMatch(text -> missingKind(text) >= 0)
        ? raw.values()
        : raw.values().stream().map(text -> missingKind(text) >= 0 ? null : text).toList();
  }
}
