package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine keeps to. */
class SynthesizersTest {

  static Stream<Synthesizer> engines() {
    return TestEngines.all().stream();
  }

  /** Engines of which the same fit gives the same model. */
  static Stream<Synthesizer> repeatable() {
    return engines().filter(Synthesizer::isRepeatable);
  }

  /** Engines whose noise is secret, with that noise. */
  static Stream<Synthesizer> unrepeatable() {
    return Synthesizer.all().stream().filter(engine -> !engine.isRepeatable());
  }

  private static Table mixed(int rows) {
    var random = new Random(42);
    return Rows.table(
        "id,age,weight,sex,smoker,visit,city",
        rows,
        i -> {
          int age = 20 + random.nextInt(60);
          String weight =
              i % 7 == 0
                  ? ""
                  : String.valueOf(400 + age * 3 + random.nextInt(200))
                      .replaceFirst("(\\d)$", ".$1");
          return "P%05d,%d,%s,%s,%s,2024-%02d-%02d,%s"
              .formatted(
                  i * 3,
                  age,
                  weight,
                  random.nextBoolean() ? "f" : "m",
                  random.nextInt(4) == 0 ? "yes" : "no",
                  1 + random.nextInt(12),
                  1 + random.nextInt(28),
                  List.of("Rome", "Oslo", "Bern").get(random.nextInt(3)));
        });
  }

