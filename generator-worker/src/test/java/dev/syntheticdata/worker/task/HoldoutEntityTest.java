package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the column that names the entities by which rows are held out. */
class HoldoutEntityTest extends S3TaskTest {

  private static final int FIRST = 5_000;
  private static final int PEOPLE = 1_000;

  private int fits;

  /** A thousand people of six visits each: so many stand out from the noise of any fit. */
  @BeforeEach
  void uploadSource() {
    var random = new Random(3);
    s3.put(
        "in/visits.csv",
        "person,ward,weight\n"
            + IntStream.range(0, 6 * PEOPLE)
                .mapToObj(
                    i ->
                        String.format(
                            Locale.ROOT,
                            "%d,%s,%.1f",
                            FIRST + i % PEOPLE,
                            i % 2 == 0 ? "east" : "west",
                            60 + 10 * random.nextGaussian()))
                .collect(Collectors.joining("\n"))
            + "\n");
  }

  private static Engine engine(String name) {
    return switch (name) {
      case "autoregressiveTrees" ->
          new Engine(new Engine.AutoregressiveTrees(null), null, null, null);
      case "gaussianCopula" -> new Engine(null, new Engine.GaussianCopula(), null, null);
      case "independent" -> new Engine(null, null, new Engine.Independent(), null);
      default -> new Engine(null, null, null, new Engine.PrivateMarginals(5.0, null, 6));
    };
  }

  private FitTask fit(String by, String engine, ColumnDeclaration... columns) {
    var task = tasks.fit("in/visits.csv", "gen/v" + ++fits, columns);
    return Copy.of(task)
        .with("holdout", new Holdout(0.2, by))
        .with("engine", engine(engine))
        .make();
  }

  private SynthesizerModel model(FitTask task) {
    TaskResult result = tasks.run(task);
    assertThat(result.message()).isNull();
    return ModelDocument.read(s3.objects("gen/").get("gen/v" + fits + "/model.json"), "test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"autoregressiveTrees", "gaussianCopula", "independent", "privateMarginals"})
  void itsValuesAreNewAndNotLearned(String engine) {
    Table drawn = model(fit("person", engine)).generate(0, 600, 1);

    String[] people = drawn.column("person").strings();
    assertThat(people).isNotNull().doesNotHaveDuplicates();
    assertThat(people)
        .doesNotContainAnyElementsOf(
            IntStream.range(FIRST, FIRST + PEOPLE).mapToObj(Integer::toString).toList());
    assertThat(Arrays.stream(drawn.column("weight").numbers()).distinct().count())
        .isGreaterThan(20);
  }

  @Test
  void itIsANumberWhereNothingIsHeldOutByIt() {
    assertThat(type(model(fit(null, "independent")))).isEqualTo(INTEGER);
  }

  @Test
  void aDeclaredTypeOrDomainIsKept() {
    var integer = ColumnDeclaration.of("person", ColumnType.INTEGER, null);
    var bounded =
        new ColumnDeclaration("person", null, null, "5000", "5999", null, null, null, null);
    var label = ColumnDeclaration.of("person", ColumnType.CATEGORICAL, null);

    assertThat(type(model(fit("person", "independent", integer)))).isEqualTo(INTEGER);
    assertThat(type(model(fit("person", "independent", bounded)))).isEqualTo(INTEGER);
    assertThat(type(model(fit("person", "independent", label)))).isEqualTo(CATEGORICAL);
  }

  @ParameterizedTest
  @EnumSource(ColumnRole.class)
  void aColumnWithARoleIsLearned(ColumnRole role) {
    var declared = ColumnDeclaration.of("ward", null, role);

    var model = model(fit("ward", "independent", declared));

    assertThat(model.schema().column("ward").orElseThrow().type()).isEqualTo(CATEGORICAL);
  }

  @Test
  void aColumnThatIsDrawnFirstIsLearned() {
    var leading =
        new Engine(new Engine.AutoregressiveTrees(null, List.of("person")), null, null, null);
    var task = Copy.of(fit("person", "independent")).with("engine", leading).make();

    assertThat(type(model(task))).isEqualTo(INTEGER);
  }

  @Test
  void oneThatIsNotThereIsNamed() {
    assertThat(tasks.run(fit("persn", "independent")).message())
        .contains("holdout.by names the column 'persn', which is not there");
  }

  private static final dev.syntheticdata.worker.table.ColumnType INTEGER =
      dev.syntheticdata.worker.table.ColumnType.INTEGER;
  private static final dev.syntheticdata.worker.table.ColumnType CATEGORICAL =
      dev.syntheticdata.worker.table.ColumnType.CATEGORICAL;

  private static dev.syntheticdata.worker.table.ColumnType type(SynthesizerModel model) {
    return model.schema().column("person").orElseThrow().type();
  }
}
