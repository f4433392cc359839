package dev.syntheticdata.worker.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * CSV as RFC 4180 has it, with line feeds, UTF-8 and a header; a missing value is an empty field,
 * in a table of one column an empty field in quotes: many readers pass over empty lines.
 */
final class CsvTableWriter implements TableWriter {

  private final CsvWriter csv;
  private final List<ValueText> texts;
  private final String missing;

  CsvTableWriter(Path file, TableSchema schema) throws IOException {
    this.texts = schema.columns().stream().map(ValueText::new).toList();
    var builder = CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
    this.missing = texts.size() == 1 ? "" : null;
    if (missing != null) {
      builder.quoteStrategy(QuoteStrategies.EMPTY);
    }
    this.csv = builder.build(open(file), StandardCharsets.UTF_8);
    csv.writeRecord(schema.columns().stream().map(ColumnSchema::name).toList());
  }

  private static OutputStream open(Path file) throws IOException {
    var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return file.getFileName().toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
  }

  @Override
  public void write(Table rows) throws IOException {
    var fields = new String[texts.size()];
    for (int row = 0; row < rows.rows(); row++) {
      for (int i = 0; i < fields.length; i++) {
        String text = texts.get(i).print(rows.columns().get(i), row);
        fields[i] = text == null ? missing : text;
      }
      csv.writeRecord(fields);
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
