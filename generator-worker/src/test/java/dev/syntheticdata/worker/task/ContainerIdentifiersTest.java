package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import dev.syntheticdata.worker.table.ParquetFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What type identifiers that an engine in a container gives have in Parquet. */
class ContainerIdentifiersTest extends ContainerStages {

  private static final String VISITS =
      IntStream.range(0, 300)
          .mapToObj(i -> "%d,%d\n".formatted(7 + i, i % 9))
          .collect(Collectors.joining("", "visit_id,n\n", ""));

  private TaskResult generateVisits(Format format, String ids) {
    s3.put("in/visits.csv", VISITS);
    return generate(
        format,
        ids,
        fitTask(engine(""), "in/visits.csv"),
        "-9223372036854775808",
        "9223372036854775807");
  }

  private TaskResult generate(Format format, String ids, FitTask fit, String... told) {
    var fitted = fit(fit, LEARN);
    assertThat(fitted.outcome()).as(fitted.message()).isEqualTo(ExitCode.DONE);
    return generate(
        generateTask(fitted.fit().modelDigest(), 2, format, 1),
        0,
        data -> {
          assertThat(read(data, "schema.json")).contains(told);
          String[] both = ids.split(" ");
          write(data, "out/rows.csv", "visit_id,n\n%s,1\n%s,2\n".formatted(both[0], both[1]));
        });
  }

  /** Of a source in Parquet whose identifiers have that type. */
  private TaskResult generateOfParquet(
      String type, IntFunction<Object> id, String ids, String... told) throws IOException {
    var schema =
        ParquetFiles.schema(
            List.of(ParquetFiles.field("required", "visit_id", type), "required int32 n"));
    Path file = directory.resolve("visits.parquet");
    ParquetFiles.write(
        file,
        schema,
        IntStream.range(0, 300).mapToObj(i -> new Object[] {id.apply(i), i % 9}).toList());
    try (var store = s3.open()) {
      store.putIfAbsent("in/visits.parquet", Files.readAllBytes(file));
    }
    var fit =
        Copy.of(
                fitTask(
                    engine(""),
                    "in/visits.parquet",
                    ColumnDeclaration.of("visit_id", ColumnType.IDENTIFIER, null)))
            .with("format", Format.PARQUET)
            .make();
    return generate(Format.PARQUET, ids, fit, told);
  }

  /** The type of the identifiers in the first part. */
  private String writtenType() throws IOException {
    Path file = directory.resolve("part.parquet");
    Files.write(file, s3.objects("ds/v1/data/").get("ds/v1/data/part-00000.parquet"));
    return ParquetFiles.schema(file).getType("visit_id").toString().replace(" visit_id", "");
  }

  @Test
  void identifiersThatAreIntegersStayIntegers() throws IOException {
    var result = generateVisits(Format.PARQUET, "9001 9002");

    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.DONE);
    assertThat(writtenType()).isEqualTo("optional int64");
  }

  /** Nothing of a CSV source says that they must be numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"9001 S2", "9001 0092", "9001 9223372036854775808", "9001 1.5"})
  void identifiersInPlaceOfTheNumbersOfCsvMayBeTexts(String ids) throws IOException {
    var result = generateVisits(Format.PARQUET, ids);

    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.DONE);
    assertThat(writtenType()).isEqualTo("optional binary (STRING)");
  }

  /** What they are is in no schema.json, so that an engine cannot know. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "int32 (DATE)",
        "int32 (DECIMAL(3,3))",
        "fixed_len_byte_array(16) (UUID)",
        "fixed_len_byte_array(4)",
        "binary (JSON)",
        "int64 (TIMESTAMP(MILLIS,true))"
      })
  void identifiersOfOtherTypesThanNumbersAndTextsAreTexts(String type) throws IOException {
    var result = generateOfParquet(type, i -> ofType(type, i), "S1 S2", "visit_id");

    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.DONE);
    assertThat(writtenType()).isEqualTo("optional binary (STRING)");
    assertThat(new String(s3.objects("gen/").get("gen/v1/model.json"), StandardCharsets.UTF_8))
        .contains("'visit_id'", "strings in Parquet");
  }

  private static Object ofType(String type, int i) {
    if (type.startsWith("int32")) {
      return i;
    }
    if (type.startsWith("int64")) {
      return (long) i;
    }
    return type.contains("UUID")
        ? Binary.fromConstantByteArray(ByteBuffer.allocate(16).putInt(12, i).array())
        : Binary.fromString("%04d".formatted(1000 + i));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9001 S2", "9001 0092", "9001 9223372036854775808", "9001 1.5"})
  void identifiersThatAreIntegersInParquetMustStayThat(String ids) throws IOException {
    assertEngineFailed(
        generateOfParquet("int64", i -> 7L + i, ids, "9223372036854775807"),
        "out: the value of the column 'visit_id' in row 2 is not of its type",
        "write a whole number from minimum to maximum");
  }
}
