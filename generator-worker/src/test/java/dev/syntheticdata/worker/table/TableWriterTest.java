package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {

  private static final String MIXED =
      """
      n,d,flag,day,at,clock,instant,label,code
      1,0.5,yes,2024-02-29,2024-02-29 10:11:12,10:11:12,2024-02-29T10:11:12Z,"a, b",A-1
      ,1.25,no,1969-12-31,1969-12-31 23:59:59,00:00:00,1969-12-31T23:59:59Z,é,A-2
      -7,,,,,,,,
      9007199254740992,-0.001,yes,0001-01-01,0001-01-01 00:00:00,23:59:59,0001-01-01T00:00:00Z,a,A-2
      """;

  @TempDir Path directory;

  private Table mixed() throws IOException {
    return TableReader.read(
        Files.writeString(directory.resolve("mixed.csv"), MIXED), SchemaHints.none());
  }

  @Test
  void csvIsWrittenBackAsItWasRead() throws IOException {
    Path copy = directory.resolve("copy.csv");

    TableWriter.write(copy, mixed());

    assertThat(copy).usingCharset(StandardCharsets.UTF_8).hasContent(MIXED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy.csv", "copy.csv.gz", "copy.parquet"})
  void aTableSurvivesAFileOfEveryFormat(String name) throws IOException {
    Table table = mixed();
    Path copy = directory.resolve(name);

    TableWriter.write(copy, table);

    assertSame(TableReader.readAs(copy, table.schema()), table);
  }

  @Test
  void aRowOfOneMissingValueIsNoEmptyLine() throws IOException {
    Path csv = Files.writeString(directory.resolve("one.csv"), "n\n1\n\"\"\n3\n");
    Table table = TableReader.read(csv, SchemaHints.none());
    Path copy = directory.resolve("copy.csv");

    TableWriter.write(copy, table);

    assertThat(copy).hasContent("n\n1\n\"\"\n3\n");
    assertSame(TableReader.readAs(copy, table.schema()), table);
  }

  @Test
  void aFormOfDatesOtherThanIsoSurvivesParquet() throws IOException {
    Path csv = Files.writeString(directory.resolve("d.csv"), "day\n31/12/2024\n01/02/2023\n");
    Table table = TableReader.read(csv, SchemaHints.none());
    Path copy = directory.resolve("d.parquet");

    TableWriter.write(copy, table);

    assertSame(TableReader.readAs(copy, table.schema()), table);
  }

  @ParameterizedTest
  @CsvSource({
    "7,12,optional int64",
    "-7,,optional int64",
    "9223372036854775807,-9223372036854775808,optional int64",
    "007,012,optional binary (STRING)",
    "+7,+12,optional binary (STRING)",
    "7,A-12,optional binary (STRING)",
    "9223372036854775808,1,optional binary (STRING)"
  })
  void identifiersOfCsvAreIntegersWhereAllAreOnesOf64Bits(String one, String other, String type)
      throws IOException {
    String rows = "%s,1\n%s,2\n".formatted(one, other == null ? "" : other);
    Path csv = Files.writeString(directory.resolve("i.csv"), "id,n\n" + rows);
    var hints = new SchemaHints(Map.of("id", ColumnType.IDENTIFIER));
    Path copy = directory.resolve("i.parquet");
    Table table = TableReader.read(csv, hints);

    TableWriter.write(copy, table);

    assertThat(ParquetTypes.text(ParquetFiles.schema(copy).getType(0).asPrimitiveType()))
        .isEqualTo(type);
    assertThat(TableReader.readAs(copy, table.schema()).columns().get(0).strings())
        .containsExactly(one, other);
  }

  /** As those of a pattern may be: descriptions of rows go by the rows. */
  @ParameterizedTest
  @ValueSource(strings = {"copy.csv", "copy.parquet"})
  void aTableSaysWhetherItsOwnIdentifiersAreIntegers(String name) throws IOException {
    var id = new ColumnSchema("id", ColumnType.IDENTIFIER, true, 0, null, List.of());
    var numbers = new TableSchema(List.of(id.withParquet("optional int64")));
    var texts = new TableSchema(List.of(id));
    Path copy = directory.resolve(name);

    TableWriter.write(
        copy, new Table(texts, List.of(Column.ofStrings(new String[] {"C-1", "C-2"}))));
    assertThat(TableReader.readAs(copy, numbers).schema()).isEqualTo(texts);

    TableWriter.write(
        copy, new Table(numbers, List.of(Column.ofStrings(new String[] {"1", null}))));
    assertThat(TableReader.readAs(copy, numbers).schema()).isEqualTo(numbers);
  }

  @Test
  void parquetIsInferredAsItsCsvWas() throws IOException {
    Table table = mixed();
    Path copy = directory.resolve("copy.parquet");
    TableWriter.write(copy, table);

    var inferred = TableReader.read(copy, SchemaHints.none()).schema();

    assertThat(inferred.columns())
        .extracting(ColumnSchema::type)
        .isEqualTo(table.schema().columns().stream().map(ColumnSchema::type).toList());
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void theSameRowsGiveTheSameBytes(FileFormat format) throws IOException {
    Table table = mixed();
    Path once = directory.resolve("once");
    Path again = directory.resolve("again");

    for (Path file : List.of(once, again)) {
      try (var writer = TableWriter.open(file, format, table.schema())) {
        writer.write(table);
      }
    }

    assertThat(once).hasSameBinaryContentAs(again);
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void chunksDoNotShowInTheFile(FileFormat format) throws IOException {
    Table table = large(20_000);
    Path whole = directory.resolve("whole");
    Path cut = directory.resolve("cut");
    try (var writer = TableWriter.open(whole, format, table.schema())) {
      writer.write(table);
    }
    try (var writer = TableWriter.open(cut, format, table.schema())) {
      for (int from = 0; from < 20_000; from += 777) {
        int[] rows = IntStream.range(from, Math.min(20_000, from + 777)).toArray();
        writer.write(table.select(rows));
      }
    }

    assertThat(cut).hasSameBinaryContentAs(whole);
  }

  @Test
  void compressedCsvCarriesNoTime() throws IOException {
    Path file = directory.resolve("t.csv.gz");
    TableWriter.write(file, mixed());

    assertThat(java.util.Arrays.copyOfRange(Files.readAllBytes(file), 4, 8))
        .containsExactly(0, 0, 0, 0);
  }

  private static Table large(int rows) {
    var schema =
        new TableSchema(
            List.of(
                new ColumnSchema("x", ColumnType.DECIMAL, true, 3, null, List.of()),
                new ColumnSchema(
                    "c", ColumnType.CATEGORICAL, false, 0, null, List.of("a", "b", "c"))));
    var x = new double[rows];
    var c = new int[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = i % 11 == 0 ? Double.NaN : i * 0.125;
      c[i] = i % 3;
    }
    return new Table(schema, List.of(Column.ofNumbers(x), Column.ofCodes(c)));
  }

  static void assertSame(Table actual, Table expected) {
    assertThat(actual.schema()).isEqualTo(expected.schema());
    for (int i = 0; i < expected.schema().size(); i++) {
      var name = expected.schema().columns().get(i).name();
      var a = actual.columns().get(i);
      var e = expected.columns().get(i);
      assertThat(a.numbers()).as(name).isEqualTo(e.numbers());
      assertThat(a.codes()).as(name).isEqualTo(e.codes());
      assertThat(a.strings()).as(name).isEqualTo(e.strings());
    }
  }
}
