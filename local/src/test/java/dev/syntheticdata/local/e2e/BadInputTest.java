package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.local.LocalCluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input is answered by a condition that names it and says what to do. */
class BadInputTest {

  @RegisterExtension static final World WORLD = new World();

  @BeforeAll
  static void fit() {
    WORLD.apply(Resource.generator("patients"));
    WORLD.awaitFitted("patients", 1);
  }

  static Stream<Arguments> badTables() {
    return Stream.of(
        Arguments.of(
            "ragged",
            utf8("age,sex\n40,F\n41\n42,M\n"),
            new String[] {"ragged.csv, line 3", "1 fields where the header has 2", "'sex'"}),
        Arguments.of("empty", utf8(""), new String[] {"empty.csv", "expected a header line"}),
        Arguments.of(
            "header-only",
            utf8("age,sex\n"),
            new String[] {"header-only.csv", "a header but no row", "check that the export"}),
        Arguments.of(
            "duplicate",
            utf8("age,age\n" + "1,2\n".repeat(20)),
            new String[] {"duplicate.csv, line 1, column 2", "'age'", "rename one of them"}),
        Arguments.of(
            "latin",
            ("town\n" + "M\u00fcnchen\n".repeat(20)).getBytes(StandardCharsets.ISO_8859_1),
            new String[] {"latin.csv, line 2", "not UTF-8", "iconv"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTables")
  @Execution(ExecutionMode.CONCURRENT)
  void aTableThatCannotBeReadIsNamedWithThePlace(String name, byte[] table, String[] told) {
    WORLD.storage().upload(name + ".csv", table);
    WORLD.apply(generatorOf(name));

    var generator = WORLD.awaitStalledGenerator(name, "InvalidInput");

    assertThat(Status.message(generator, "Stalled")).contains(told);
    assertThat(Status.reason(WORLD.generatorVersion(name + "-v1"), "SourceResolved"))
        .isEqualTo("InvalidInput");
    assertThat(WORLD.eventsOf(generator)).contains("InvalidInput");
  }

  @ConcurrentTest
  void aMissingBucketIsNamed() {
    WORLD.apply(Resource.generator("bucketless").with("spec.source.location.bucket", "nowhere"));

    assertThat(stalledByInput("bucketless")).contains("no bucket 'nowhere'", "create it");
  }

  @ConcurrentTest
  void aMissingObjectIsNamedAndUsedOnceItIsThere() throws Exception {
    var generator = Resource.generator("objectless").with("spec.source.location.key", "late.csv");
    WORLD.apply(generator);

    assertThat(stalledByInput("objectless"))
        .contains("s3://real-data/late.csv", "there is no such object", "that it was uploaded");

    // The operator does not look into storage: it is told when what was missing is there.
    WORLD.storage().upload("late.csv", World.patients());
    WORLD.apply(generator.refreshRequested("it is there now"));
    WORLD.awaitFitted("objectless", 2);
  }

  @ConcurrentTest
  void aMissingBucketForTheModelIsNamed() {
    WORLD.apply(Resource.generator("homeless").with("spec.storage.bucket", "no-models"));

    assertThat(stalledByInput("homeless")).contains("no bucket 'no-models'", "create it");
  }

  @ConcurrentTest
  void aMissingBucketForTheRowsIsNamed() {
    WORLD.apply(Resource.dataset("stranded", "patients").with("spec.output.bucket", "no-output"));

    var dataset = WORLD.awaitStalledDataset("stranded", "InvalidInput");

    assertThat(Status.message(dataset, "Stalled"))
        .contains("stranded-v1 failed", "no bucket 'no-output'", "create it");
  }

  @ConcurrentTest
  void keysThatAreRefusedAreNamed() {
    var accessKey = WORLD.objects().credentials().accessKey();
    WORLD
        .client()
        .resource(LocalCluster.secret("wrong-keys", accessKey, "not-the-secret-key"))
        .create();
    WORLD.apply(
        Resource.generator("keyless")
            .with("spec.source.location.credentials.secretRef.name", "wrong-keys"));

    assertThat(stalledByInput("keyless"))
        .contains(
            "access to s3://real-data/patients.csv",
            "is refused",
            "credentials.secretRef of the source")
        .doesNotContain("not-the-secret-key");

    // Other keys are no other input, and yet a reason to try again.
    WORLD.apply(Resource.generator("keyless"));
    WORLD.awaitFitted("keyless", 2);
  }

  @ConcurrentTest
  void whatWouldFailAgainIsNotTriedAgain() {
    var generator =
        Resource.generator("hopeless")
            .with("spec.source.location.key", "never.csv")
            .with(
                "spec.job",
                "{resources: {requests: {cpu: 500m, memory: 1024Mi}, limits: {memory: '2Gi'}},"
                    + " tolerations: [{key: batch, operator: Exists}], labels: {team: research},"
                    + " affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution:"
                    + " [{weight: 1, preference: {matchExpressions: [{key: disk, operator:"
                    + " Exists}]}}]}}}");
    WORLD.apply(generator);
    WORLD.awaitStalledGenerator("hopeless", "InvalidInput");

    WORLD.apply(generator.with("spec.limitations", "[Something that a card says]"));
    World.await("hopeless observed", () -> WORLD.generator("hopeless"), Status::isCurrent);

    assertThat(WORLD.generator("hopeless").getStatus().latestVersion().revision()).isEqualTo(1);
    assertThat(WORLD.generatorVersion("hopeless-v2")).isNull();
  }

  @ConcurrentTest
  void aFailedDatasetIsTriedAgainWithOtherKeys() {
    WORLD.client().resource(LocalCluster.secret("unknown-keys", "nobody", "nothing")).create();
    var dataset = Resource.dataset("unlocked", "patients");
    WORLD.apply(dataset.with("spec.output.credentials.secretRef.name", "unknown-keys"));
    WORLD.awaitStalledDataset("unlocked", "InvalidInput");
    assertThat(WORLD.versionsOf("unlocked")).containsExactly("unlocked-v1");

    WORLD.apply(dataset);

    WORLD.awaitPublished("unlocked", 2);
  }

  @ConcurrentTest
  void aMissingSecretIsWaitedFor() {
    WORLD.apply(
        Resource.generator("patient")
            .with("spec.source.location.credentials.secretRef.name", "late-keys"));
    var waiting =
        World.await(
            "patient waits for a Secret",
            () -> WORLD.generator("patient"),
            g -> Status.reason(g, "Reconciling").equals("JobWaiting"),
            g -> Status.isTrue(g, "Stalled"));
    assertThat(Status.message(waiting, "Ready"))
        .contains("late-keys", "create it in this namespace", "AWS_SECRET_ACCESS_KEY");

    var keys = WORLD.objects().credentials();
    WORLD
        .client()
        .resource(LocalCluster.secret("late-keys", keys.accessKey(), keys.secretKey()))
        .create();

    WORLD.awaitFitted("patient", 1);
  }

  @ConcurrentTest
  void aTargetThatIsNotAColumnIsNamedWithTheColumnsThereAre() {
    WORLD.apply(
        Resource.generator("aimless")
            .with("spec.schema.columns", "[{name: survival, role: Target}]"));

    assertThat(stalledByInput("aimless")).contains("'survival'", "not a column", "futime, death");
  }

  @ConcurrentTest
  void aCorrectedSourceIsFittedWithoutFurtherAsking() {
    WORLD.apply(Resource.generator("corrected").with("spec.source.location.key", "typo.csv"));
    WORLD.awaitStalledGenerator("corrected", "InvalidInput");

    WORLD.apply(Resource.generator("corrected"));

    WORLD.awaitFitted("corrected", 2);
  }

  @ConcurrentTest
  void threeHundredColumnsWork() {
    WORLD.storage().upload("wide.csv", wide());
    WORLD.apply(generatorOf("wide"));
    WORLD.apply(Resource.dataset("wide-synthetic", "wide").with("spec.rows", 50));

    WORLD.awaitPublished("wide-synthetic", 1);

    var path = WORLD.version("wide-synthetic-v1").getStatus().path();
    var header =
        WORLD.storage().text(Storage.SYNTHETIC_DATA, path + "/data/part-00000.csv").split("\n")[0];
    assertThat(header.split(",")).hasSize(300);
  }

  @ConcurrentTest
  void columnsWithoutAValueAndWithASingleOneWork() {
    var rows =
        IntStream.range(0, 60)
            .mapToObj(i -> (i * 7 % 31) + ",,same\n")
            .collect(Collectors.joining());
    WORLD.storage().upload("sparse.csv", "number,nothing,constant\n" + rows);
    WORLD.apply(generatorOf("sparse"));
    WORLD.apply(Resource.dataset("sparse-synthetic", "sparse").with("spec.rows", 50));

    WORLD.awaitPublished("sparse-synthetic", 1);

    var path = WORLD.version("sparse-synthetic-v1").getStatus().path();
    assertThat(WORLD.storage().text(Storage.SYNTHETIC_DATA, path + "/data/part-00000.csv").lines())
        .hasSize(51)
        .element(0)
        .isEqualTo("number,nothing,constant");
    assertThat(
            WORLD
                .storage()
                .text(Storage.SYNTHETIC_DATA, path + "/data/part-00000.csv")
                .lines()
                .skip(1))
        .allMatch(line -> line.matches("[0-9]+,,same"));
  }

  @ConcurrentTest
  void aGateOnAnUnknownMetricIsRefusedWithTheMetricsThereAre() {
    var dataset =
        Resource.dataset("misjudged", "patients")
            .with("spec.gates", "[{metric: fidelity.prettiness, min: 0.5}]");

    assertThatThrownBy(() -> WORLD.apply(dataset))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.gates[0].metric")
        .hasMessageContaining("fidelity.prettiness")
        .hasMessageContaining("supported values")
        .hasMessageContaining("fidelity.column-pair-trends");
  }

  @ConcurrentTest
  void noRowsAndFewerAreRefused() {
    for (var rows : new int[] {0, -5}) {
      assertThatThrownBy(
              () -> WORLD.apply(Resource.dataset("rowless", "patients").with("spec.rows", rows)))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("spec.rows")
          .hasMessageContaining("greater than or equal to 1");
    }
  }

  @ConcurrentTest
  void aGeneratorThatDoesNotExistYetIsWaitedFor() {
    WORLD.apply(Resource.dataset("impatient", "future"));
    var waiting =
        World.await(
            "impatient waits",
            () -> WORLD.dataset("impatient"),
            d -> Status.reason(d, "Reconciling").equals("GeneratorNotFound"));
    assertThat(Status.message(waiting, "Ready")).contains("spec.generatorRef", "future");

    WORLD.apply(Resource.generator("future"));

    WORLD.awaitPublished("impatient", 1);
  }

  @ConcurrentTest
  void withoutAHoldoutAGateThatNeedsOneIsNotPassed() {
    WORLD.apply(Resource.generator("greedy").with("spec.holdout.fraction", 0));
    WORLD.apply(
        Resource.dataset("unmeasured", "greedy")
            .with("spec.gates", "[{metric: utility.tstr-auc, target: death, min: 0.1}]"));

    var dataset = WORLD.awaitStalledDataset("unmeasured", "BaselineMissing");

    assertThat(Status.message(dataset, "Stalled"))
        .contains("utility.tstr-auc of death", "spec.holdout.fraction");
    assertThat(WORLD.storage().exists(Storage.SYNTHETIC_DATA, Storage.pointerKey("unmeasured")))
        .isFalse();
  }

  @ConcurrentTest
  void aSourceThatChangedSinceTheFitIsNoBaseline() throws Exception {
    var patients = World.patients();
    WORLD.storage().upload("changing.csv", patients);
    WORLD.apply(generatorOf("changing"));
    WORLD.awaitFitted("changing", 1);
    WORLD.storage().upload("changing.csv", patients.replace("\"F\"", "\"X\""));
    WORLD.apply(
        Resource.dataset("baseless", "changing")
            .with("spec.gates", "[{metric: fidelity.column-shapes, min: 0.1}]"));

    var dataset = WORLD.awaitStalledDataset("baseless", "BaselineMissing");

    assertThat(Status.message(dataset, "Stalled"))
        .contains("s3://real-data/changing.csv has changed since the fit", "fit a new version");
  }

  @ConcurrentTest
  void anExpiredPermissionStopsGeneratorAndDataset() {
    WORLD.apply(
        Resource.generator("expired")
            .with("spec.source.authorization.expires", "'2020-01-01T00:00:00Z'"));
    WORLD.apply(Resource.dataset("unauthorized", "expired"));

    var generator = WORLD.awaitStalledGenerator("expired", "AuthorizationExpired");
    var dataset = WORLD.awaitStalledDataset("unauthorized", "AuthorizationExpired");

    assertThat(Status.message(generator, "Stalled"))
        .contains("2020-01-01T00:00:00Z", "spec.source.authorization");
    assertThat(Status.message(dataset, "Stalled")).contains("spec.source.authorization");
    assertThat(WORLD.versionsOf("unauthorized")).isEmpty();
  }

  @ConcurrentTest
  void anExpiryThatIsNoDateGivesNoPermission() {
    WORLD.apply(
        Resource.generator("undated")
            .with("spec.source.authorization.expires", "'2026-02-30T25:00:00Z'"));

    var generator = WORLD.awaitStalledGenerator("undated", "AuthorizationExpired");

    assertThat(Status.message(generator, "Stalled"))
        .contains("spec.source.authorization.expires", "2026-02-30T25:00:00Z");
  }

  @ConcurrentTest
  void aPurposeThatIsNotAllowedIsRefused() {
    WORLD.apply(Resource.dataset("curious", "patients").with("spec.purpose", "Analytics"));

    var dataset = WORLD.awaitStalledDataset("curious", "PurposeNotAllowed");

    assertThat(Status.message(dataset, "Stalled"))
        .contains("spec.purpose Analytics", "spec.allowedPurposes of the Generator");
  }

  @ConcurrentTest
  void aScheduleThatCannotBeReadIsNamed() {
    WORLD.apply(Resource.dataset("untimely", "patients").with("spec.refresh.schedule", "'0 3 31'"));

    var dataset = WORLD.awaitStalledDataset("untimely", "InvalidSchedule");

    assertThat(Status.message(dataset, "Stalled"))
        .contains("spec.refresh.schedule \"0 3 31\"", "five fields");
  }

  @ConcurrentTest
  void aTimeZoneThatDoesNotExistIsNamed() {
    WORLD.apply(
        Resource.dataset("martian", "patients")
            .with("spec.refresh", "{schedule: '@daily', timeZone: Mars/Olympus}"));

    var dataset = WORLD.awaitStalledDataset("martian", "InvalidSchedule");

    assertThat(Status.message(dataset, "Stalled"))
        .contains("spec.refresh.timeZone \"Mars/Olympus\"", "Europe/Berlin");
  }

  private static String stalledByInput(String generator) {
    return Status.message(WORLD.awaitStalledGenerator(generator, "InvalidInput"), "Stalled");
  }

  /** A generator of a table of its own, of which nothing is declared. */
  private static Resource generatorOf(String name) {
    return Resource.generator(name)
        .with("spec.source.location.key", name + ".csv")
        .without("spec.schema");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String wide() {
    var random = new Random(1);
    var table =
        new StringBuilder(
            IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(",")));
    for (int row = 0; row < 60; row++) {
      table
          .append('\n')
          .append(
              IntStream.range(0, 300)
                  .mapToObj(i -> String.valueOf(random.nextInt(9)))
                  .collect(Collectors.joining(",")));
    }
    return table.append('\n').toString();
  }
}
