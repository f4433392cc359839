package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A generator is fitted as often as its privacy budget allows, and then says so. */
class PrivacyBudgetTest {

  @RegisterExtension static final World WORLD = new World();

  /** One fit has epsilon 1, two have 1.45 together, three 1.81. */
  private static final Resource GENERATOR =
      Resource.generator("private")
          .with("spec.engine", "{privateMarginals: {epsilon: 1}}")
          .with("spec.schema.columns", "[{name: age, minimum: 50, maximum: 101}]")
          .with("spec.privacy.budget", "{epsilon: 1.6}");

  @Test
  void fitsEndWhereTheBudgetDoesAndDatasetsGoOn() {
    WORLD.apply(GENERATOR);
    WORLD.awaitFitted("private", 1);
    WORLD.apply(GENERATOR.refreshRequested("one"));
    assertThat(WORLD.awaitFitted("private", 2).getStatus().privacy().spentEpsilon())
        .isBetween(1.44, 1.46);

    WORLD.apply(GENERATOR.refreshRequested("two"));
    var stalled =
        World.await(
            "private stalled by its budget",
            () -> WORLD.generator("private"),
            g -> Status.reason(g, "Stalled").equals("PrivacyBudgetExceeded"));

    assertThat(Status.message(stalled, "Stalled"))
        .contains("from 1.45 (2 counted) to 1.81", "privacy.budget.epsilon is 1.6");
    assertThat(stalled.getStatus().readyVersion().name()).isEqualTo("private-v2");
    WORLD.apply(Resource.dataset("rows", "private"));
    WORLD.awaitPublished("rows", 1);

    WORLD.apply(GENERATOR.with("spec.privacy.budget", "{epsilon: 2}").refreshRequested("two"));
    assertThat(WORLD.awaitFitted("private", 3).getStatus().privacy().versions()).isEqualTo(3);
  }
}
