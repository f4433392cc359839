package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Tuning;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreesTest {

  private static CodedTable coded(Table table) {
    return CodedTable.of(table, MarginFitter.fit(table, FitOptions.seeded(1)).margins());
  }

  private static int[] all(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  /** The third column is the exclusive or of the first two, so no pair of columns is related. */
  private static Table exclusiveOr(int rows) {
    var random = new Random(4);
    return Rows.table(
        "a,b,c",
        rows,
        i -> {
          boolean a = random.nextInt(10) < 4;
          boolean b = random.nextInt(10) < 4;
          return (a ? "yes" : "no") + "," + (b ? "yes" : "no") + "," + (a != b ? "yes" : "no");
        });
  }

  @Test
  void keepsAnInteractionThatNoPairOfColumnsShows() {
    Table source = exclusiveOr(4_000);

    var model =
        new AutoregressiveTreesSynthesizer().fit(source, FitOptions.seeded(1).withLeafRows(50));
    Table drawn = model.generate(0, 4_000, 7);

    int[] a = drawn.column("a").codes();
    int[] b = drawn.column("b").codes();
    int[] c = drawn.column("c").codes();
    long kept = IntStream.range(0, 4_000).filter(i -> (a[i] != b[i]) == (c[i] == 1)).count();
    // Smoothing lets a leaf of some thousand rows be wrong in about one row of a hundred.
    assertThat(kept / 4_000.0).isGreaterThan(0.98);
  }

  @Test
  void everyLeafKeepsEnoughRows() {
    Table source = TestTables.mixed(3_000);
    var table = coded(source);

    for (int leafRows : new int[] {5, 40, 300}) {
      var tree = table.grow(new int[] {0, 1, 2}, 3, all(3_000), leafRows);
      for (int leaf = 0; leaf + 1 < tree.offsets().length; leaf++) {
        int rows =
            Arrays.stream(tree.counts(), tree.offsets()[leaf], tree.offsets()[leaf + 1]).sum();
        assertThat(rows).isGreaterThanOrEqualTo(leafRows);
      }
      assertThat(Arrays.stream(tree.counts()).sum()).isEqualTo(3_000);
    }
  }

  @Test
  void aTreeOfSmallerLeavesSparesWorkAndChangesNothing() {
    var table = coded(TestTables.mixed(6_000));
    int[] order = table.columns();

    for (int[] leaves : new int[][] {{5, 40}, {40, 60}, {60, 600}, {600, 4_000}}) {
      var finer = table.grow(order, all(6_000), leaves[0], null);
      var alone = table.grow(order, all(6_000), leaves[1], null);
      var spared = table.grow(order, all(6_000), leaves[1], finer);
      assertThat(spared).usingRecursiveComparison().isEqualTo(alone);
      assertThat(spared).usingRecursiveComparison().isNotEqualTo(finer);
    }
  }

  /** Each person has a city, and lives there in all rows. */
  private static Table people(int people, int rowsOfEach) {
    return Rows.table(
        "person,club,city",
        people * rowsOfEach,
        i -> {
          int person = i % people;
          return "P%d,%s,%s"
              .formatted(person, person < 6 ? "small" : "large", person < 6 ? "Oslo" : "Rome");
        });
  }

  @Test
  void aLeafIsCountedInEntitiesWhereRowsHaveSome() {
    Table source = people(40, 100);
    var table = coded(source);
    var counted = table.of(Entities.of(source, "person"));
    int[] rows = all(source.rows());

    // Six people have 600 rows of the small club, and everything else follows from them.
    assertThat(table.grow(new int[] {1}, 2, rows, 7).feature()).contains(1);
    assertThat(counted.grow(new int[] {1}, 2, rows, 6).feature()).contains(1);
    assertThat(counted.grow(new int[] {1}, 2, rows, 7).feature()).containsExactly(-1);
  }

  @Test
  void theTrialsKeepEntitiesTogether() {
    Table source = people(1_500, 3);

    var options = FitOptions.seeded(1).withEntity("person");
    var model = new AutoregressiveTreesSynthesizer().fit(source, options);

    assertThat(model.tuning().rowsUnseen()).isEqualTo(900);
    assertThat(model.tuning().rowsLearned()).isEqualTo(3_600);
    assertThat(model.limitations().get(0)).contains("entities have in common");
  }

  @Test
  void drawsWithTheProbabilitiesItTells() {
    var table = coded(TestTables.mixed(3_000));
    var tree = table.grow(new int[] {0, 1, 2}, 3, all(3_000), 50);
    int classes = table.codings()[3].size();
    var random = new Random(1);

    for (int row : new int[] {0, 17, 1_999}) {
      var drawn = new int[classes];
      for (int i = 0; i < 50_000; i++) {
        drawn[tree.draw(table.codes(), row, random.nextDouble(), 10)]++;
      }
      double sum = 0;
      for (int code = 0; code < classes; code++) {
        double probability = tree.probability(table.codes(), row, code, 10);
        assertThat(drawn[code] / 50_000.0).isEqualTo(probability, within(0.01));
        sum += probability;
      }
      assertThat(sum).isEqualTo(1, within(1e-9));
    }
  }

  @Test
  void smoothingReachesBeyondTheLeaf() {
    Table source = exclusiveOr(2_000);
    var table = coded(source);
    var tree = table.grow(new int[] {0, 1}, 2, all(2_000), 50);
    int never = 1 - table.codes()[2][0];

    assertThat(tree.probability(table.codes(), 0, never, 0)).isZero();
    assertThat(tree.probability(table.codes(), 0, never, 10)).isPositive();
  }

  @Test
  void copiesOfRowsGiveThemAwayAndUnrelatedRowsDoNot() {
    var table = coded(TestTables.continuous(8_000));
    int[] learned = IntStream.range(0, 4_000).toArray();
    int[] unseen = IntStream.range(4_000, 6_000).toArray();
    int[] unrelated = IntStream.range(6_000, 8_000).toArray();
    var check = new PrivacyCheck(table, table.columns(), learned, unseen);

    assertThat(check.membership(rows(table, learned), 4_000)).isGreaterThan(0.9);
    assertThat(check.membership(rows(table, unseen), 2_000)).isLessThan(0.1);
    assertThat(check.membership(rows(table, unrelated), 2_000)).isBetween(0.46, 0.54);
  }

  private static CodedTable rows(CodedTable table, int[] rows) {
    var codes = new short[table.codes().length][rows.length];
    for (int j = 0; j < codes.length; j++) {
      for (int i = 0; i < rows.length; i++) {
        codes[j][i] = table.codes()[j][rows[i]];
      }
    }
    return new CodedTable(codes, table.codings());
  }

  @Test
  void leavesGrowUntilTheAttackFindsLittle() {
    Table source = TestTables.continuous(4_000);

    var tuning = new AutoregressiveTreesSynthesizer().fit(source, FitOptions.seeded(1)).tuning();

    assertThat(tuning.rowsLearned()).isEqualTo(3_200);
    assertThat(tuning.rowsUnseen()).isEqualTo(800);
    assertThat(tuning.leaves()).extracting(Tuning.LeafTrial::leafRows).startsWith(100, 200);
    assertThat(tuning.leaves().get(0).passes()).isFalse();
    assertThat(tuning.leaves())
        .extracting(Tuning.LeafTrial::membershipAuc)
        .isSortedAccordingTo((x, y) -> Double.compare(y, x));
    assertThat(tuning.leaves())
        .allMatch(trial -> trial.passes() == (trial.membershipAuc() <= Tuner.HIGHEST));
  }

  @Test
  void aTargetOfManyValuesIsTriedLastAndFirst() {
    Table source = TestTables.mixed(2_000);
    var synthesizer = new AutoregressiveTreesSynthesizer();

    var model =
        (AutoregressiveTreesModel)
            synthesizer.fit(source, FitOptions.seeded(1).withTargets(List.of("income")));

    var trials = model.tuning().targets();
    assertThat(trials)
        .extracting(Tuning.TargetTrial::place)
        .containsExactly(Tuning.Place.LAST, Tuning.Place.FIRST);
    int target = source.schema().indexOf("income");
    boolean first = trials.get(1).logLoss() < trials.get(0).logLoss();
    assertThat(model.order()[first ? 0 : model.order().length - 1]).isEqualTo(target);
  }

  @Test
  void aTargetOfFewClassesComesLastAsBoostedTrees() {
    Table source = TestTables.mixed(2_000);

    var model =
        (AutoregressiveTreesModel)
            new AutoregressiveTreesSynthesizer()
                .fit(source, FitOptions.seeded(1).withTargets(List.of("city")));

    assertThat(model.tuning().targets()).isEmpty();
    int last = model.order().length - 1;
    assertThat(model.order()[last]).isEqualTo(source.schema().indexOf("city"));
    assertThat(model.trees().get(last)).isInstanceOf(BoostedClasses.class);
    assertThat(model.trees().subList(0, last)).hasOnlyElementsOfType(ConditionalTree.class);
    assertThat(model.formatVersion()).isEqualTo(3);
  }

  @Test
  void fewRowsAreNotTriedOut() {
    var tuning =
        new AutoregressiveTreesSynthesizer()
            .fit(TestTables.mixed(300), FitOptions.seeded(1).withTargets(List.of("city")))
            .tuning();

    assertThat(tuning.leaves()).isEmpty();
    assertThat(tuning.targets()).isEmpty();
  }
}
