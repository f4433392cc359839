package dev.syntheticdata.local.e2e;

import static dev.syntheticdata.local.e2e.Engines.generator;
import static dev.syntheticdata.local.e2e.Engines.minimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Engines of other makes where the API server fills in, checks and admits their pods of three
 * containers, and the Job controller reads the exit codes, as Kubernetes does.
 */
class ContainerEngineOnKubeApiServerTest {

  @RegisterExtension static final World WORLD = World.onControlPlane();

  private static JobHistory history;

  @BeforeAll
  static void watch() {
    history = new JobHistory(WORLD.client());
  }

  @AfterAll
  static void stop() throws Exception {
    if (history != null) {
      history.close();
    }
  }

  @ConcurrentTest
  void rowsOfAnEngineAreCheckedEvaluatedAndPublished() {
    WORLD.apply(
        generator("brought", minimal())
            .with("spec.engine.container.runAsUser", 65532)
            .with("spec.engine.container.dataSizeLimit", "1Gi")
            .with(
                "spec.engine.container.fit",
                "{resources: {requests: {cpu: 100m}, limits: {memory: 1Gi}}, timeoutSeconds: 3600}"));
    WORLD.apply(
        Resource.dataset("brought-rows", "brought")
            .with("spec.rows", 9_000)
            .with("spec.shards", 2)
            .with("spec.gates", "[{metric: fidelity.column-shapes, min: 0.9}]"));

    WORLD.awaitPublished("brought-rows", 1);

    var path = WORLD.version("brought-rows-v1").getStatus().path();
    assertThat(WORLD.storage().manifest(path).rows()).isEqualTo(9_000);
    // What the server filled in is not taken for a change: each Job was made once.
    assertThat(history.namesOf("brought-"))
        .containsExactly(
            "brought-rows-v1-evaluate",
            "brought-rows-v1-generate",
            "brought-rows-v1-publish",
            "brought-v1-fit");
    assertThat(history.jobs("brought-v1-fit"))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(3600);
              assertThat(job.getSpec().getPodReplacementPolicy()).isEqualTo("Failed");
            });
    assertThat(history.pods("brought-v1-fit"))
        .singleElement()
        .satisfies(ContainerEngineOnKubeApiServerTest::isFilledIn);
    assertThat(history.pods("brought-rows-v1-generate")).hasSize(2).allSatisfy(pod -> ended(pod));
    isAdmittedWhereRestricted(history.pods("brought-v1-fit").get(0));
  }

  private static void isFilledIn(Pod pod) {
    ended(pod);
    var engine = pod.getSpec().getInitContainers().get(1);
    assertThat(engine.getImagePullPolicy()).isEqualTo("IfNotPresent");
    assertThat(engine.getTerminationMessagePath()).isEqualTo("/dev/termination-log");
    assertThat(engine.getTerminationMessagePolicy()).isEqualTo("FallbackToLogsOnError");
    assertThat(engine.getSecurityContext().getRunAsUser()).isEqualTo(65532);
    assertThat(engine.getResources().getRequests())
        .containsEntry("cpu", new Quantity("100m"))
        // Where there is only a limit, the server asks for as much.
        .containsEntry("memory", new Quantity("1Gi"));
    assertThat(pod.getSpec().getVolumes())
        .filteredOn(volume -> volume.getName().equals("data"))
        .singleElement()
        .satisfies(
            volume ->
                assertThat(volume.getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("1Gi")));
  }

  /** Each of the three containers has run once, in this order. */
  private static void ended(Pod pod) {
    assertThat(
            Stream.of(
                    pod.getStatus().getInitContainerStatuses(),
                    pod.getStatus().getContainerStatuses())
                .flatMap(List::stream)
                .map(container -> container.getName() + " " + exitCode(container)))
        .containsExactly("prepare 0", "engine 0", "worker 0");
  }

  private static int exitCode(ContainerStatus container) {
    return container.getState().getTerminated().getExitCode();
  }

  /** The server lets the pod into a restricted namespace, and would not if its engine had more. */
  private static void isAdmittedWhereRestricted(Pod pod) {
    var client = WORLD.client();
    // Of a name of its own: one that was deleted before may be on its way out for long.
    var namespace =
        client
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("restricted-")
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build())
            .create();
    try {
      var copy =
          new PodBuilder()
              .withNewMetadata()
              .withName("copy")
              .withNamespace(namespace.getMetadata().getName())
              .endMetadata()
              .withSpec(pod.getSpec())
              .editSpec()
              .withNodeName(null)
              .endSpec()
              .build();
      assertThat(client.resource(copy).dryRun(true).create().getSpec().getInitContainers())
          .hasSize(2);

      var more =
          new PodBuilder(copy)
              .editSpec()
              .editInitContainer(1)
              .editSecurityContext()
              .withAllowPrivilegeEscalation(true)
              .endSecurityContext()
              .endInitContainer()
              .endSpec()
              .build();
      assertThatThrownBy(() -> client.resource(more).dryRun(true).create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContainingAll("PodSecurity", "container \"engine\"");
    } finally {
      client.resource(namespace).delete();
    }
  }

  @ConcurrentTest
  void anEngineThatFailsEndsItsJobAtOnce() {
    WORLD.apply(generator("failing", "sh", "-c", "echo cannot learn from this >&2; exit 3"));

    var stalled = WORLD.awaitStalledGenerator("failing", "EngineFailed");

    assertThat(Status.message(stalled, "Stalled"))
        .contains("exit code 3", "It said: cannot learn from this");
    assertThat(history.pods("failing-v1-fit")).hasSize(1);
    assertThat(history.jobs("failing-v1-fit"))
        .singleElement()
        .matches(job -> JobHistory.hasCondition(job, "Failed", "PodFailurePolicy"));
  }

  @ConcurrentTest
  void anEngineThatAsksToBeRunAgainIs() throws IOException {
    // Not below /tmp, which in the engine is a volume of its pod.
    var directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "engine");
    var seen = directory.resolve("seen");
    var learn = "cp $ENGINE_DATA/schema.json $ENGINE_DATA/model";
    WORLD.apply(
        generator(
            "hesitant",
            "sh",
            "-c",
            "if [ -e %1$s ]; then %2$s; else touch %1$s; exit 20; fi".formatted(seen, learn)));

    WORLD.awaitFitted("hesitant", 1);

    assertThat(history.pods("hesitant-v1-fit"))
        .extracting(pod -> exitCode(pod.getStatus().getInitContainerStatuses().get(1)))
        .containsExactlyInAnyOrder(20, 0);
    assertThat(history.jobs("hesitant-v1-fit"))
        .singleElement()
        .satisfies(job -> assertThat(job.getStatus().getFailed()).isEqualTo(1));
  }

  @ConcurrentTest
  void aPodThatTheApiServerRefusesIsToldOf() {
    var corrected = generator("greedy", minimal());
    WORLD.apply(
        corrected.with(
            "spec.engine.container.fit.resources",
            "{requests: {memory: 2Gi}, limits: {memory: 1Gi}}"));

    var refused =
        World.await(
            "the Job is refused",
            () -> WORLD.generator("greedy"),
            generator -> Status.reason(generator, "Ready").equals("JobNotAccepted"));

    assertThat(Status.message(refused, "Ready"))
        .contains("initContainers[1].resources.requests", "memory limit");
    WORLD.apply(corrected);
    WORLD.client().resource(WORLD.generatorVersion("greedy-v1")).delete();
    World.await(
        "greedy is fitted",
        () -> WORLD.generator("greedy"),
        generator -> Status.isTrue(generator, "Ready"));
  }
}