  private static SynthesizerModel fit(Synthesizer engine, Table table) {
    return engine.fit(table, Rows.options(engine, 1));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void rowsDoNotDependOnHowTheyAreCut(Synthesizer engine) {
    var model = fit(engine, mixed(500));
    Table whole = model.generate(0, 5_000, 9);

    for (int[] cut : new int[][] {{0, 1}, {1, 1023}, {1024, 1}, {1025, 2_000}, {3_025, 1_975}}) {
      Table part = model.generate(cut[0], cut[1], 9);
      assertSame(part, whole.select(IntStream.range(cut[0], cut[0] + cut[1]).toArray()));
    }
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void theSameFitGivesTheSameModel(Synthesizer engine) {
    assertThat(ModelDocument.write(fit(engine, mixed(300))))
        .isEqualTo(ModelDocument.write(fit(engine, mixed(300))));
  }

  @ParameterizedTest
  @MethodSource("unrepeatable")
  void theSameFitWithOtherNoiseGivesAnotherModelThatSaysWhatItTells(Synthesizer engine) {
    var model = fit(engine, mixed(300));

    assertThat(ModelDocument.write(model))
        .isNotEqualTo(ModelDocument.write(fit(engine, mixed(300))));
    assertThat(model.privacy()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("unrepeatable")
  void identifiersAreNumberedWhereTheirShapeMayNotBeLookedAt(Synthesizer engine) {
    var model = fit(engine, mixed(300));

    assertThat(model.generate(0, 1_000, 1).column("id").strings())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("synthetic-\\d+"));
    assertThat(model.limitations()).anyMatch(l -> l.contains("'id'") && l.contains("shape"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anotherSeedGivesOtherRows(Synthesizer engine) {
    var model = fit(engine, mixed(300));

    assertThat(model.generate(0, 100, 1).column("age").numbers())
        .isNotEqualTo(model.generate(0, 100, 2).column("age").numbers());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aModelSurvivesItsDocument(Synthesizer engine) {
    var model = fit(engine, mixed(300));

    var copy = ModelDocument.read(ModelDocument.write(model), "model.json");

    assertSame(copy.generate(0, 2_000, 3), model.generate(0, 2_000, 3));
    assertThat(copy.schema()).isEqualTo(model.schema());
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void identifiersAreFreshInTheShapeOfTheSource(Synthesizer engine) {
    Table source = mixed(500);

    String[] ids = fit(engine, source).generate(0, 1_000, 1).column("id").strings();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("P\\d{5}"));
    assertThat(ids).doesNotContain(source.column("id").strings());
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void uuidsStayUuidsAndNeverRepeat(Synthesizer engine) {
    var random = new Random(1);
    Table source =
        Rows.table(
            "key,x",
            100,
            i -> new java.util.UUID(random.nextLong(), random.nextLong()) + "," + i % 5);

    String[] keys = fit(engine, source).generate(0, 500, 1).column("key").strings();

    assertThat(keys)
        .doesNotHaveDuplicates()
        .allMatch(key -> java.util.UUID.fromString(key).version() == 8);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void missingValuesStayMissingInTheirShare(Synthesizer engine) {
    Table rows = fit(engine, mixed(700)).generate(0, 20_000, 1);

    assertThat(share(rows.column("weight"))).isBetween(1 / 7.0 - 0.01, 1 / 7.0 + 0.01);
    assertThat(share(rows.column("age"))).isZero();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void valuesAreWrittenAsFinelyAsInTheSource(Synthesizer engine) {
    Table rows = fit(engine, mixed(500)).generate(0, 1_000, 1);

    assertThat(Arrays.stream(rows.column("age").numbers())).allMatch(v -> v == Math.rint(v));
    assertThat(Arrays.stream(rows.column("weight").numbers()))
        .allMatch(v -> Double.isNaN(v) || Math.rint(v * 10) / 10 == v);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aLabelOfFewerThanFiveRowsIsNeverGenerated(Synthesizer engine) {
    Table source =
        Rows.table("x,c", 400, i -> i + i % 7 + "," + (i < 4 ? "rare" : "common" + i % 2));

    var model = fit(engine, source);
    Table rows = model.generate(0, 20_000, 1);

    var labels = rows.schema().column("c").orElseThrow().categories();
    assertThat(Arrays.stream(rows.column("c").codes()).mapToObj(labels::get))
        .contains("common0", "common1")
        .doesNotContain("rare");
    assertThat(labels).doesNotContain("rare");
    // A private model may not say that there was such a label: that would tell of its rows.
    assertThat(model.limitations().stream().anyMatch(l -> l.contains("1 of 3 labels")))
        .isEqualTo(engine.isRepeatable());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void freeTextIsWithheldAndSaidSo(Synthesizer engine) {
    Table source = Rows.table("x,note", 200, i -> i % 9 + ",the patient said " + i);

    var model = fit(engine, source);

    assertThat(model.generate(0, 50, 1).column("note").strings()).containsOnlyNulls();
    assertThat(model.schema().column("note").orElseThrow().nullable()).isTrue();
    assertThat(model.limitations()).anyMatch(l -> l.contains("'note'") && l.contains("free text"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void identifiersOfNoKnownShapeAreNamed(Synthesizer engine) {
    Table source = Rows.table("x,tag", 200, i -> i % 9 + "," + Integer.toHexString(i * 7) + "-0z");

    assertThat(fit(engine, source).limitations())
        .anyMatch(l -> l.contains("'tag'") && l.contains("declare its type"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void columnsWithoutTheirValuesSayWhatToDo(Synthesizer engine) {
    Table source = Rows.table("x,share", 200, i -> i % 9 + "," + i + ".5%");

    assertThat(fit(engine, source).limitations())
        .anyMatch(l -> l.contains("'share'") && l.contains("numbers in the source"));
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void numbersWrittenForPeopleAreSeen(Synthesizer engine) {
    Table source =
        Rows.table("share,price,sum", 100, i -> "%d.5%%,$%d,\"1,%03d\"".formatted(i, i, i));

    assertThat(fit(engine, source).limitations())
        .anyMatch(l -> l.contains("'share'") && l.contains("looks like numbers with '%'"))
        .anyMatch(l -> l.contains("'price'") && l.contains("numbers with a currency sign"))
        .anyMatch(l -> l.contains("'sum'") && l.contains("numbers with thousands separators"));
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void labelsOfWhichNoneIsLeftSayWhatToDo(Synthesizer engine) {
    Table source = Rows.table("x,share", 18, i -> i % 9 + "," + i + "%");

    assertThat(fit(engine, source).limitations())
        .anyMatch(l -> l.contains("'share'") && l.contains("18 of 18 labels"))
        .anyMatch(l -> l.contains("'share'") && l.contains("looks like numbers with '%'"));
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void identifiersWhoseShapeIsKeptNeedNoWord(Synthesizer engine) {
    Table source =
        Rows.table(
            "x,id,user_id", 100, i -> "%d,%d,%s".formatted(i % 9, i, new java.util.UUID(i, i)));

    assertThat(fit(engine, source).limitations()).noneMatch(l -> l.contains("id'"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aConstantColumnStaysConstant(Synthesizer engine) {
    Table source = Rows.table("x,k,c", 100, i -> i % 9 + ",4.5,only");

    Table rows = fit(engine, source).generate(0, 200, 1);

    assertThat(rows.column("k").numbers()).containsOnly(4.5);
    assertThat(rows.column("c").codes()).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aColumnWithoutValuesStaysWithoutValues(Synthesizer engine) {
    Table source = Rows.table("x,empty", 100, i -> i % 9 + ",");

    assertThat(fit(engine, source).generate(0, 50, 1).column("empty").codes()).containsOnly(-1);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void threeHundredColumnsOfFewRowsCanBeFitted(Synthesizer engine) {
    var random = new Random(5);
    String header = IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Table source =
        Rows.table(
            header,
            120,
            row ->
                IntStream.range(0, 300)
                    .mapToObj(
                        i ->
                            switch (i % 4) {
                              case 0 -> String.valueOf(random.nextInt(100));
                              case 1 ->
                                  random.nextInt(5) == 0
                                      ? ""
                                      : "%d.5".formatted(random.nextInt(50));
                              case 2 -> "abc".substring(random.nextInt(3)).substring(0, 1);
                              default -> random.nextBoolean() ? "yes" : "no";
                            })
                    .collect(Collectors.joining(",")));

    Table rows = fit(engine, source).generate(0, 300, 1);

    assertThat(rows.schema().size()).isEqualTo(300);
    assertThat(rows.rows()).isEqualTo(300);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void twoRowsCanBeFitted(Synthesizer engine) {
    Table source = Rows.table("x,y", 2, i -> i + "," + i * 1.5);

    assertThat(fit(engine, source).generate(0, 10, 1).rows()).isEqualTo(10);
  }

  @Test
  void namesTheEnginesThereAre() {
    assertThatThrownBy(() -> Synthesizer.named("gan"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "'gan'", "autoregressiveTrees", "gaussianCopula", "independent", "privateMarginals");
  }

  @Test
  void everyTypeOfColumnIsCovered() {
    var types = new HashSet<ColumnType>();
    mixed(50).schema().columns().forEach(c -> types.add(c.type()));
    assertThat(types)
        .contains(
            ColumnType.IDENTIFIER,
            ColumnType.INTEGER,
            ColumnType.DECIMAL,
            ColumnType.BOOLEAN,
            ColumnType.DATE,
            ColumnType.CATEGORICAL);
  }

  private static double share(Column column) {
    return IntStream.range(0, column.size()).filter(column::isMissing).count()
        / (double) column.size();
  }

  private static void assertSame(Table actual, Table expected) {
    var differing = new ArrayList<String>();
    for (int i = 0; i < expected.schema().size(); i++) {
      var a = actual.columns().get(i);
      var e = expected.columns().get(i);
      if (!Arrays.equals(a.numbers(), e.numbers())
          || !Arrays.equals(a.codes(), e.codes())
          || !Arrays.equals(a.strings(), e.strings())) {
        differing.add(expected.schema().columns().get(i).name());
      }
    }
    assertThat(differing).as("columns that differ").isEmpty();
  }
}
