package dev.syntheticdata.worker.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Parquet with Zstandard pages. Integers are INT64, decimals DOUBLE, booleans BOOLEAN, dates DATE,
 * times TIME(ms), date-times TIMESTAMP(ms), labels and texts STRING. All columns are optional.
 */
final class ParquetTableWriter implements TableWriter {

  private final ParquetWriter<Row> parquet;

  /** A position in a chunk. */
  private record Row(Table table, int index) {}

  ParquetTableWriter(Path file, TableSchema schema) throws IOException {
    this.parquet =
        new Builder(file, schema)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new PureJavaCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build();
  }

  @Override
  public void write(Table rows) throws IOException {
    for (int row = 0; row < rows.rows(); row++) {
      parquet.write(new Row(rows, row));
    }
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final TableSchema schema;

    Builder(Path file, TableSchema schema) {
      super(new LocalOutputFile(file));
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @Deprecated // Abstract still: the writer itself calls the one below.
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(schema);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport(schema);
    }
  }

  private static final class RowWriteSupport extends WriteSupport<Row> {
    private final TableSchema schema;
    private final Binary[][] labels;
    private RecordConsumer out;

    RowWriteSupport(TableSchema schema) {
      this.schema = schema;
      this.labels =
          schema.columns().stream()
              .map(c -> c.categories().stream().map(Binary::fromString).toArray(Binary[]::new))
              .toArray(Binary[][]::new);
    }

    @Override
    @Deprecated // Abstract still: the writer itself calls the one below.
    public WriteContext init(Configuration configuration) {
      return new WriteContext(messageType(schema), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(messageType(schema), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    @Override
    public void write(Row row) {
      out.startMessage();
      for (int i = 0; i < schema.size(); i++) {
        var column = row.table().columns().get(i);
        if (!column.isMissing(row.index())) {
          String name = schema.columns().get(i).name();
          out.startField(name, i);
          writeValue(i, column, row.index());
          out.endField(name, i);
        }
      }
      out.endMessage();
    }

    private void writeValue(int field, Column column, int row) {
      switch (schema.columns().get(field).type()) {
        case DECIMAL -> out.addDouble(column.number(row));
        case INTEGER, DATE_TIME -> out.addLong((long) column.number(row));
        case DATE, TIME -> out.addInteger((int) column.number(row));
        case BOOLEAN -> out.addBoolean(column.code(row) == 1);
        case CATEGORICAL -> out.addBinary(labels[field][column.code(row)]);
        case IDENTIFIER, TEXT -> out.addBinary(Binary.fromString(column.string(row)));
      }
    }
  }

  private static MessageType messageType(TableSchema schema) {
    return new MessageType(
        "table", schema.columns().stream().map(ParquetTableWriter::field).toList());
  }

  private static Type field(ColumnSchema column) {
    var type =
        switch (column.type()) {
          case INTEGER -> Types.optional(INT64);
          case DECIMAL -> Types.optional(DOUBLE);
          case BOOLEAN -> Types.optional(BOOLEAN);
          case DATE -> Types.optional(INT32).as(dateType());
          case TIME -> Types.optional(INT32).as(timeType(false, MILLIS));
          case DATE_TIME ->
              Types.optional(INT64).as(timestampType(ValueText.hasOffset(column.format()), MILLIS));
          case CATEGORICAL, IDENTIFIER, TEXT -> Types.optional(BINARY).as(stringType());
        };
    return type.named(column.name());
  }
}
