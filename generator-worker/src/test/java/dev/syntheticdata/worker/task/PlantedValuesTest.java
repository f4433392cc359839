package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.api.v1alpha1.SequenceDeclaration;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One row of the source has a value of its own in every column. None of them is in any file that a
 * fit, a generation or an evaluation writes, by any built-in engine: neither as the source has it
 * nor as a model writes numbers and times.
 */
class PlantedValuesTest extends EvaluateRuns {

  private static final int SOURCE_ROWS = 1_200;
  private static final int ENTITIES = 120;
  private static final int PLANTED = 746;
  private static final String DAY = "1871-03-14";
  private static final String SEEN = "2289-07-16T05:43:21";

  /** The planted values, and the other ways in which they could be written. */
  private static final Map<String, List<String>> TRACES =
      new TreeMap<>(
          Map.of(
              "label", List.of("Zanzibarquux"),
              "pair", List.of("Yttriumquux"),
              "whole number", List.of("987654321", "9.87654321E8"),
              "decimal", List.of("31415926", "3.141592653E7"),
              "day", List.of(DAY, Long.toString(LocalDate.parse(DAY).toEpochDay())),
              "time",
                  List.of(
                      "2289-07-16",
                      Long.toString(LocalDate.parse("2289-07-16").toEpochDay()),
                      "05:43:21",
                      Long.toString(
                          LocalDateTime.parse(SEEN).toInstant(ZoneOffset.UTC).toEpochMilli())),
              "text", List.of("quuxnote"),
              "number of an identifier", List.of("84726193", "84726194"),
              "identifier of no form", List.of("quuxid"),
              "beginning of identifiers", List.of("quuxticket")));

  static {
    TRACES.put("decimal among others", List.of("523.7164"));
  }

  @Override
  @BeforeEach
  void fitAndGenerate() {
    s3.put("in/people.csv", source());
  }

  private static String source() {
    var lines = new ArrayList<String>();
    lines.add("person,number,reference,age,amount,reading,day,seen,city,street,note,ticket,weight");
    for (int i = 0; i < SOURCE_ROWS; i++) {
      boolean planted = i == PLANTED;
      int entity = i % ENTITIES;
      String number = planted ? "K-84726193" : "K-%08d".formatted(i);
      String reference = planted ? "quuxid/7f" : "r%sx/%d".formatted((char) ('a' + i % 26), i * 7);
      int age = planted ? 987_654_321 : 20 + i * 7 % 50;
      String amount =
          planted ? "-31415926.535" : String.format(Locale.ROOT, "%.2f", i * 37 % 900 / 8.0);
      String reading = planted ? "nil" : i % 9 == 0 ? "?" : Integer.toString(i * 11 % 40);
      String day = planted ? DAY : LocalDate.of(2020, 1, 1).plusDays(i * 13 % 700).toString();
      String seen =
          planted ? SEEN : LocalDateTime.of(2021, 3, 1, 0, 0).plusHours(i * 5L).toString() + ":00";
      String city = planted ? "Zanzibarquux" : List.of("Aden", "Bonn", "Cork").get(i % 3);
      String street = planted ? "Yttriumquux" : List.of("north", "south").get(i % 2);
      String note =
          planted
              ? "this is the quuxnote of one"
              : "what was said on day %d of %d".formatted(i, i * 3);
      lines.add(
          String.join(
              ",",
              "P" + entity,
              number,
              reference,
              Integer.toString(age),
              amount,
              reading,
              day,
              seen,
              city,
              street,
              note,
              planted ? "quuxticket-5" : "",
              planted ? "523.7164" : "%d.%04d".formatted(i * 7919 % SOURCE_ROWS, i * 3)));
    }
    return String.join("\n", lines) + "\n";
  }

  static Stream<Arguments> fits() {
    var trees = new Engine(new Engine.AutoregressiveTrees(50), null, null, null);
    var copula = new Engine(null, new Engine.GaussianCopula(), null, null);
    var independent = new Engine(null, null, new Engine.Independent(), null);
    var marginals = new Engine(null, null, null, new Engine.PrivateMarginals(3.0, null, null));
    var sequence = new SequenceDeclaration("person", "seen", List.of());
    var combinations = new ConstraintDeclaration("places", null, null, List.of("city", "street"));
    return Stream.of(
        Arguments.of("trees", trees, null, null, null),
        Arguments.of("trees by entity", trees, "person", null, null),
        Arguments.of("trees in combinations", trees, null, null, combinations),
        Arguments.of("sequences", trees, "person", sequence, null),
        Arguments.of("copula", copula, null, null, null),
        Arguments.of("copula in combinations", copula, null, null, combinations),
        Arguments.of("independent", independent, null, null, null),
        Arguments.of("private marginals", marginals, null, null, null));
  }

