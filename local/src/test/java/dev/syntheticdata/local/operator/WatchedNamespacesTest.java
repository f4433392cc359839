package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchedNamespacesTest {

  @Test
  void onlyResourcesOfWatchedNamespacesAreActedOn() throws Exception {
    try (var api = LocalApiServer.start(LocalApiServer.Config.defaults());
        var user = OperatorUnderTest.client(api, "user");
        var cluster = OperatorUnderTest.client(api, "cluster");
        var client = OperatorUnderTest.client(api, "operator")) {
      api.applyCrds(Path.of("../crds"));
      user.resource(new NamespaceBuilder().withNewMetadata().withName("team").endMetadata().build())
          .create();
      var settings =
          new OperatorSettings(Set.of("team"), "worker:test", JobSettings.defaults(), 2, null);
      try (var jobs = new FakeJobs(cluster, new FakeWorker());
          var operator =
              new OperatorRuntime(client, settings, Clock.systemUTC(), Metrics.NOOP, () -> {})) {
        operator.start();
        new Life(user).apply("generator.yaml");
        var elsewhere = generator(user, "default");
        elsewhere.getMetadata().setNamespace("team");
        elsewhere.getMetadata().setResourceVersion(null);
        elsewhere.getMetadata().setUid(null);
        user.resource(elsewhere).create();

        await()
            .atMost(Duration.ofSeconds(120))
            .until(
                () ->
                    generator(user, "team").getStatus() != null
                        && generator(user, "team").getStatus().readyVersion() != null);
        assertThat(generator(user, "default").getStatus()).isNull();
      }
    }
  }

  private static Generator generator(KubernetesClient client, String namespace) {
    return client.resources(Generator.class).inNamespace(namespace).withName("gen").get();
  }
}
