package dev.syntheticdata.operator.parent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.Fixtures;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class VersionObjectsTest {

  private final Generator generator = Fixtures.generator();
  KubernetesClient client;
  private VersionObjects versions;

  @BeforeEach
  void start() {
    versions = new VersionObjects(client);
  }

  private GeneratorVersion version() {
    var version = Fixtures.generatorVersion();
    version.setMetadata(VersionObjects.metadata(generator, 3));
    version.setStatus(null);
    return version;
  }

  @Test
  void aVersionIsNamedOfItsParentAndNumberAndOwnedByIt() {
    var metadata = version().getMetadata();
    assertThat(metadata.getName()).isEqualTo("patients-v3");
    assertThat(metadata.getNamespace()).isEqualTo("research");
    assertThat(metadata.getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getKind()).isEqualTo("Generator");
              assertThat(owner.getUid()).isEqualTo(generator.getMetadata().getUid());
              assertThat(owner.getController()).isTrue();
            });
  }

  @Test
  void aVersionBearsTheRequestItWasMadeUnder() {
    assertThat(VersionObjects.refreshRequest(version())).isNull();
    generator.getMetadata().setAnnotations(Map.of(Api.REFRESH_REQUESTED_AT, "monday"));
    assertThat(VersionObjects.refreshRequest(version())).isEqualTo("monday");
  }

  @Test
  void aVersionIsCreatedOnceAndAdoptedAfterwards() {
    var created = versions.createOrAdopt(generator, version()).orElseThrow();
    var adopted = versions.createOrAdopt(generator, version()).orElseThrow();
    assertThat(adopted.getMetadata().getUid()).isEqualTo(created.getMetadata().getUid());
    assertThat(client.resources(GeneratorVersion.class).inNamespace("research").list().getItems())
        .hasSize(1);
  }

  @Test
  void aVersionOfAnEarlierIncarnationIsNotAdopted() {
    var earlier = version();
    earlier.getMetadata().getOwnerReferences().get(0).setUid("99999999");
    client.resource(earlier).create();
    assertThat(versions.createOrAdopt(generator, version())).isEmpty();
  }
}
