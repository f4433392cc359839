package dev.syntheticdata.worker.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files of any types, as other programs write them. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /** The schema of a file. */
  public static MessageType schema(Path file) throws IOException {
    var options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (var reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return reader.getFooter().getFileMetaData().getSchema();
    }
  }

  /**
   * A field of a schema.
   *
   * @param type such as {@code int32 (INTEGER(8,true))}, without the name
   */
  public static String field(String repetition, String name, String type) {
    String[] words = type.split(" ", 2);
    return "%s %s %s %s".formatted(repetition, words[0], name, words.length > 1 ? words[1] : "");
  }

  /** A schema of fields such as {@code required int32 id (INTEGER(8,true))}. */
  public static MessageType schema(List<String> fields) {
    return MessageTypeParser.parseMessageType(
        fields.stream()
            .map(field -> field.endsWith("}") ? field : field + ";")
            .collect(Collectors.joining(" ", "message table { ", " }")));
  }

  /**
   * Writes a file.
   *
   * @param rows values as Parquet's physical types have them, null for a missing one; a row may end
   *     before the last
   */
  public static Path write(Path file, MessageType schema, List<Object[]> rows) throws IOException {
    try (var writer =
        new Builder(file, schema)
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      for (var row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final MessageType schema;

    Builder(Path file, MessageType schema) {
      super(new LocalOutputFile(file));
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @Deprecated // Abstract still: the writer itself calls the one below.
    protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
      return new Rows(schema);
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return new Rows(schema);
    }
  }

  private static final class Rows extends WriteSupport<Object[]> {
    private final MessageType schema;
    private RecordConsumer out;

    Rows(MessageType schema) {
      this.schema = schema;
    }

    @Override
    @Deprecated // Abstract still: the writer itself calls the one below.
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    @Override
    public void write(Object[] row) {
      out.startMessage();
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          String name = schema.getFieldName(i);
          out.startField(name, i);
          add(row[i]);
          out.endField(name, i);
        }
      }
      out.endMessage();
    }

    private void add(Object value) {
      if (value instanceof Boolean bool) {
        out.addBoolean(bool);
      } else if (value instanceof Integer number) {
        out.addInteger(number);
      } else if (value instanceof Long number) {
        out.addLong(number);
      } else if (value instanceof Float number) {
        out.addFloat(number);
      } else if (value instanceof Double number) {
        out.addDouble(number);
      } else {
        out.addBinary((Binary) value);
      }
    }
  }
}