  private FitTask fit(
      Engine engine,
      String by,
      SequenceDeclaration sequence,
      ConstraintDeclaration constraint,
      ColumnDeclaration... columns) {
    return Copy.of(tasks.fit("in/people.csv", "gen/v1", columns))
        .with("engine", engine)
        .with("holdout", new Holdout(0.2, by))
        .with("sequence", sequence)
        .with("constraints", constraint == null ? null : List.of(constraint))
        .make();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fits")
  void noFileHasAValueOfOneRow(
      String name,
      Engine engine,
      String by,
      SequenceDeclaration sequence,
      ConstraintDeclaration constraint)
      throws IOException {
    var text = ColumnDeclaration.of("note", ColumnType.TEXT, null);
    var ticket = ColumnDeclaration.of("ticket", ColumnType.IDENTIFIER, null);
    fit = fit(engine, by, sequence, constraint, Tasks.target("city"), text, ticket);
    assertThat(isLearned()).isTrue();
    var results = new ArrayList<TaskResult>();
    results.add(tasks.run(fit));
    assertThat(results.get(0).outcome()).as(results.get(0).message()).isEqualTo(ExitCode.DONE);
    fitted = results.get(0).fit();
    results.addAll(
        tasks.runAllShards(
            tasks.generate("gen/v1", fitted.modelDigest(), ROWS, Format.CSV, 2, "ds/v1")));
    var task = task(SHAPES, PRIVACY);
    var schema = new SchemaDeclaration(fit.columns(), sequence, fit.constraints());
    results.add(
        run(
            Copy.of(task)
                .with("generator", Copy.of(task.generator()).with("schema", schema).make())
                .make()));
    assertThat(results)
        .allSatisfy(r -> assertThat(r.outcome()).as(r.message()).isEqualTo(ExitCode.DONE));

    var written = new TreeMap<String, String>();
    s3.objects("gen/").forEach((key, bytes) -> written.put(key, utf8(bytes)));
    s3.objects("ds/").forEach((key, bytes) -> written.put(key, utf8(bytes)));
    written.put("results", results.stream().map(TaskJson::write).toList().toString());
    assertThat(written)
        .containsKeys("gen/v1/model.json", "gen/v1/schema.json", "gen/v1/fit.json")
        .containsKeys("ds/v1/data/part-00000.csv", "ds/v1/evaluation.json", "ds/v1/report.html")
        .containsKeys("ds/v1/README.md", "ds/v1/croissant.json", "ds/v1/profile.json");
    assertThat(found(written)).isEmpty();
    // What no file tells was counted all the same.
    assertThat(coverage("city").get("wanted").intValue()).isEqualTo(4);
    assertThat(coverage("city").get("found").intValue()).isEqualTo(3);
    assertThat(coverage("city").get("few").intValue()).isEqualTo(1);
    assertThat(coverage("street").get("wanted").intValue()).isEqualTo(3);
  }

  /** What docs/security.md says that one row decides: how its column is written, and no value. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("fits")
  void howAColumnIsWrittenIsToldOfOneRow(
      String name,
      Engine engine,
      String by,
      SequenceDeclaration sequence,
      ConstraintDeclaration constraint)
      throws IOException {
    fit = fit(engine, by, sequence, constraint);
    var result = tasks.run(fit);
    assertThat(result.outcome()).as(result.message()).isEqualTo(ExitCode.DONE);

    var bytes = s3.objects("gen/").get("gen/v1/schema.json");
    var schema = Fitting.readSchema(bytes, "schema.json");
    assertThat(schema.column("amount").orElseThrow().scale()).isEqualTo(3);
    assertThat(schema.column("reading").orElseThrow().missing()).contains("nil");
  }

  private JsonNode coverage(String column) throws IOException {
    return StreamSupport.stream(evaluation().at("/coverage/categories").spliterator(), false)
        .filter(entry -> entry.get("column").textValue().equals(column))
        .findFirst()
        .orElseThrow();
  }

  /** Which traces are where. */
  private static List<String> found(Map<String, String> written) {
    var found = new ArrayList<String>();
    TRACES.forEach(
        (what, traces) ->
            written.forEach(
                (file, text) ->
                    traces.stream()
                        .filter(text::contains)
                        .forEach(trace -> found.add("%s in %s: %s".formatted(what, file, trace)))));
    return found;
  }

  /** Whether the planted row is one of those that are not held out. */
  private boolean isLearned() throws IOException {
    Path file = Files.writeString(directory.resolve("people.csv"), source());
    var train = Fitting.read(FitRun.request(fit, file)).train();
    return List.of(train.column("reference").strings()).contains("quuxid/7f");
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
