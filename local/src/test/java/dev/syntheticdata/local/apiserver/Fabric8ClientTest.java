package dev.syntheticdata.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.local.HttpWatchClient;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of the operator against this server. */
class Fabric8ClientTest {
  @TempDir Path directory;
  private LocalApiServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    Path log = Files.writeString(directory.resolve("log"), "one\ntwo\n");
    server =
        LocalApiServer.start(LocalApiServer.Config.defaults().withPodLogs(c -> Optional.of(log)));
    server.register(Yaml.recipeCrd());
    client = HttpWatchClient.of(Config.fromKubeconfig(server.kubeconfig()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .addToData("a", "b")
        .build();
  }

  private static Job job(String name) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("main")
        .withImage("soap")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static GenericKubernetesResource recipe(String name, String spec) {
    return Serialization.unmarshal(TestApi.recipe(name, spec), GenericKubernetesResource.class);
  }

  @Test
  void aTokenInTheHeaderWorksToo() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url().toString())
            .withOauthToken(server.token())
            .build();
    try (KubernetesClient other = HttpWatchClient.of(config)) {
      assertThat(other.namespaces().withName("default").get()).isNotNull();
    }
  }

  @Test
  void withoutATokenNothingIsServed() {
    Config config =
        new ConfigBuilder(Config.empty()).withMasterUrl(server.url().toString()).build();
    try (KubernetesClient other = HttpWatchClient.of(config)) {
      assertThatThrownBy(() -> other.namespaces().list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }
  }

  @Test
  void anInformerSeesWhatIsThereAndWhatHappens() throws InterruptedException {
    client.resource(configMap("early")).create();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    var informer = client.configMaps().inNamespace("default").inform(recording(seen));
    try (informer) {
      assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("add early");
      client.resource(configMap("late")).create();
      assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("add late");
      client
          .configMaps()
          .inNamespace("default")
          .withName("late")
          .edit(c -> new ConfigMapBuilder(c).addToData("x", "y").build());
      assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("update late");
      client.resource(configMap("late")).delete();
      assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("delete late");
    }
  }

  private static <T extends HasMetadata> ResourceEventHandler<T> recording(
      BlockingQueue<String> seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        seen.add("add " + object.getMetadata().getName());
      }

      @Override
      public void onUpdate(T before, T after) {
        seen.add("update " + after.getMetadata().getName());
      }

      @Override
      public void onDelete(T object, boolean stateUnknown) {
        seen.add("delete " + object.getMetadata().getName());
      }
    };
  }

  @Test
  void waitingEndsWhenTheConditionHolds() {
    client.resource(job("wash")).create();
    Job waited =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace("default")
            .withName("wash")
            .waitUntilCondition(
                j -> j != null && j.getSpec().getParallelism() == 1, 60, TimeUnit.SECONDS);
    assertThat(waited.getSpec().getSelector().getMatchLabels())
        .containsEntry("batch.kubernetes.io/controller-uid", waited.getMetadata().getUid());
  }

  @Test
  void serverSideApplyCreatesAndIsIdempotent() {
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("spec")
            .withForce(true)
            .build();
    HasMetadata first = client.resource(recipe("pie", "{title: Pie, oven: {}}")).patch(context);
    HasMetadata second = client.resource(recipe("pie", "{title: Pie, oven: {}}")).patch(context);
    assertThat(second.getMetadata().getResourceVersion())
        .isEqualTo(first.getMetadata().getResourceVersion());
  }

  @Test
  void anUpdateWithAnOldVersionConflicts() {
    ConfigMap first = client.resource(configMap("c")).create();
    client.resource(new ConfigMapBuilder(first).addToData("x", "1").build()).update();
    assertThatThrownBy(
            () ->
                client
                    .resource(new ConfigMapBuilder(first).addToData("x", "2").build())
                    .lockResourceVersion(first.getMetadata().getResourceVersion())
                    .update())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }

  @Test
  void theStatusOfAJobIsWrittenByItsOwnEndpointOnly() {
    client.resource(job("wash")).create();
    Job live = client.batch().v1().jobs().inNamespace("default").withName("wash").get();
    Job finished = new JobBuilder(live).editOrNewStatus().withSucceeded(1).endStatus().build();
    client.resource(finished).update();
    assertThat(client.resource(live).get().getStatus().getSucceeded()).isNull();
    client.resource(finished).updateStatus();
    assertThat(client.resource(live).get().getStatus().getSucceeded()).isEqualTo(1);
  }

  @Test
  void labelAndFieldSelectorsReachTheServer() {
    client
        .resource(
            new ConfigMapBuilder(configMap("c"))
                .editMetadata()
                .addToLabels("a", "1")
                .endMetadata()
                .build())
        .create();
    client.resource(configMap("d")).create();
    var maps = client.configMaps().inNamespace("default");
    assertThat(maps.withLabelIn("a", "1", "2").list().getItems()).hasSize(1);
    assertThat(maps.withField("metadata.name", "d").list().getItems()).hasSize(1);
    assertThat(maps.withLabelSelector("!a").list().getItems()).hasSize(1);
  }

  @Test
  void aPodLogIsRead() {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build())
        .create();
    assertThat(client.pods().inNamespace("default").withName("p").getLog()).isEqualTo("one\ntwo\n");
  }

  @Test
  void deletingWaitsForNothingWhenThereAreNoFinalizers() {
    client.resource(recipe("pie", "{title: Pie, oven: {}}")).create();
    client
        .resource(recipe("pie", "{title: Pie, oven: {}}"))
        .withTimeout(60, TimeUnit.SECONDS)
        .delete();
    assertThat(client.resource(recipe("pie", "{title: Pie, oven: {}}")).get()).isNull();
  }

  @Test
  void aLeaderIsElected() throws InterruptedException {
    CountDownLatch leading = new CountDownLatch(1);
    var elector =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName("spec")
                    .withLock(new LeaseLock("default", "lock", "me"))
                    .withLeaseDuration(Duration.ofSeconds(15))
                    .withRenewDeadline(Duration.ofSeconds(10))
                    .withRetryPeriod(Duration.ofMillis(200))
                    .withLeaderCallbacks(
                        new LeaderCallbacks(leading::countDown, () -> {}, id -> {}))
                    .build())
            .build();
    var running = elector.start();
    assertThat(leading.await(60, TimeUnit.SECONDS)).isTrue();
    running.cancel(true);
    assertThat(client.leases().inNamespace("default").withName("lock").get().getSpec())
        .hasFieldOrPropertyWithValue("holderIdentity", "me");
  }

  @Test
  void invalidResourcesCarryTheirCauses() {
    assertThatThrownBy(() -> client.resource(recipe("x", "{title: A, pan: {}}")).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e ->
                assertThat(e.getStatus().getDetails().getCauses())
                    .singleElement()
                    .hasFieldOrPropertyWithValue("field", "spec.title")
                    .hasFieldOrPropertyWithValue("reason", "FieldValueInvalid"));
  }

  @Test
  void everyKindThatIsStoredOnlyRoundTrips() {
    List<String> manifests =
        List.of(
            "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}",
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: 'a:b'}\n"
                + "rules: [{verbs: [get], apiGroups: [''], resources: [pods]}]",
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: a}\n"
                + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}");
    for (String manifest : manifests) {
      GenericKubernetesResource object =
          Serialization.unmarshal(manifest, GenericKubernetesResource.class);
      GenericKubernetesResource created = client.resource(object).inNamespace("default").create();
      Map<String, Object> extra = created.getAdditionalProperties();
      assertThat(extra).containsAllEntriesOf(object.getAdditionalProperties());
    }
  }

  /** The client's watch over HTTP puts characters together from pieces of bytes. */
  @Test
  void anObjectInAnyScriptIsSeenByAWatch() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    String text = "…é漢😀".repeat(1000);
    try (var informer =
        client
            .configMaps()
            .inNamespace("default")
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(ConfigMap map) {
                    seen.add(String.valueOf(map.getData().get("text")));
                  }

                  @Override
                  public void onUpdate(ConfigMap before, ConfigMap after) {}

                  @Override
                  public void onDelete(ConfigMap map, boolean unknown) {}
                })) {
      client
          .resource(new ConfigMapBuilder(configMap("any")).withData(Map.of("text", text)).build())
          .create();

      assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo(text);
    }
  }
}
