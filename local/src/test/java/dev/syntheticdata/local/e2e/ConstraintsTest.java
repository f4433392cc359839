package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a Generator declares of its rows holds in the datasets made from it. */
class ConstraintsTest {

  @RegisterExtension static final World WORLD = new World();

  @Test
  void everyRowKeepsTheConstraintsAndTheCardTellsThem() {
    WORLD.apply(
        Resource.generator("ruled")
            .with("spec.schema.columns", "[{name: chapter, personal: Company, locale: de}]")
            .with(
                "spec.schema.constraints",
                "[{name: aged, expression: 'age >= 50 && age <= 101'},"
                    + " {name: ratio, expression: 'kappa < lambda * 2.5', message: as measured}]"));
    WORLD.awaitFitted("ruled", 1);
    WORLD.apply(Resource.dataset("rules", "ruled"));
    WORLD.awaitPublished("rules", 1);

    var status = WORLD.version("rules-v1").getStatus();
    String csv =
        WORLD.storage().text(Storage.SYNTHETIC_DATA, status.path() + "/data/part-00000.csv");
    assertThat(csv.lines()).hasSize(301);
    csv.lines()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(
            cells -> {
              assertThat(Double.parseDouble(cells[0])).isBetween(50.0, 101.0);
              assertThat(Double.parseDouble(cells[3]))
                  .isLessThan(Double.parseDouble(cells[4]) * 2.5);
            });
    assertThat(status.rejectionRate()).isBetween(0.0, 0.5);
    assertThat(WORLD.storage().text(Storage.SYNTHETIC_DATA, status.path() + "/README.md"))
        .contains("every row", "ratio", "as measured", "broke a constraint");
    assertThat(WORLD.storage().text(Storage.SYNTHETIC_DATA, status.path() + "/lineage.json"))
        .contains("constraint.ratio", "rows.drawn");
  }

  @Test
  void anExpressionThatIsNotValidIsToldWithTheNameOfItsConstraint() {
    WORLD.apply(
        Resource.generator("wrong")
            .with("spec.schema.constraints", "[{name: typo, expression: 'agee >= 50'}]"));
    var stalled =
        World.await(
            "wrong stalled",
            () -> WORLD.generator("wrong"),
            generator -> Status.isTrue(generator, "Stalled"));
    assertThat(Status.message(stalled, "Stalled")).contains("typo", "agee");
  }
}
