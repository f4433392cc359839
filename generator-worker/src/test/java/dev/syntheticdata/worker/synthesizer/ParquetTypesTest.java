package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.ParquetFiles;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that are made of a Parquet file have the file's schema: names, order, physical and logical
 * types of columns of every type that is read, whatever a column is taken for, by every engine.
 */
class ParquetTypesTest {

  private static final int TABLES = 60;
  private static final int GENERATED = 120;

  @TempDir Path directory;

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  /**
   * A column of a source.
   *
   * @param type without the name
   * @param values what a row has
   */
  private record Kind(String type, IntFunction<Object> values) {}

  private static final List<Function<Random, Kind>> KINDS =
      List.of(
          random -> new Kind("boolean", row -> random.nextBoolean()),
          random -> integer(random, "int32", 32),
          random -> integer(random, "int32 (INTEGER(8,true))", 7),
          random -> integer(random, "int32 (INTEGER(16,true))", 15),
          random -> integer(random, "int32 (INTEGER(32,true))", 31),
          random -> integer(random, "int32 (INTEGER(8,false))", 8),
          random -> integer(random, "int32 (INTEGER(16,false))", 16),
          random -> integer(random, "int32 (INTEGER(32,false))", 32),
          random -> integer(random, "int64", 63),
          random -> integer(random, "int64 (INTEGER(64,true))", 63),
          random -> integer(random, "int64 (INTEGER(64,false))", 64),
          random -> {
            double span = Math.pow(10, random.nextInt(9) - 3);
            return new Kind("float", row -> (float) (random.nextGaussian() * span));
          },
          random -> {
            double span = Math.pow(10, random.nextInt(9) - 3);
            return new Kind("double", row -> random.nextGaussian() * span);
          },
          random -> new Kind("double", row -> (double) (row * 3 + 5)),
          random -> new Kind("int32 (DECIMAL(9,2))", row -> random.nextInt(2_000_000) - 1_000_000),
          random -> new Kind("int64 (DECIMAL(18,4))", row -> random.nextLong() / 1_000_000_000),
          random -> new Kind("int64 (DECIMAL(10,0))", row -> (long) row + 1),
          random ->
              new Kind(
                  "fixed_len_byte_array(9) (DECIMAL(20,3))",
                  row -> bytes(BigInteger.valueOf(random.nextLong()), 9)),
          random ->
              new Kind(
                  "binary (DECIMAL(38,6))",
                  row ->
                      Binary.fromConstantByteArray(
                          BigInteger.valueOf(random.nextInt()).toByteArray())),
          random -> new Kind("int32 (DATE)", row -> random.nextInt(20_000)),
          random -> new Kind("int32 (TIME(MILLIS,true))", row -> random.nextInt(86_400_000)),
          random -> new Kind("int32 (TIME(MILLIS,false))", row -> random.nextInt(86_400_000)),
          random -> time(random, "MICROS", 1_000),
          random -> time(random, "NANOS", 1_000_000),
          random -> stamp(random, "MILLIS", 1),
          random -> stamp(random, "MICROS", 1_000),
          random -> stamp(random, "NANOS", 1_000_000),
          random -> text("binary (STRING)", row -> "label " + random.nextInt(5)),
          random -> text("binary (STRING)", row -> "K" + (row * 7 + 3)),
          random -> text("binary (STRING)", row -> "%05d".formatted(row)),
          random -> text("binary (STRING)", row -> random.nextBoolean() ? "yes" : "no"),
          random -> text("binary (STRING)", row -> "2024-01-" + (10 + random.nextInt(20))),
          random -> text("binary (STRING)", row -> "words of row " + random.nextLong()),
          random -> text("binary (ENUM)", row -> List.of("A", "B").get(random.nextInt(2))),
          random -> text("binary (JSON)", row -> "{\"a\":" + random.nextInt(3) + "}"),
          random -> text("binary", row -> "raw " + random.nextInt(3)),
          random -> text("fixed_len_byte_array(3)", row -> "%03d".formatted(random.nextInt(9))),
          random ->
              new Kind(
                  "fixed_len_byte_array(16) (UUID)",
                  row -> {
                    var bytes = ByteBuffer.allocate(16);
                    bytes.putLong(random.nextLong()).putLong(random.nextLong());
                    return Binary.fromConstantByteArray(bytes.array());
                  }),
          random -> new Kind("int32 (UNKNOWN)", row -> null),
          random -> new Kind("int64 (TIMESTAMP(MICROS,true))", row -> null),
          random -> new Kind("fixed_len_byte_array(16) (UUID)", row -> null));

