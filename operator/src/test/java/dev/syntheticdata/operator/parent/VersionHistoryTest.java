package dev.syntheticdata.operator.parent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionSpec;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.Fixtures;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class VersionHistoryTest {

  private final Generator generator = Fixtures.generator();
  KubernetesClient client;

  private GeneratorVersion version(long revision) {
    var version = Fixtures.generatorVersion();
    version.setMetadata(VersionObjects.metadata(generator, revision));
    version.setSpec(withRevision(version.getSpec(), revision));
    return version;
  }

  private static GeneratorVersionSpec withRevision(GeneratorVersionSpec spec, long revision) {
    return new GeneratorVersionSpec(
        spec.generatorRef(),
        revision,
        spec.inputHash(),
        spec.reason(),
        spec.source(),
        spec.schema(),
        spec.storage(),
        spec.holdout(),
        spec.engine(),
        spec.seed(),
        spec.job(),
        spec.workerImage());
  }

  private VersionHistory<GeneratorVersion> history(long recorded, GeneratorVersion... cached) {
    return VersionHistory.of(
        client,
        generator,
        List.of(cached),
        recorded == 0
            ? null
            : new VersionSummary("patients-v" + recorded, recorded, "x", Phase.FITTED, "Initial"),
        GeneratorVersion.class,
        v -> v.getSpec().revision());
  }

  @Test
  void theFirstNumberIsOne() {
    assertThat(history(0).nextRevision()).isEqualTo(1);
    assertThat(history(0).latest()).isEmpty();
  }

  @Test
  void theNewestComesFirstByNumberNotByName() {
    assertThat(history(0, version(9), version(10), version(2)).all())
        .extracting(v -> v.getSpec().revision())
        .containsExactly(10L, 9L, 2L);
  }

  @Test
  void theNextNumberFollowsTheNewest() {
    assertThat(history(2, version(1), version(2)).nextRevision()).isEqualTo(3);
  }

  @Test
  void noNumberIsGivenTwiceThoughItsVersionWasDeleted() {
    var history = history(3, version(1));
    assertThat(history.latest()).contains(version(1));
    assertThat(history.nextRevision()).isEqualTo(4);
  }

  @Test
  void aVersionTheCacheMissesIsAskedFor() {
    client.resource(version(2)).create();
    assertThat(history(2, version(1)).latest().orElseThrow().getSpec().revision()).isEqualTo(2);
  }

  @Test
  void versionsOfAnEarlierIncarnationAreNotOurs() {
    var foreign = version(5);
    foreign.getMetadata().getOwnerReferences().get(0).setUid("99999999");
    client.resource(foreign).create();
    var history = history(5, version(1), foreign);
    assertThat(history.all()).containsExactly(version(1));
    assertThat(history.nextRevision()).isEqualTo(6);
  }

  @Test
  void aVersionThatWasJustCreatedIsTheLatest() {
    var history = history(1, version(1)).with(version(2));
    assertThat(history.latest()).contains(version(2));
    assertThat(history.with(version(2)).all()).hasSize(2);
    assertThat(history.nextRevision()).isEqualTo(3);
  }

  @Test
  void theNewestOfWhichSomethingIsTrueIsFound() {
    var history = history(0, version(1), version(2), version(3));
    assertThat(history.newest(v -> v.getSpec().revision() < 3)).contains(version(2));
    assertThat(history.newest(v -> false)).isEmpty();
  }
}
