package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;

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

  /** A column with the schema that describes it. */
  record Parsed(ColumnSchema schema, Column column) {}

  Parsed parse() {
    if (schema.type().isNumeric()) {
      return new Parsed(seen(schema), numbers());
    }
    return schema.type().isCategorical() ? codes() : new Parsed(seen(schema), strings());
  }

  private ColumnSchema seen(ColumnSchema column) {
    return column.nullable() || raw.missing() == 0 ? column : column.withNullable(true);
  }

  private Column numbers() {
    if (raw.decimals() != null && isNumber()) {
      return decimals(raw.decimals());
    }
    var text = new ValueText(schema);
    var texts = raw.values();
    var values = new double[texts.size()];
    for (int code = 0; code < values.length; code++) {
      try {
        String value = texts.get(code);
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
    return new Column(new Cells.DistinctNumbers(raw.codes(), values));
  }

  /** Whether the numbers of the source are numbers of the schema as they are. */
  private boolean isNumber() {
    return schema.type() == ColumnType.DECIMAL
        || (schema.type() == ColumnType.INTEGER && raw.decimals().mostDecimals() == 0);
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
      recoded[code] =
          codeOf.computeIfAbsent(
              label(raw.values().get(code)),
              label -> {
                labels.add(label);
                return labels.size() - 1;
              });
    }
    return new Parsed(
        seen(schema.withCategories(labels)),
        new Column(new Cells.DistinctCodes(raw.codes(), recoded)));
  }

  /** Parquet's booleans are read as true and false, whatever pair the schema records. */
  private String label(String text) {
    if (schema.type() == ColumnType.BOOLEAN && !schema.categories().contains(text)) {
      if (text.equals("false")) {
        return schema.categories().get(0);
      }
      if (text.equals("true")) {
        return schema.categories().get(1);
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
            : new Cells.DistinctStrings(raw.codes(), raw.values()));
  }
}
