package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

  @TempDir Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private Table read(String content) throws IOException {
    return TableReader.read(file("table.csv", content), SchemaHints.none());
  }

  @Test
  void readsQuotedFieldsWithSeparatorsQuotesAndLineBreaks() throws IOException {
    Table table = read("a,b\n\"x, \"\"y\"\"\",\"1\n2\"\nz,w\n");

    assertThat(labels(table, "a")).containsExactly("x, \"y\"", "z");
    assertThat(labels(table, "b")).containsExactly("1\n2", "w");
  }

  @Test
  void readsWindowsLineEndsAndAByteOrderMark() throws IOException {
    Table table = read("\uFEFFa,b\r\n1,2\r\n3,4\r\n");

    assertThat(table.schema().columns()).extracting(ColumnSchema::name).containsExactly("a", "b");
    assertThat(table.column("b").numbers()).containsExactly(2, 4);
  }

  @Test
  void takesEmptyFieldsAndTheUsualTokensAsMissing() throws IOException {
    Table table = read("a,b\n1,x\n,y\nNA,x\nNaN,y\nnull,x\nNULL,y\n");

    assertThat(table.column("a").numbers())
        .containsExactly(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertThat(table.schema().columns().get(0).nullable()).isTrue();
    assertThat(table.schema().columns().get(1).nullable()).isFalse();
  }

  @Test
  void keepsKindsOfMissingValuesApart() throws IOException {
    Table table = read("a,b\n1,x\n?,\nNA,NA\n,null\n?,y\n");

    assertThat(table.schema().columns().get(0).missing()).containsExactly("NA", "", "?");
    assertThat(table.column("a").isMissing(0)).isFalse();
    assertThat(IntStream.of(1, 2, 3, 4).map(table.column("a")::missingKind))
        .containsExactly(2, 0, 1, 2);
    assertThat(IntStream.of(1, 2, 3).map(table.column("b")::missingKind)).containsExactly(0, 1, 2);
  }

  @Test
  void readsKindsOfMissingValuesAgainAsTheyWereRecorded() throws IOException {
    String content = "a,b\n1,x\n?,\nNA,NA\n,null\n?,y\n";
    Table table = read(content);
    Path copy = directory.resolve("copy.csv");
    TableWriter.write(copy, table);

    assertThat(copy).usingCharset(StandardCharsets.UTF_8).hasContent(content);
    // The other way round, the first to come is of another kind.
    Path turned = file("turned.csv", "a,b\n,null\nNA,NA\n?,x\n");
    Table again = TableReader.readAs(turned, table.schema());
    assertThat(IntStream.range(0, 3).map(again.column("a")::missingKind)).containsExactly(1, 0, 2);
    assertThat(IntStream.range(0, 2).map(again.column("b")::missingKind)).containsExactly(2, 1);
  }

  @Test
  void readsGzip() throws IOException {
    Path file = directory.resolve("table.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(TableReader.read(file, SchemaHints.none()).rows()).isEqualTo(2);
  }

  @Test
  void readsGzipThatIsNotNamedSo() throws IOException {
    Path file = directory.resolve("table.csv");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(TableReader.read(file, SchemaHints.none()).rows()).isEqualTo(2);
  }

  @Test
  void skipsBlankLinesBetweenRows() throws IOException {
    assertThat(read("a,b\n1,2\n\n3,4\n\n").rows()).isEqualTo(2);
  }

  @Test
  void keepsAnEmptyLineAsAMissingValueWhereThereIsOneColumn() throws IOException {
    assertThat(read("a\n1\n\n3\n").column("a").numbers()).containsExactly(1, Double.NaN, 3);
  }

  @Test
  void readsADirectoryOfPartsInTheOrderOfTheirNames() throws IOException {
    Path data = Files.createDirectories(directory.resolve("out/data"));
    Files.writeString(data.resolve("part-00001.csv"), "a\n3\n");
    Files.writeString(data.resolve("part-00000.csv"), "a\n1\n2\n");

    Table table = TableReader.read(directory.resolve("out"), SchemaHints.none());

    assertThat(table.column("a").numbers()).containsExactly(1, 2, 3);
  }

  @Test
  void readsThreeHundredColumns() throws IOException {
    String header = IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String row = IntStream.range(0, 300).mapToObj(i -> "1.5").collect(Collectors.joining(","));

    assertThat(read(header + "\n" + row + "\n" + row + "\n").schema().size()).isEqualTo(300);
  }

  @Nested
  class WithARecordedSchema {

    private final TableSchema schema =
        new TableSchema(
            List.of(
                new ColumnSchema("n", ColumnType.INTEGER, false, 0, null, List.of()),
                new ColumnSchema("c", ColumnType.CATEGORICAL, false, 0, null, List.of("x", "y"))));

    private Table readAs(String content) throws IOException {
      return TableReader.readAs(file("table.csv", content), schema);
    }

    @Test
    void keepsTheSchemasCodesAndAppendsUnknownLabels() throws IOException {
      Table table = readAs("n,c\n1,z\n2,y\n");

      assertThat(table.schema().columns().get(1).categories()).containsExactly("x", "y", "z");
      assertThat(table.column("c").codes()).containsExactly(2, 1);
    }

    @Test
    void readsWordsOfABooleanHoweverTheyAreWritten() throws IOException {
      var words =
          new TableSchema(
              List.of(
                  new ColumnSchema(
                      "b", ColumnType.BOOLEAN, false, 0, "no|yes", List.of("no", "yes"))));

      var table = TableReader.readAs(file("table.csv", "b\nyes\nNo\nYES\nTrue\nFALSE\n"), words);

      assertThat(table.column("b").codes()).containsExactly(1, 0, 1, 1, 0);
      assertInvalid(
          () -> TableReader.readAs(file("table.csv", "b\n1\n"), words), "column 'b'", "no and yes");
    }

    @Test
    void returnsColumnsInTheOrderOfTheSchema() throws IOException {
      Table table = readAs("c,n\nx,7\n");

      assertThat(table.schema().columns()).extracting(ColumnSchema::name).containsExactly("n", "c");
      assertThat(table.column("n").numbers()).containsExactly(7);
    }

    @Test
    void marksAColumnWithMissingValuesAsNullable() throws IOException {
      assertThat(readAs("n,c\n,x\n").schema().columns().get(0).nullable()).isTrue();
    }

    @Test
    void namesAColumnThatIsNotThere() {
      assertInvalid(() -> readAs("n\n1\n"), "column 'c'", "not there", "the columns are n");
    }

    @Test
    void namesAColumnTooMany() {
      assertInvalid(() -> readAs("n,c,d\n1,x,2\n"), "column 'd'", "not in the recorded schema");
    }

    @Test
    void namesRowAndColumnOfAValueOfAnotherType() {
      assertInvalid(() -> readAs("n,c\n1,x\nsecret,x\n"), "row 2", "column 'n'", "INTEGER");
    }

    @Test
    void doesNotShowTheValueItCannotRead() {
      assertThatThrownBy(() -> readAs("n,c\nsecret,x\n")).hasMessageNotContaining("secret");
    }
  }

  @Nested
  class BadInput {

    @Test
    void namesLineAndWidthsOfARaggedRow() {
      assertInvalid(
          () -> read("a,b,c\n1,2,3\n4,5\n"),
          "line 3",
          "2 fields where the header has 3",
          "column without a value is 'c'",
          "quotes");
    }

    @Test
    void countsLinesInsideQuotesForARaggedRow() {
      assertInvalid(() -> read("a,b\n\"x\ny\",2\n1,2,3\n"), "line 4", "3 fields");
    }

    @Test
    void saysThatAFileIsEmpty() {
      assertInvalid(() -> read(""), "table.csv", "empty", "header line");
    }

    @Test
    void saysThatThereIsAHeaderOnly() {
      assertInvalid(() -> read("a,b\n"), "header but no row");
    }

    @Test
    void saysThatSemicolonsAreNotTheSeparator() {
      assertInvalid(() -> read("a;b;c\n1;2;3\n"), "line 1", "semicolons", "commas");
    }

    @Test
    void saysThatAQuoteIsNotClosed() {
      assertInvalid(() -> read("a,b\n\"x,1\n2,3\n"), "line 2", "quotes");
    }

    @Test
    void namesADuplicateColumnAndItsPositions() {
      assertInvalid(() -> read("a,b,a\n1,2,3\n"), "column 3", "'a'", "column 1", "rename");
    }

    @Test
    void namesThePositionOfAColumnWithoutAName() {
      assertInvalid(() -> read("a,,c\n1,2,3\n"), "line 1, column 2", "name is empty");
    }

    @Test
    void namesLineAndOffsetOfBytesThatAreNotUtf8() throws IOException {
      Path file = directory.resolve("latin.csv");
      Files.write(file, "name,n\nok,1\ncafé,2\n".getBytes(StandardCharsets.ISO_8859_1));

      assertInvalid(
          () -> TableReader.read(file, SchemaHints.none()),
          "latin.csv, line 3, byte offset 15",
          "not UTF-8",
          "iconv");
    }

    @Test
    void findsBytesThatAreNotUtf8FarInAFile() throws IOException {
      Path file = directory.resolve("latin.csv");
      String rows = "a,b\n" + "1,2\n".repeat(100_000) + "é,2\n";
      Files.write(file, rows.getBytes(StandardCharsets.ISO_8859_1));

      assertInvalid(
          () -> TableReader.read(file, SchemaHints.none()), "line 100002, byte offset 400004");
    }

    @Test
    void saysThatAGzipFileIsNone() throws IOException {
      Path file = file("table.csv.gz", "a,b\n1,2\n");

      assertInvalid(() -> TableReader.read(file, SchemaHints.none()), "not a readable gzip file");
    }

    @Test
    void saysThatAGzipFileIsCutOff() throws IOException {
      Path whole = directory.resolve("whole.csv.gz");
      try (var out = new GZIPOutputStream(Files.newOutputStream(whole))) {
        out.write("a,b\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 10_000; i++) {
          out.write((i + "," + i * 7919 % 10_007 + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      byte[] bytes = Files.readAllBytes(whole);
      Path cut = directory.resolve("cut.csv.gz");
      Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));

      assertInvalid(() -> TableReader.read(cut, SchemaHints.none()), "not a readable gzip file");
    }

    @Test
    void saysThatAParquetFileIsNone() throws IOException {
      Path file = file("table.parquet", "a,b\n1,2\n");

      assertInvalid(
          () -> TableReader.read(file, SchemaHints.none()), "not a readable Parquet file");
    }

    @Test
    void saysThatAParquetFileIsDamaged() throws IOException {
      var csv = new StringBuilder("a,b\n");
      for (int row = 0; row < 5_000; row++) {
        csv.append(row * 7919L % 5_003).append(",x").append(row).append('\n');
      }
      var table = TableReader.read(file("table.csv", csv.toString()), SchemaHints.none());
      Path file = directory.resolve("table.parquet");
      TableWriter.write(file, table);
      byte[] bytes = Files.readAllBytes(file);
      java.util.Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0xAB);
      Files.write(file, bytes);

      assertInvalid(
          () -> TableReader.read(file, SchemaHints.none()),
          file + ": not a readable Parquet file",
          "write it again");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
      assertInvalid(
          () -> TableReader.read(directory.resolve("none.csv"), SchemaHints.none()),
          "none.csv",
          "no such file");
    }

    @Test
    void saysThatADirectoryHasNoTable() {
      assertInvalid(() -> TableReader.read(directory, SchemaHints.none()), "has no *.csv");
    }

    @Test
    void saysThatTheFormatCannotBeTold() throws IOException {
      Path file = file("table.xlsx", "a");

      assertInvalid(() -> TableReader.read(file, SchemaHints.none()), "cannot tell the format");
    }

    @Test
    void saysThatPartsHaveDifferentHeaders() throws IOException {
      file("part-0.csv", "a,b\n1,2\n");
      file("part-1.csv", "a,c\n1,2\n");

      assertInvalid(() -> TableReader.read(directory, SchemaHints.none()), "part-1.csv", "differs");
    }

    @Test
    void namesADeclaredColumnThatIsNotThere() throws IOException {
      Path file = file("table.csv", "a,b\n1,2\n");

      assertInvalid(
          () -> TableReader.read(file, new SchemaHints(Map.of("x", ColumnType.INTEGER))),
          "column 'x'",
          "the columns are a, b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "table.csv.gz", "table.parquet"})
    void tellsEveryTenthThatIsRead(String name) throws IOException {
      var csv = new StringBuilder("a,b\n");
      for (int row = 0; row < 200_000; row++) {
        csv.append(row * 7919L % 500_009).append(",x").append(row % 977).append('\n');
      }
      Path plain = file("whole.csv", csv.toString());
      Path folder = Files.createDirectory(directory.resolve("parts"));
      var table = TableReader.read(plain, SchemaHints.none());
      for (String part : List.of("1-", "2-", "3-")) {
        TableWriter.write(folder.resolve(part + name), table);
      }
      var told = new ArrayList<Integer>();

      TableReader.read(folder, "parts", SchemaHints.none(), told::add);

      assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(100);
      assertThat(told).hasSizeGreaterThan(4).allMatch(percent -> percent % 10 == 0);
    }

    @Test
    void usesTheNameItIsGivenInMessages() throws IOException {
      Path file = file("local.csv", "a,b\n1\n");

      assertThatThrownBy(() -> TableReader.read(file, "s3://b/people.csv", SchemaHints.none()))
          .hasMessageStartingWith("s3://b/people.csv, line 2");
    }
  }

  private static void assertInvalid(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
  }

  private static List<String> labels(Table table, String column) {
    var schema = table.schema().column(column).orElseThrow();
    return IntStream.of(table.column(column).codes()).mapToObj(schema.categories()::get).toList();
  }
}
