package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** What is there after the life of one generator and one dataset, whatever happened on its way. */
final class Aftermath {

  private final KubernetesClient client;
  private final Life life;
  private final String where;

  /**
   * @param where tells failures apart
   */
  Aftermath(KubernetesClient client, Life life, String where) {
    this.client = client;
    this.life = life;
    this.where = where;
  }

  /** As if nothing had happened: every step once, and all of them. */
  void isThatOfALifeWithoutFaults(FakeJobs jobs) {
    assertThat(jobs.started())
        .as("Jobs there ever were, %s", where)
        .isEqualTo(
            Map.of(
                "gen-v1-fit", 1,
                "data-v1-generate", 1,
                "data-v1-evaluate", 1,
                "data-v1-publish", 1));
    assertThat(life.attempts()).as("attempts of each task, %s", where).hasSize(4).containsOnly(1);
    assertThat(life.generatorVersions())
        .as("generator versions, %s", where)
        .extracting(v -> v.getMetadata().getName())
        .containsExactly("gen-v1");
    assertThat(life.versions())
        .as("versions, %s", where)
        .extracting(v -> v.getMetadata().getName())
        .containsExactly("data-v1");
    thePointersAreRight();
    allIsReady();
    assertThat(warnings()).as("warnings, %s", where).isEmpty();
  }

  private void thePointersAreRight() {
    var version = life.versions().get(0);
    var published = life.dataset().getStatus().publishedVersion();
    assertThat(version.getStatus().phase()).as(where).isEqualTo(Phase.PUBLISHED);
    assertThat(published.name()).as(where).isEqualTo("data-v1");
    assertThat(published.digest()).as(where).isEqualTo(version.getStatus().manifest().digest());
    assertThat(life.dataset().getStatus().latestVersion().name()).as(where).isEqualTo("data-v1");
    assertThat(life.generator().getStatus().readyVersion().name()).as(where).isEqualTo("gen-v1");
  }

  private void allIsReady() {
    assertReady("generator", life.generator().getStatus().conditions());
    assertReady("generator version", life.generatorVersions().get(0).getStatus().conditions());
    assertReady("dataset", life.dataset().getStatus().conditions());
    assertReady("version", life.versions().get(0).getStatus().conditions());
  }

  private void assertReady(String what, List<Condition> conditions) {
    assertThat(Conditions.isTrue(conditions, Conditions.READY))
        .as("%s is Ready, %s: %s", what, where, conditions)
        .isTrue();
    assertThat(conditions)
        .as("conditions of the %s, %s", what, where)
        .extracting(Condition::getType)
        .doesNotContain(Conditions.RECONCILING, Conditions.STALLED);
  }

  private List<String> warnings() {
    return client.v1().events().list().getItems().stream()
        .filter(event -> event.getType().equals("Warning"))
        .map((Event event) -> event.getReason() + ": " + event.getMessage())
        .toList();
  }
}
