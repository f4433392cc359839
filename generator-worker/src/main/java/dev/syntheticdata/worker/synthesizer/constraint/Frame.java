package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Columns by name, in an order, that are taken out and replaced one by one. */
final class Frame {

  private final Map<String, ColumnSchema> schemas = new LinkedHashMap<>();
  private final Map<String, Column> columns = new LinkedHashMap<>();

  Frame(Table table) {
    for (int i = 0; i < table.schema().size(); i++) {
      put(table.schema().columns().get(i), table.columns().get(i));
    }
  }

  Column column(String name) {
    return columns.get(name);
  }

  /** Sets a column; one of that name keeps its place. */
  void put(ColumnSchema schema, Column column) {
    schemas.put(schema.name(), schema);
    columns.put(schema.name(), column);
  }

  void remove(String name) {
    schemas.remove(name);
    columns.remove(name);
  }

  Table table() {
    return new Table(
        new TableSchema(new ArrayList<>(schemas.values())), new ArrayList<>(columns.values()));
  }

  /** The columns of a schema, in its order. */
  Table table(TableSchema schema) {
    return new Table(
        schema, schema.columns().stream().map(column -> columns.get(column.name())).toList());
  }
}
