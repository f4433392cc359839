package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Parquet with Zstandard pages. Each column has the type that it has in its source, where that is a
 * Parquet file, and otherwise the usual one of its values ({@link ParquetTypes}).
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
    private final List<ParquetEncoder> encoders;
    private RecordConsumer out;

    RowWriteSupport(TableSchema schema) {
      this.encoders = schema.columns().stream().map(ParquetEncoder::new).toList();
    }

    @Override
    @Deprecated // Abstract still: the writer itself calls the one below.
    public WriteContext init(Configuration configuration) {
      return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return context();
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    private WriteContext context() {
      var fields = encoders.stream().<Type>map(ParquetEncoder::type).toList();
      return new WriteContext(new MessageType("table", fields), Map.of());
    }

    @Override
    public void write(Row row) {
      out.startMessage();
      for (int i = 0; i < encoders.size(); i++) {
        var column = row.table().columns().get(i);
        var encoder = encoders.get(i);
        String name = encoder.type().getName();
        if (!column.isMissing(row.index())) {
          out.startField(name, i);
          encoder.write(out, column, row.index());
          out.endField(name, i);
        } else if (encoder.type().isRepetition(Repetition.REQUIRED)) {
          throw new InvalidInputException(
              "column '%s': a value is missing, and the column's type does not allow that"
                  .formatted(name));
        }
      }
      out.endMessage();
    }
  }
}
