package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.task.PrivacyClaim;
import dev.syntheticdata.task.PrivacyLoss;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.marginals.PrivateMarginalsModel.Structure;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.ParquetFiles;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.task.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginalsFitTest {

  @TempDir Path directory;

  private static PrivateMarginalsModel fit(Table table, PrivacyOptions privacy, String... targets) {
    var options = FitOptions.seeded(1).withPrivacy(privacy).withTargets(List.of(targets));
    return new MarginalsFit(table, options, ExactRandom.repeatable(11)).fit();
  }

  private static PrivacyOptions epsilon(double epsilon) {
    return new PrivacyOptions(epsilon, 1e-6, null, 1, Map.of());
  }

  /** y decides which of a and b is high, c follows b. */
  private static Table related(int rows) {
    var random = new Random(4);
    return Rows.table(
        "y,a,b,c,who",
        rows,
        i -> {
          boolean y = random.nextInt(3) == 0;
          int a = random.nextInt(10);
          int b = random.nextInt(10) == 0 ? random.nextInt(10) : y ? a : 9 - a;
          int c = random.nextInt(5) == 0 ? random.nextInt(200) : 20 * b + random.nextInt(20);
          return "%s,%d,%d,%d,e%d x".formatted(y ? "yes" : "no", a, b, c, i / 5);
        });
  }

  @ParameterizedTest
  @CsvSource({"0.1, 400", "1, 400", "3, 4000", "30, 4000"})
  void aFitSpendsAtMostWhatItClaims(double epsilon, int rows) {
    var model = fit(related(rows), epsilon(epsilon), "y");

    double rho = model.measured().stream().mapToDouble(Measured::rho).sum();
    double delta = model.measured().stream().mapToDouble(Measured::delta).sum();
    assertThat(rho).isLessThanOrEqualTo(PrivacyLoss.ofFit(epsilon, 1e-6).rho() * (1 + 1e-9));
    assertThat(new PrivacyLoss(rho * (1 - 1e-9), delta * (1 - 1e-9)).epsilon(1e-6))
        .isLessThanOrEqualTo(epsilon * (1 + 1e-6));
    assertThat(model.privacy().epsilon()).isEqualTo(epsilon);
    assertThat(model.privacy().rhoSpent()).isLessThanOrEqualTo(rho * (1 + 1e-9));
  }

  @Test
  void everyModelledColumnIsMeasuredAndSaysWithWhichNoise() {
    var model = fit(related(4_000), epsilon(3), "y");

    var measured = model.measured().stream().filter(m -> m.sigma() != null).toList();
    assertThat(measured).allMatch(m -> m.sigma() > 0 && m.rho() > 0);
    assertThat(measured.stream().flatMap(m -> m.columns().stream()).distinct())
        .containsExactlyInAnyOrder("y", "a", "b", "c", "who");
  }

  /**
   * The same noise makes the same model, however rows are counted: the bytes that these tables gave
   * when this was written.
   */
  @ParameterizedTest
  @CsvSource({
    "false,false,1a6c86f6274102135eb8c42bbd0e6548813c63c4718b9fd851572e5773a3eba6",
    "false,true,0c0257c4491f13de3f99c3bd59a1dbb4235460e54b0a9326ce663312b186c9e1",
    "true,false,94c373d33fcab39690cf332eda3227cfcabad21d77ea5c88005ce7e30df801a9",
    "true,true,6c88c1989ad0730bd46fb7a0ece76b5f29137852752a2353260fd881dd9eeef9"
  })
  void theSameNoiseGivesTheSameModel(boolean entities, boolean declared, String digest) {
    var random = new Random(8);
    Table source =
        Rows.table(
            "y,n,d,z,c,t,who",
            6_000,
            i ->
                "%s,%s,%s,%s,%s,%s,p%d"
                    .formatted(
                        random.nextInt(3) == 0 ? "yes" : "no",
                        random.nextInt(9) == 0 ? "" : random.nextInt(700) - 300,
                        random.nextInt(4) == 0
                            ? "-0"
                            : String.format(Locale.ROOT, "%.3f", random.nextGaussian()),
                        random.nextInt(5),
                        random.nextInt(6) == 0 ? "" : "l" + random.nextInt(8) * random.nextInt(90),
                        LocalDate.of(2020, 1, 1).plusDays(random.nextInt(900)),
                        random.nextInt(2_000)));
    var privacy = new PrivacyOptions(5, 1e-6, entities ? "who" : null, entities ? 2 : 1, Map.of());
    var domains =
        Map.of(
            "z", new DeclaredDomain("0", "9", null),
            "n", new DeclaredDomain("-300", "399", null),
            "y", new DeclaredDomain(null, null, List.of("yes", "no", "other")));

    var model = fit(source, declared ? privacy.withDomains(domains) : privacy, "y");

    assertThat(Digests.sha256(ModelDocument.write(model))).isEqualTo(digest);
  }

  @Test
  void relationsThatDependOnTheTargetAreKept() {
    var model = fit(related(8_000), epsilon(3), "y");
    Table rows = model.generate(0, 8_000, 1);

    assertThat(model.structure()).isEqualTo(Structure.PAIRS_WITH_TARGET);
    assertThat(agreement(rows, "yes")).isGreaterThan(0.75);
    assertThat(agreement(rows, "no")).isLessThan(0.15);
  }

  /** How often b is a, where y has a label. */
  private static double agreement(Table rows, String label) {
    int code = rows.schema().column("y").orElseThrow().categories().indexOf(label);
    int[] chosen =
        IntStream.range(0, rows.rows()).filter(r -> rows.column("y").codes()[r] == code).toArray();
    double[] a = rows.column("a").numbers();
    double[] b = rows.column("b").numbers();
    return Arrays.stream(chosen).filter(r -> a[r] == b[r]).count() / (double) chosen.length;
  }

  @Test
  void withoutTargetTablesAreOfTwoColumns() {
    var model = fit(related(4_000), epsilon(3));

    assertThat(model.structure()).isEqualTo(Structure.PAIRS);
    assertThat(model.measured().stream().filter(m -> m.purpose() == Measured.Purpose.TABLE))
        .isNotEmpty()
        .allMatch(m -> m.columns().size() == 2);
  }

  @Test
  void withFewRowsOrLittleEpsilonTheTargetIsAColumnLikeOthers() {
    assertThat(fit(related(8_000), epsilon(0.1), "y").structure()).isEqualTo(Structure.PAIRS);
    assertThat(fit(related(300), epsilon(1), "y").structure()).isEqualTo(Structure.PAIRS);
  }

  @Test
  void declaredValuesCostNothingAndTheRestOfTheBudgetIsSpentOnTables() {
    var declared =
        epsilon(3)
            .withDomains(
                Map.of(
                    "a", new DeclaredDomain("0", "9", null),
                    "b", new DeclaredDomain("0", "9", null)));
    Table source = Rows.table("a,b", 2_000, i -> i % 10 + "," + (i * 7 + i / 10) % 10);

    var known = fit(source, declared);
    var searched = fit(source, epsilon(3));

    assertThat(known.measured()).noneMatch(m -> m.purpose() == Measured.Purpose.DOMAIN);
    assertThat(known.privacy().declaredDomains()).isEqualTo(2);
    assertThat(searched.privacy().chosenDomains()).isEqualTo(2);
    assertThat(sigma(known)).isLessThan(sigma(searched));
  }

  private static double sigma(PrivateMarginalsModel model) {
    return model.measured().stream()
        .filter(m -> m.purpose() == Measured.Purpose.TABLE)
        .mapToDouble(Measured::sigma)
        .max()
        .orElseThrow();
  }

  @Test
  void valuesStayWithinWhatWasDeclared() {
    var random = new Random(2);
    Table source =
        Rows.table(
            "n,d,c",
            3_000,
            i ->
                "%d,%.2f,%s"
                    .formatted(
                        random.nextInt(1_000) - 100, random.nextGaussian(), "abc".charAt(i % 3)));
    var model =
        fit(
            source,
            epsilon(5)
                .withDomains(
                    Map.of(
                        "n", new DeclaredDomain("0", "500", null),
                        "d", new DeclaredDomain("-1.00", "1.00", null),
                        "c", new DeclaredDomain(null, null, List.of("z", "a", "b")))));

    Table rows = model.generate(0, 5_000, 1);

    assertThat(Arrays.stream(rows.column("n").numbers()))
        .allMatch(v -> v >= 0 && v <= 500 && v == Math.rint(v));
    assertThat(Arrays.stream(rows.column("d").numbers())).allMatch(v -> v >= -1 && v <= 1);
    assertThat(model.schema().column("c").orElseThrow().categories())
        .containsExactly("z", "a", "b");
  }

  @Test
  void aDeclaredRangeThatIsNoneIsRefused() {
    Table source = Rows.table("n,m", 50, i -> i % 7 + "," + i % 3);
    var reversed = epsilon(1).withDomains(Map.of("n", new DeclaredDomain("9", "1", null)));
    var unreadable = epsilon(1).withDomains(Map.of("n", new DeclaredDomain("low", "1", null)));

    assertThatThrownBy(() -> fit(source, reversed))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'n': minimum 9 is not below maximum 1");
    assertThatThrownBy(() -> fit(source, unreadable))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'n': minimum 'low'");
  }

  @Test
  void ofAnEntityOnlySoManyRowsAreUsedAndTheNoiseIsForAllOfThem() {
    var privacy = new PrivacyOptions(20, 1e-6, "who", 2, Map.of());

    var model = fit(related(5_000), privacy, "y");
    var ofRows = fit(related(5_000), epsilon(20), "y");

    // 1,000 entities of five rows each, two of which are used.
    assertThat((double) model.trainRows()).isBetween(1_970.0, 2_030.0);
    assertThat(model.privacy().unit()).isEqualTo(PrivacyClaim.Unit.ENTITY);
    assertThat(model.privacy().maxRowsPerUnit()).isEqualTo(2);
    double ratio = model.measured().get(0).sigma() / ofRows.measured().get(0).sigma();
    assertThat(ratio).isBetween(1.9, 2.1);
  }

  @Test
  void rowsOfAnEntityAreChosenAtRandomAndRowsWithoutOneAreEachTheirOwn() {
    Table source = Rows.table("who,x", 60, i -> (i < 40 ? "name" + i % 4 : "") + "," + i);

    int[] first = Contributions.bounded(source, "who", 3, ExactRandom.repeatable(1));
    int[] second = Contributions.bounded(source, "who", 3, ExactRandom.repeatable(2));

    assertThat(first).hasSize(4 * 3 + 20).isSorted();
    assertThat(second).hasSize(4 * 3 + 20).isNotEqualTo(first);
  }

  @Test
  void withoutRowsEnoughForAnythingColumnsStayWithoutValues() {
    var model = fit(Rows.table("x,c", 12, i -> i + ",name " + i), epsilon(0.01));

    assertThat(model.generate(0, 20, 1).rows()).isEqualTo(20);
    assertThat(model.schema().column("c").orElseThrow().categories()).isEmpty();
    assertThat(model.limitations())
        .anySatisfy(
            limit -> assertThat(limit).contains("No value stands out", "'c'", "Declare a column"));
  }

  @Test
  void anEpsilonIsNeeded() {
    Table source = Rows.table("x", 10, String::valueOf);

    assertThatThrownBy(() -> new PrivateMarginalsSynthesizer().fit(source, FitOptions.seeded(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("needs an epsilon");
    assertThatThrownBy(() -> new PrivacyOptions(0, 1e-6, null, 1, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("epsilon must be above 0");
    assertThatThrownBy(() -> new PrivacyOptions(1, 1e-6, null, 2, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("needs holdout.by");
  }

  private static ColumnSchema column(
      String name, ColumnType type, String parquet, String... labels) {
    return new ColumnSchema(name, type, true, 0, null, List.of(labels)).withParquet(parquet);
  }

  /** Of which a type of numbers does not hold one that the noise may bring up. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0 1 2 other; optional binary (STRING)",
        "0 1 2 300; optional binary (STRING)",
        "0 1 2 3; optional int32 (INTEGER(8,true))"
      })
  void declaredLabelsHaveTheTypeOfTheSourceIfItHoldsAll(String labels, String written)
      throws IOException {
    var source =
        new Table(
            new TableSchema(
                List.of(
                    column(
                        "grade",
                        ColumnType.CATEGORICAL,
                        "optional int32 (INTEGER(8,true))",
                        "0",
                        "1",
                        "2"))),
            List.of(Column.ofCodes(IntStream.range(0, 60).map(i -> i % 3).toArray())));
    var declared = List.of(labels.split(" "));

    var model =
        fit(
            source,
            epsilon(0.01).withDomains(Map.of("grade", new DeclaredDomain(null, null, declared))));
    Table rows = model.generate(0, 2_000, 1);

    assertThat(IntStream.of(rows.column("grade").codes())).contains(3);
    assertThat(writtenType(rows)).isEqualTo(written);
    assertThat(model.limitations().stream().anyMatch(l -> l.contains("strings in Parquet")))
        .isEqualTo(written.contains("STRING"));
  }

  @Test
  void identifiersOfATypeWithoutWholeNumbersAreStrings() throws IOException {
    var source =
        new Table(
            new TableSchema(
                List.of(column("id", ColumnType.IDENTIFIER, "optional int32 (DECIMAL(2,2))"))),
            List.of(
                Column.ofStrings(
                    IntStream.range(10, 60).mapToObj(i -> "0." + i).toArray(String[]::new))));

    var model = fit(source, epsilon(1));

    assertThat(writtenType(model.generate(0, 100, 1))).isEqualTo("optional binary (STRING)");
    assertThat(model.limitations()).anyMatch(l -> l.contains("strings in Parquet"));
  }

  /** The type of the only column in a file of the rows. */
  private String writtenType(Table rows) throws IOException {
    Path file = directory.resolve("rows.parquet");
    TableWriter.write(file, rows);
    String name = rows.schema().columns().get(0).name();
    return ParquetFiles.schema(file).getType(0).toString().replace(" " + name, "");
  }
}
