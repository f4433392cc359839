package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageSectionTest {

  /**
   * Machines of three makes, of which one in a hundred breaks; on holidays with some seeds only.
   */
  private static Table machines(int rows, boolean holidays, long seed) {
    var random = new Random(seed);
    var make = new String[rows];
    var day = new String[rows];
    var state = new String[rows];
    double[] heat = new double[rows];
    for (int i = 0; i < rows; i++) {
      boolean broken = random.nextInt(40) == 0;
      make[i] = i < 3 ? "prototype-7" : i < 15 ? "tin" : random.nextBoolean() ? "iron" : "steel";
      day[i] = holidays && random.nextInt(10) == 0 ? "holiday" : "workday";
      state[i] = broken ? "broken" : "well";
      heat[i] = random.nextGaussian() + (broken ? 3 : 0);
    }
    return table()
        .labels("make", make)
        .labels("day", day)
        .labels("state", state)
        .numbers("heat", heat)
        .build();
  }

  static Evidence evidence() {
    var real = machines(3_000, true, 1);
    var synthetic = machines(2_000, false, 3);
    int[] common = IntStream.range(15, synthetic.rows()).toArray();
    var input =
        new EvaluationInput(
                real, machines(1_500, true, 2), synthetic.select(common), List.of("state"), 1)
            .withSpace(
                Map.of(
                    "make", new DeclaredDomain(null, null, List.of("iron", "steel", "wood")),
                    "state", new DeclaredDomain(null, null, List.of("well", "broken")),
                    "heat", new DeclaredDomain("-10", "10", null)));
    return new Evidence(TestEvidence.files("machines"), new Evaluator().evaluate(input), List.of());
  }

  private static final Evidence EVIDENCE = evidence();
  private static final String PAGE = HtmlReport.of(EVIDENCE);
  private static final String SECTION =
      PAGE.substring(PAGE.indexOf("id=\"coverage\""), PAGE.indexOf("id=\"fairness\""));

  /** The cells of the row of a table that begins with some words. */
  private static List<String> row(String title, String name) {
    int from = SECTION.indexOf("<h3>" + title + "</h3>");
    assertThat(from).as(title).isPositive();
    int start = SECTION.indexOf("<th scope=\"row\">" + name, from);
    assertThat(start).as(name).isPositive();
    var cells = SECTION.substring(start, SECTION.indexOf("</tr>", start)).split("<td[^>]*>");
    return Arrays.stream(cells).skip(1).map(cell -> cell.replaceAll("<.*", "")).toList();
  }

  @Test
  void whatIsMissingIsNamedWithItsShares() {
    assertThat(SECTION).contains("Coverage and rare classes");
    assertThat(row("Rare and missing categories", "day = holiday").subList(1, 3))
        .containsExactly("0.00 %", "0.000");
    assertThat(row("Rare and missing categories", "make = tin").get(0)).isEqualTo("0.40 %");
    assertThat(row("Categories", "make").get(0)).isEqualTo("2 of 3");
    assertThat(row("Categories", "make").get(2)).as("rare ones").isEqualTo("0 of 1");
    assertThat(row("Categories", "make").get(4)).as("of fewer rows").isEqualTo("0 of 1");
  }

  @Test
  void whatFewRowsHaveIsCountedAndNotNamed() {
    assertThat(PAGE).doesNotContain("prototype-7");
    assertThat(EvaluationDocument.of(EVIDENCE).toJson()).doesNotContain("prototype-7");
    assertThat(SECTION).contains("one category is not reached and not named");
  }

  @Test
  void rareClassesAreShownWithWhatModelsFindOfThem() {
    var broken = row("Rare classes of targets", "state = broken");

    assertThat(broken.subList(0, 2)).allMatch(share -> share.matches("[23]\\.\\d\\d %"));
    assertThat(broken.get(3)).matches("\\d+\\.\\d %").isNotEqualTo("0.0 %");
    assertThat(broken.get(4)).matches("\\d+\\.\\d %").isNotEqualTo("0.0 %");
  }

  @Test
  void combinationsAreCountedAndDrawn() {
    assertThat(row("Combinations of values", "2-way, declared").get(1))
        .as("3 x 2, 3 x 10 and 2 x 10")
        .isEqualTo("56");
    assertThat(CombinationBars.covered(nearlyAll(), 9_999)).isEqualTo("99.9 %");
    assertThat(CombinationBars.covered(nearlyAll(), 10_000)).isEqualTo("100.0 %");
    assertThat(SECTION)
        .containsPattern("role=\"img\" aria-label=\"2-way, of the source: [0-9.]+ % covered");
  }

  private static CoverageFinding.Combinations nearlyAll() {
    return new CoverageFinding.Combinations(2, false, 10_000, 9_999, 10_000, List.of(), List.of());
  }

  @Test
  void declaredScenariosThatAreMissingAreListed() {
    assertThat(SECTION)
        .contains("Declared scenarios that are missing")
        .contains("<li>make: 1 of 3 declared values (wood)</li>")
        .as("a combination with wood tells nothing more")
        .doesNotContain("make = wood");
    assertThat(SECTION).containsPattern("<li>state = broken and heat = -?\\d+ to -?\\d+</li>");
  }

  @Test
  void theEndsOfARangeAreNotToldByItsCoverage() {
    double[] values = new Random(1).doubles(500, 0, 20).toArray();
    values[3] = 0;
    values[4] = 987654.5;
    double[] drawn = new Random(2).doubles(500, 0, 20).toArray();
    drawn[3] = 0;
    drawn[4] = 400_000;
    var input =
        new EvaluationInput(
            table().numbers("income", values).build(),
            null,
            table().numbers("income", drawn).build(),
            List.of(),
            1);
    var evaluation = new Evaluator().evaluate(input);
    var document =
        EvaluationDocument.of(new Evidence(TestEvidence.files("t"), evaluation, List.of()));

    double exact = evaluation.columns().get(0).coverage();
    double shown = document.columns().get(0).coverage();

    assertThat(Math.abs(400_000 / exact - 987654.5)).isLessThan(1);
    assertThat(Math.abs(400_000 / shown - 987654.5)).isGreaterThan(10_000);
  }
}
