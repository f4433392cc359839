package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.e2e.DishonestEngine.Way;
import dev.syntheticdata.task.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Engines that misbehave, run as any engine of another make is, against the gates that the examples
 * give people to begin with: no row of theirs is ever published, and the version says why.
 */
class DishonestEngineTest {

  @RegisterExtension static final World WORLD = new World();

  private static final Path EXAMPLES = Path.of("..", "examples");

  /** Enough that a share of one copy in twenty is told from chance. */
  private static final int EVERY_NTH_ROW = 3;

  private static final int ROWS = 2_000;

  @BeforeAll
  static void upload() throws IOException {
    var lines = Files.readAllLines(EXAMPLES.resolve("flchain/flchain.csv"));
    WORLD
        .storage()
        .upload(
            "cohort.csv",
            IntStream.range(0, lines.size())
                .filter(i -> i % EVERY_NTH_ROW == 0)
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n", "", "\n")));
  }

  /** What the standard gates make of rows of an engine. */
  private static SyntheticDatasetVersion rejected(Way way) throws IOException {
    var name = way.name().toLowerCase(Locale.ROOT);
    var gates =
        new ObjectMapper(new YAMLFactory())
            .readTree(EXAMPLES.resolve("standard-gates.yaml").toFile());
    WORLD.apply(
        Engines.generator(name, DishonestEngine.command(way))
            .with("spec.source.location.key", "cohort.csv"));
    WORLD.apply(
        Resource.dataset(name, name)
            .with("spec.rows", ROWS)
            .with("spec.gates", gates.get("gates")));

    var stalled = WORLD.awaitStalledDataset(name, "GateFailed");
    var version = WORLD.awaitPhase(name + "-v1", Phase.REJECTED);

    assertThat(stalled.getStatus().publishedVersion()).isNull();
    assertThat(Status.message(stalled, "Stalled")).contains(Status.message(version, "GatesPassed"));
    assertThat(WORLD.storage().exists(Storage.SYNTHETIC_DATA, Storage.pointerKey(name))).isFalse();
    assertThat(
            WORLD
                .storage()
                .exists(Storage.SYNTHETIC_DATA, version.getStatus().path() + "/publish.json"))
        .isFalse();
    assertThat(Status.isTrue(version, "Published")).isFalse();
    assertThat(Status.reason(version, "GatesPassed")).isEqualTo("GateFailed");
    return version;
  }

  /** The gates that reject a version; the condition names each of them with its reason. */
  private static Map<Metric, String> failures(SyntheticDatasetVersion version) {
    var failed =
        version.getStatus().gates().stream()
            .filter(gate -> gate.verdict() != Verdict.PASSED)
            .collect(Collectors.toMap(GateResult::metric, GateResult::message, (a, b) -> a));
    assertThat(failed)
        .allSatisfy(
            (metric, message) ->
                assertThat(Status.message(version, "GatesPassed")).contains(metric.id(), message));
    return failed;
  }

  @ConcurrentTest
  void shufflingLosesRelationsAndCopiesNobody() throws IOException {
    assertThat(failures(rejected(Way.SHUFFLING)))
        .containsOnlyKeys(Metric.ACCURACY_2WAY, Metric.TSTR_RATIO);
  }

  @ConcurrentTest
  void memorizedRowsAreCaughtByEveryAttack() throws IOException {
    assertThat(failures(rejected(Way.MEMORIZING)))
        .containsOnlyKeys(
            Metric.EXACT_MATCH_SHARE,
            Metric.DCR_SHARE,
            Metric.MEMBERSHIP_AUC,
            Metric.MEMBERSHIP_TPR,
            Metric.SINGLING_OUT_RISK,
            Metric.LINKABILITY_RISK,
            Metric.INFERENCE_RISK);
  }

  @ConcurrentTest
  void copiesOfOneRowInTwentyAreCaughtWhereDistancesSeeNothing() throws IOException {
    assertThat(failures(rejected(Way.COPYING)))
        .containsKey(Metric.MEMBERSHIP_TPR)
        .doesNotContainKeys(Metric.DCR_SHARE, Metric.MEMBERSHIP_AUC)
        .extractingByKey(Metric.EXACT_MATCH_SHARE)
        .asString()
        .startsWith("0.0500 is above the maximum 0.01")
        .endsWith(": rows copy rows that were learned from");
  }

  @ConcurrentTest
  void fewRowsRepeatedAreCaught() throws IOException {
    assertThat(failures(rejected(Way.COLLAPSED)))
        .containsKeys(Metric.COLUMN_SHAPES, Metric.ACCURACY_2WAY)
        .extractingByKey(Metric.SINGLING_OUT_RISK)
        .asString()
        .contains("do its rows repeat each other");
  }

  @ConcurrentTest
  void lostRareClassesAreCaught() throws IOException {
    assertThat(failures(rejected(Way.DROPPING)))
        .containsOnlyKeys(Metric.ACCURACY_2WAY, Metric.TSTR_RATIO, Metric.CATEGORY_COVERAGE)
        .extractingByKey(Metric.CATEGORY_COVERAGE)
        .asString()
        .contains("less 0.1: categories of the real rows are missing");
  }
}