  private static Kind integer(Random random, String type, int bits) {
    boolean wide = type.startsWith("int64");
    boolean signed = !type.contains("false");
    int form = random.nextInt(4);
    int shift = 1 + random.nextInt(bits);
    return new Kind(
        type,
        row -> {
          // Those in a row are identifiers, those of few bits are numbers; the others use all bits.
          long some =
              random.nextLong() >>> (Long.SIZE - (form == 0 ? bits : Math.min(bits, shift)));
          long value =
              form == 1 && row < 1L << Math.min(62, bits)
                  ? row
                  : signed && form == 2 ? -some : some;
          return wide ? (Object) value : (Object) (int) value;
        });
  }

  private static Kind time(Random random, String unit, long parts) {
    return new Kind(
        "int64 (TIME(%s,%s))".formatted(unit, random.nextBoolean()),
        row -> (long) (random.nextDouble() * 86_400_000 * parts));
  }

  private static Kind stamp(Random random, String unit, long parts) {
    return new Kind(
        "int64 (TIMESTAMP(%s,%s))".formatted(unit, random.nextBoolean()),
        row -> (long) ((random.nextDouble() - 0.3) * 2e12) * parts + random.nextInt((int) parts));
  }

  private static Kind text(String type, IntFunction<String> text) {
    return new Kind(type, row -> Binary.fromString(text.apply(row)));
  }

  private static Binary bytes(BigInteger number, int length) {
    byte[] least = number.toByteArray();
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(least, 0, bytes, length - least.length, least.length);
    return Binary.fromConstantByteArray(bytes);
  }

