package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.worker.synthesizer.constraint.ConstrainedFit;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.synthesizer.sequences.SequenceSynthesizer;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.ParquetFiles;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.task.Digests;
import dev.syntheticdata.worker.task.PartGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Identifiers that are whole numbers in the source are whole numbers in what is generated. */
class IntegerIdentifiersTest {

  private static final int ROWS = 300;

  @TempDir Path directory;

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  /** Of a Parquet file with an identifier of that type, from that value on. */
  private Table table(String type, int first) throws IOException {
    boolean wide = type.startsWith("int64");
    MessageType schema =
        ParquetFiles.schema(
            List.of(ParquetFiles.field("required", "customer_id", type), "required int32 age"));
    var rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                row -> {
                  Object id = wide ? (Object) (long) (first + row) : (Object) (first + row);
                  return new Object[] {id, 20 + row % 60};
                })
            .toList();
    return TableReader.read(
        ParquetFiles.write(directory.resolve("source.parquet"), schema, rows), SchemaHints.none());
  }

  private String writtenType(SynthesizerModel model) throws IOException {
    Path file = directory.resolve("copy.parquet");
    TableWriter.write(file, model.generate(0, 50, 1));
    return ParquetFiles.schema(file).getType(0).toString().replace(" customer_id", "");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void areNewOnesOfTheSameType(Synthesizer engine) throws IOException {
    Table table = table("int32", 1);

    var model = engine.fit(table, Rows.options(engine, 1));

    assertThat(writtenType(model)).isEqualTo("required int32");
    assertThat(Stream.of(model.generate(0, 2_000, 1).column("customer_id").strings()))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Arrays.asList(table.column("customer_id").strings()))
        .allMatch(id -> Integer.toString(Integer.parseInt(id)).equals(id));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void areTheSameHoweverRowsAreCut(Synthesizer engine) throws IOException {
    var model = engine.fit(table("int64", 5), Rows.options(engine, 1));
    String[] whole = model.generate(0, 5_000, 1).column("customer_id").strings();
    var cut = new ArrayList<String>();

    for (int from = 0; from < 5_000; from += 1_250) {
      cut.addAll(Arrays.asList(model.generate(from, 1_250, 1).column("customer_id").strings()));
    }

    assertThat(cut).containsExactly(whole);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void moreRowsThanATypeHasNumbersAreRefused(Synthesizer engine) throws IOException {
    var model = engine.fit(table("int32 (INTEGER(16,true))", 1), Rows.options(engine, 1));
    long most = model.mostRows();

    assertThat(most).isBetween(30_000L, 40_000L);
    assertThat(model.generate(most - 10, 10, 1).column("customer_id").strings())
        .allMatch(id -> Short.parseShort(id) > ROWS || engine.name().startsWith("private"));
    assertThatThrownBy(() -> new PartGenerator(model, most + 1, 1, FileFormat.CSV))
        .hasMessageContaining("the type of identifiers has no more numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int32; [1-9]\\d{6}; required int32",
        "int64; [1-9]\\d{6}; required int64",
        "int32 (INTEGER(16,true)); [1-9]\\d{3}; required int32 (INTEGER(16,true))",
        "int32 (INTEGER(8,true)); [1-9]\\d{3}; optional binary (STRING)",
        "int32; C-\\d{6}; optional binary (STRING)",
        "int32; \\d{6}; optional binary (STRING)",
        "int32; [1-9]\\d{11}; optional binary (STRING)"
      })
  void ofAPatternAreIntegersWhereAllItsWordsFitTheType(String type, String pattern, String written)
      throws IOException {
    var model = made(type, pattern, null);

    assertThat(writtenType(model)).isEqualTo(written);
    boolean told =
        model.limitations().stream().anyMatch(text -> text.contains("which does not hold"));
    assertThat(told).isEqualTo(written.contains("STRING"));
  }

  @Test
  void aPersonalFieldInPlaceOfANumberIsAString() throws IOException {
    var model = made("int64", null, PersonalField.FULL_NAME);

    assertThat(writtenType(model)).isEqualTo("optional binary (STRING)");
    assertThat(model.limitations())
        .anyMatch(text -> text.contains("'customer_id' has the type 'required int64'"));
  }

  private SynthesizerModel made(String type, String pattern, PersonalField personal)
      throws IOException {
    var declared =
        new ColumnDeclaration("customer_id", null, null, null, null, null, pattern, personal, null);
    return ConstrainedFit.fit(
        Synthesizer.named("independent"),
        // Fewer numbers than the least type has.
        type.contains("(8")
            ? table(type, 1).select(IntStream.range(0, 100).toArray())
            : table(type, 1),
        FitOptions.seeded(1),
        RowRules.of(List.of(declared), List.of()));
  }

  @Test
  void ofEntitiesWithSequencesAreIntegers() throws IOException {
    var lines =
        IntStream.range(0, ROWS)
            .mapToObj(row -> "%d,%d,%d".formatted(900 + row / 3, row % 3, row % 7))
            .collect(Collectors.joining("\n", "who,at,value\n", "\n"));
    Path source = Files.writeString(directory.resolve("sequences.csv"), lines);
    var hints = new SchemaHints(Map.of()).withIdentifier("who");
    Table table = TableReader.read(source, hints);
    var model =
        new SequenceSynthesizer()
            .fit(table, FitOptions.seeded(1).withSequence(new SequenceColumns("who", "at", null)));
    Path file = directory.resolve("copy.parquet");

    TableWriter.write(file, model.generate(0, 200, 1));

    assertThat(ParquetFiles.schema(file).getType("who").toString()).isEqualTo("optional int64 who");
    var keys =
        new HashSet<>(List.of(TableReader.readAs(file, model.schema()).column("who").strings()));
    assertThat(keys).hasSizeGreaterThan(20).allMatch(key -> Long.parseLong(key) >= 1_000);
    assertThat(table.schema().columns().get(0).type()).isEqualTo(ColumnType.IDENTIFIER);
  }

  /** As many rows as keys: every entity of a seed may have one row. */
  @Test
  void ofEntitiesLimitTheRowsOfSequences() throws IOException {
    var schema =
        ParquetFiles.schema(
            List.of(
                "required int32 who (INTEGER(16,true))",
                "required int32 at",
                "required int32 value"));
    var rows =
        IntStream.range(0, ROWS)
            .mapToObj(row -> new Object[] {900 + row / 3, row % 3, row % 7})
            .toList();
    Path source = ParquetFiles.write(directory.resolve("sequences.parquet"), schema, rows);
    Table table = TableReader.read(source, new SchemaHints(Map.of()).withIdentifier("who"));

    var model =
        new SequenceSynthesizer()
            .fit(table, FitOptions.seeded(1).withSequence(new SequenceColumns("who", "at", null)));

    // From 1000 on.
    assertThat(model.mostRows()).isEqualTo(Short.MAX_VALUE - 1_000 + 1);
    assertThatThrownBy(() -> new PartGenerator(model, model.mostRows() + 1, 1, FileFormat.CSV))
        .hasMessageContaining("the type of identifiers has no more numbers");
  }

  /** As evaluations and joins read them: the numbers of CSV and of Parquet are the same. */
  @Test
  void readTheSameFromEveryFormat() throws IOException {
    var model = Synthesizer.named("independent").fit(table("int64", 1), FitOptions.seeded(1));
    var read = new ArrayList<List<String>>();
    for (var format : FileFormat.values()) {
      Path file = directory.resolve("rows." + format.extension());
      try (var writer = TableWriter.open(file, format, model.schema())) {
        writer.write(model.generate(0, 100, 1));
      }
      read.add(
          Arrays.asList(TableReader.readAs(file, model.schema()).column("customer_id").strings()));
    }

    assertThat(read.get(0)).isEqualTo(read.get(1));
  }

  /** A model of a worker that recorded no types has the same rows, with strings for identifiers. */
  @Test
  void ofAnOlderModelAreStrings() throws IOException {
    var model = Synthesizer.named("independent").fit(table("int64", 1), FitOptions.seeded(1));
    String document = new String(ModelDocument.write(model), StandardCharsets.UTF_8);
    assertThat(document).contains("\"formatVersion\":5");
    String body =
        document
            .substring(document.indexOf("\"model\":") + 8, document.length() - 2)
            .replaceAll(",\"parquet\":\"[^\"]*\"", "");
    String older =
        "{\"format\":\"%s\",\"formatVersion\":1,\"checksum\":\"%s\",\"model\":%s}\n"
            .formatted(
                ModelDocument.FORMAT, Digests.sha256(body.getBytes(StandardCharsets.UTF_8)), body);

    var read = ModelDocument.read(older.getBytes(StandardCharsets.UTF_8), "older");

    assertThat(new String(ModelDocument.write(read), StandardCharsets.UTF_8)).isEqualTo(older);
    assertThat(writtenType(read)).isEqualTo("optional binary (STRING)");
    assertThat(read.generate(0, 50, 1).column("customer_id").strings())
        .containsExactly(model.generate(0, 50, 1).column("customer_id").strings());
  }
}
