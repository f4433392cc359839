package dev.syntheticdata.worker.synthesizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is evaluated natively says what CEL's runtime says, also of missing values. */
class RowConditionTest {

  private static Table table() {
    var random = new Random(11);
    return Rows.table(
        "i,j,d,label,flag,day,moment,at,capital-gain,z",
        500,
        row -> {
          var cells =
              new String[] {
                "" + (random.nextInt(7) - 3),
                "" + (random.nextInt(7) - 3),
                "%.2f".formatted((random.nextInt(9) - 4) * 0.25),
                "abc".charAt(random.nextInt(3)) + "x",
                random.nextBoolean() ? "yes" : "no",
                "2020-01-%02d".formatted(1 + random.nextInt(9)),
                "2020-01-%02dT%02d:00:00".formatted(1 + random.nextInt(9), random.nextInt(24)),
                "%02d:30:00".formatted(random.nextInt(24)),
                "" + random.nextInt(3),
              };
          for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextInt(4) == 0 ? "" : cells[i];
          }
          return String.join(",", cells) + ",1";
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i <= j",
        "i < j || j < 0",
        "i == j && d >= 0",
        "i + 2 * j - 1 > -i",
        "d * 2.0 < 0.5",
        "d == 0.25 || d != -0.5",
        "double(i) <= d",
        "!(label == 'ax')",
        "label != 'ax' && label in ['bx', 'cx']",
        "i in [1, 2, -3]",
        "flag",
        "!flag || i > 0",
        "flag == (i > 0)",
        "flag != (label == 'ax')",
        "flag ? i > 0 : j > 0",
        "isMissing(i) || i > 0",
        "isMissing(label) == isMissing(row.flag)",
        "has(row.d) && !has(row.label)",
        "'i' in row",
        "row.i <= row[\"j\"]",
        "row[\"capital-gain\"] > 0",
        "isMissing(row[\"capital-gain\"])",
        "day >= timestamp('2020-01-05T00:00:00Z')",
        "moment < timestamp('2020-01-05T12:30:00Z')",
        "at > duration('12h30m')",
        "moment - timestamp('2020-01-01T00:00:00Z') < duration('36h')",
        "true || i > 0",
        "i > 0 || false",
      })
  void areTheSameNativelyAndInTheRuntime(String expression)
      throws CelValidationException, CelEvaluationException {
    Table table = table();
    var tree = new RowEnvironment(table.schema()).compile(expression);
    var own = new NativeConditions(table.schema()).of(tree.getExpr());
    assertThat(own).as("is native").isPresent();
    var runtime = new CelCondition("c", expression, RowEnvironment.program(tree), table.schema());
    for (int row = 0; row < table.rows(); row++) {
      assertThat(own.get().of(table, row))
          .as("row %d: %s", row, expression)
          .isEqualTo(runtime.of(table, row));
    }
  }

  @Test
  void columnsOfAnyNameAreReached() {
    for (String name :
        List.of(
            "int",
            "string",
            "type",
            "timestamp",
            "duration",
            "size",
            "has",
            "row",
            "in",
            "true",
            "dyn",
            "list",
            "capital-gain",
            "a.b",
            "Alter (Jahre)",
            "größe",
            "_",
            "isMissing",
            "1st",
            "say \"x\"",
            "back\\slash",
            "it's")) {
      Table table =
          Rows.table("\"" + name.replace("\"", "\"\"") + "\",z", 60, row -> row % 6 + ",1");
      String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
      var constraint =
          Constraint.compile(
                  List.of(ConstraintsTest.that("row[\"" + quoted + "\"] < 3")), table.schema())
              .get(0);
      for (int row = 0; row < 6; row++) {
        assertThat(constraint.condition().of(table, row)).as(name).isEqualTo(Truth.of(row % 6 < 3));
      }
    }
  }

  @Test
  void decimalsAreComparedAsTheSourceWritesThem() {
    Table table = Rows.table("a,b,c,z", 2, row -> row == 0 ? "0.1,0.2,0.3,1" : "0.1,0.2,0.4,1");
    var constraint =
        Constraint.compile(List.of(ConstraintsTest.that("a + b == c")), table.schema()).get(0);
    assertThat(constraint.condition().of(table, 0)).isEqualTo(Truth.TRUE);
    assertThat(constraint.condition().of(table, 1)).isEqualTo(Truth.FALSE);
  }
}