  private Path source(long seed) throws IOException {
    var random = new Random(seed);
    var fields = new ArrayList<String>();
    var columns = new ArrayList<IntFunction<Object>>();
    int size = 1 + random.nextInt(8);
    // A column that every engine learns.
    fields.add("required int32 z");
    columns.add(row -> row % 2);
    for (int j = 0; j < size; j++) {
      // Every kind has its turn.
      var kind = KINDS.get((int) ((seed * 8 + j) % KINDS.size())).apply(random);
      boolean required = random.nextInt(3) == 0 && kind.values().apply(0) != null;
      int missing = required || random.nextBoolean() ? 0 : random.nextInt(60);
      String name = (random.nextInt(4) == 0 ? "id" : "c") + j;
      fields.add(
          ParquetFiles.field(
              required ? "required" : "optional",
              random.nextInt(4) == 0 ? name + "_id" : name,
              kind.type()));
      columns.add(row -> random.nextInt(100) < missing ? null : kind.values().apply(row));
    }
    var rows =
        IntStream.range(0, 2 + random.nextInt(300))
            .mapToObj(row -> columns.stream().map(column -> column.apply(row)).toArray())
            .toList();
    return ParquetFiles.write(
        directory.resolve(seed + ".parquet"), ParquetFiles.schema(fields), rows);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void comeBackFromEveryEngine(Synthesizer engine) throws IOException {
    for (long seed = 0; seed < TABLES; seed++) {
      Path source = source(seed);
      Table table = TableReader.read(source, SchemaHints.none());
      var fitted = engine.fit(table, Rows.options(engine, seed).withTargets(List.of("z")));
      var model = ModelDocument.read(ModelDocument.write(fitted), "model");
      Path copy = directory.resolve("copy.parquet");

      TableWriter.write(copy, model.generate(0, (int) Math.min(GENERATED, model.mostRows()), seed));

      assertThat(types(copy, model)).as("table %d", seed).isEqualTo(types(source, model));
      requireDifferentIdentifiers(table, TableReader.readAs(copy, model.schema()));
    }
  }

  /** The types of a file; a column may be required in one and have missing values in the model. */
  private static List<String> types(Path file, SynthesizerModel model) throws IOException {
    var limits = String.join(" ", model.limitations());
    return ParquetFiles.schema(file).getFields().stream()
        .map(
            field -> {
              var type = field.asPrimitiveType();
              var column = model.schema().column(field.getName()).orElseThrow();
              boolean told =
                  limits.contains("'%s': new identifiers do not fit".formatted(column.name()));
              var typed =
                  Types.primitive(
                          type.getPrimitiveTypeName(),
                          column.nullable() ? Repetition.OPTIONAL : type.getRepetition())
                      .length(type.getTypeLength())
                      .as(type.getLogicalTypeAnnotation())
                      .named(type.getName());
              return told ? column.name() + " is told of" : typed.toString();
            })
        .toList();
  }

  private static void requireDifferentIdentifiers(Table source, Table drawn) {
    for (var column : drawn.schema().columns()) {
      if (column.type() == ColumnType.IDENTIFIER) {
        var seen = new HashSet<String>();
        for (String value : drawn.column(column.name()).strings()) {
          assertThat(value == null || seen.add(value)).as(column.name()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional int96 at",
        "optional fixed_len_byte_array(2) at (FLOAT16)",
        "optional fixed_len_byte_array(12) at (INTERVAL)",
        "optional binary at (BSON)",
        "repeated int32 at",
        "optional group at { required int32 x; }"
      })
  void otherTypesAreRefusedByName(String field) throws IOException {
    var schema = ParquetFiles.schema(List.of(field));
    Path source =
        ParquetFiles.write(
            directory.resolve("s.parquet"), schema, List.<Object[]>of(new Object[0]));

    assertThatThrownBy(() -> TableReader.read(source, SchemaHints.none()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'at'")
        .hasMessageMatching("(?s).*(write (them|it) as|flatten it).*");
  }

  @Test
  void bytesThatAreNoTextAreRefusedByName() throws IOException {
    var schema = ParquetFiles.schema(List.of("required binary image"));
    var bytes = Binary.fromConstantByteArray(new byte[] {(byte) 0xFF, (byte) 0xD8});
    Path source =
        ParquetFiles.write(
            directory.resolve("s.parquet"), schema, List.<Object[]>of(new Object[] {bytes}));

    assertThatThrownBy(() -> TableReader.read(source, SchemaHints.none()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'image' holds bytes that are no text");
  }

  /** What does not fit is no other value. */
  @Test
  void aValueThatATypeDoesNotHoldIsRefused() throws IOException {
    var schema =
        new TableSchema(
            List.of(
                new ColumnSchema("n", ColumnType.INTEGER, false, 0, null, List.of())
                    .withParquet("required int32 (INTEGER(8,true))")));
    var rows = new Table(schema, List.of(Column.ofNumbers(new double[] {127, 128})));

    assertThatThrownBy(() -> TableWriter.write(directory.resolve("n.parquet"), rows))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'n': a value does not fit in its type");
  }

  @Test
  void decimalsOfManyDigitsComeBackAsTheyWere() throws IOException {
    var random = new Random(8);
    // Whole numbers of so many bits, with two decimals.
    double[] values =
        random
            .longs(4_000, 1L << 50, 1L << 53)
            .mapToDouble(unscaled -> BigDecimal.valueOf(unscaled, 2).doubleValue())
            .toArray();
    var schema =
        new TableSchema(
            List.of(
                new ColumnSchema("n", ColumnType.DECIMAL, false, 2, null, List.of())
                    .withParquet("required int64 (DECIMAL(17,2))")));
    Path file = directory.resolve("n.parquet");

    TableWriter.write(file, new Table(schema, List.of(Column.ofNumbers(values))));

    double[] read = TableReader.readAs(file, schema).columns().get(0).numbers();
    assertThat(Arrays.equals(read, values)).isTrue();
    Path text = directory.resolve("n.csv");
    TableWriter.write(text, new Table(schema, List.of(Column.ofNumbers(values))));
    double[] written = TableReader.read(text, SchemaHints.none()).columns().get(0).numbers();
    assertThat(Arrays.equals(written, values)).isTrue();
  }

  @Test
  void filesOfOneSourceWithDifferentTypesHaveTheUsualOne() throws IOException {
    Path parts = Files.createDirectory(directory.resolve("parts"));
    var types = List.of("required int32 n", "optional int32 n", "required int64 n");
    for (int i = 0; i < types.size(); i++) {
      Object value = i == 2 ? (Object) 5L : (Object) 5;
      var rows = List.of(new Object[] {value}, new Object[] {value});
      ParquetFiles.write(
          parts.resolve(i + ".parquet"), ParquetFiles.schema(List.of(types.get(i))), rows);
      var read = TableReader.read(parts, SchemaHints.none()).schema().columns().get(0);
      assertThat(read.parquet())
          .isEqualTo(i == 0 ? "required int32" : i == 1 ? "optional int32" : null);
    }
  }
}
