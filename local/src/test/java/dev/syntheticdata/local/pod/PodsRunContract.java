package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods run as child processes, on whichever API server the subclass starts. */
abstract class PodsRunContract extends EmulatedPods {

  @Test
  void aPodIsBoundAndRunsToItsEnd() throws Exception {
    create(pod("simple", sh("echo $HOSTNAME")));
    Pod pod = awaitPhase("simple", "Succeeded");
    assertThat(pod.getSpec().getNodeName()).isEqualTo("local");
    assertThat(pod.getStatus().getStartTime()).isNotNull();
    assertThat(log("simple", "main")).isEqualTo("simple\n");
  }

  @Test
  void logsAreCompleteWhenThePodHasEnded() {
    create(pod("first", sh("exec sleep 600")));
    awaitPhase("first", "Running");
    assertThat(runner.logsAreComplete(NAMESPACE, "first")).isFalse();
    client.pods().inNamespace(NAMESPACE).withName("first").delete();
    await().atMost(LIMIT).until(() -> runner.logsAreComplete(NAMESPACE, "first"));
  }

  @Test
  void aFailedContainerTellsItsExitCode() {
    create(pod("failing", sh("exit 5")));
    ContainerState state = main(awaitPhase("failing", "Failed")).getState();
    assertThat(state.getTerminated().getExitCode()).isEqualTo(5);
    assertThat(state.getTerminated().getReason()).isEqualTo("Error");
  }

  @Test
  void aContainerIsRestartedOnFailureIfThePodSaysSo() throws Exception {
    Path marker = directory.resolve("marker");
    Container container =
        sh("test -e " + marker + " && exit 0; touch " + marker + "; echo first try; exit 1");
    create(pod("again", container, p -> p.editSpec().withRestartPolicy("OnFailure").endSpec()));
    ContainerStatus status = main(awaitPhase("again", "Succeeded"));
    assertThat(status.getRestartCount()).isEqualTo(1);
    assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(1);
    assertThat(runner.previousLogOf(NAMESPACE, "again", "main")).hasContent("first try");
  }

  @Test
  void aProgramThatDoesNotExistIsAStartError() {
    create(pod("typo", new ContainerBuilder(sh("")).withCommand("no-such-program").build()));
    ContainerState state = main(awaitPhase("typo", "Failed")).getState();
    assertThat(state.getTerminated().getExitCode()).isEqualTo(128);
    assertThat(state.getTerminated().getReason()).isEqualTo("StartError");
    assertThat(state.getTerminated().getMessage()).contains("no-such-program");
  }

  @Test
  void anImageThatHasNoProgramIsAStartErrorWithTheRemedy() {
    create(pod("image", new ContainerBuilder().withName("main").withImage("engine:1").build()));
    assertThat(main(awaitPhase("image", "Failed")).getState().getTerminated().getMessage())
        .contains("engine:1")
        .contains("give the container a command");
  }

  @Test
  void aFailedInitContainerFailsThePodAndNothingElseRuns() {
    Container init = new ContainerBuilder(sh("exit 4")).withName("init").build();
    create(pod("init", sh("true"), p -> p.editSpec().withInitContainers(init).endSpec()));
    Pod pod = awaitPhase("init", "Failed");
    assertThat(
            pod.getStatus()
                .getInitContainerStatuses()
                .get(0)
                .getState()
                .getTerminated()
                .getExitCode())
        .isEqualTo(4);
    assertThat(main(pod).getState().getWaiting().getReason()).isEqualTo("PodInitializing");
  }

  @Test
  void aPodFailsWhenOneOfItsContainersDoes() {
    Container other = new ContainerBuilder(sh("exit 1")).withName("other").build();
    create(pod("two", sh("true"), p -> p.editSpec().addToContainers(other).endSpec()));
    Pod pod = awaitPhase("two", "Failed");
    assertThat(pod.getStatus().getContainerStatuses())
        .extracting(c -> c.getState().getTerminated().getExitCode())
        .containsExactly(0, 1);
  }

  @Test
  void theTerminationMessageIsWrittenWhereAnArgumentNamesIt() {
    Container container = sh("echo '{\"rows\":5}' > \"$0\"", "/dev/termination-log");
    create(pod("message", container));
    assertThat(main(awaitPhase("message", "Succeeded")).getState().getTerminated().getMessage())
        .isEqualTo("{\"rows\":5}\n");
  }

  @Test
  void theTerminationMessageMayHaveAPathOfItsOwn() {
    Container container =
        new ContainerBuilder(sh("echo here > /var/result"))
            .withTerminationMessagePath("/var/result")
            .build();
    create(pod("own-path", container));
    assertThat(main(awaitPhase("own-path", "Succeeded")).getState().getTerminated().getMessage())
        .isEqualTo("here\n");
  }

  @Test
  void theLogsEndIsTheMessageOfAFailureIfThePodSaysSo() {
    Container container =
        new ContainerBuilder(sh("echo went wrong; exit 1"))
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .build();
    create(pod("fallback", container));
    assertThat(main(awaitPhase("fallback", "Failed")).getState().getTerminated().getMessage())
        .isEqualTo("went wrong\n");
  }

  @Test
  void argumentsSeeTheEnvironment() throws Exception {
    Container container =
        new ContainerBuilder(sh("echo $0", "$(NAME)-$(UNKNOWN)"))
            .addNewEnv()
            .withName("NAME")
            .withValue("x")
            .endEnv()
            .build();
    create(pod("args", container));
    awaitPhase("args", "Succeeded");
    assertThat(log("args", "main")).isEqualTo("x-$(UNKNOWN)\n");
  }

  @Test
  void theRunnersOwnEnvironmentIsNotHandedOn() throws Exception {
    create(pod("clean", sh("env")));
    awaitPhase("clean", "Succeeded");
    assertThat(log("clean", "main").lines().map(line -> line.substring(0, line.indexOf('='))))
        .isSubsetOf(
            "PATH",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "HOSTNAME",
            "HOME",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_");
  }

  @Test
  void aWorkingDirectoryMayBeAVolume() throws Exception {
    Container container =
        new ContainerBuilder(sh("echo x > made; ls"))
            .withWorkingDir("/scratch")
            .addNewVolumeMount()
            .withName("v")
            .withMountPath("/scratch")
            .endVolumeMount()
            .build();
    create(
        pod(
            "workdir",
            container,
            p ->
                p.editSpec()
                    .addNewVolume()
                    .withName("v")
                    .withNewEmptyDir()
                    .endEmptyDir()
                    .endVolume()
                    .endSpec()));
    awaitPhase("workdir", "Succeeded");
    assertThat(log("workdir", "main")).isEqualTo("made\n");
  }

  @Test
  void aPodWaitsForAMissingVolumeSource() {
    create(
        pod(
            "volume",
            sh("true"),
            p ->
                p.editSpec()
                    .addNewVolume()
                    .withName("v")
                    .withNewConfigMap()
                    .withName("late")
                    .endConfigMap()
                    .endVolume()
                    .endSpec()));
    Pod waiting =
        awaitPod("volume", p -> waitingMessage(p).contains("configmap \"late\" not found"));
    assertThat(main(waiting).getState().getWaiting().getReason()).isEqualTo("ContainerCreating");
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("late")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .create();
    awaitPhase("volume", "Succeeded");
  }

  @Test
  void aPodThatWaitsForConfigurationHoldsNoSlot() {
    create(
        pod(
            "blocked",
            sh("true"),
            p ->
                p.editSpec()
                    .editFirstContainer()
                    .addNewEnvFrom()
                    .withNewSecretRef("absent", false)
                    .endEnvFrom()
                    .endContainer()
                    .endSpec()));
    awaitPod("blocked", p -> waitingMessage(p).equals("secret \"absent\" not found"));
    create(pod("free", sh("true")));
    awaitPhase("free", "Succeeded");
  }

  @Test
  void noMorePodsRunThanThereAreSlots() throws Exception {
    Path overlap = directory.resolve("overlap");
    Path lock = directory.resolve("lock");
    String script = "mkdir " + lock + " || touch " + overlap + "; sleep 0.2; rmdir " + lock;
    for (int i = 0; i < 4; i++) {
      create(pod("slot-" + i, sh(script)));
    }
    for (int i = 0; i < 4; i++) {
      awaitPhase("slot-" + i, "Succeeded");
    }
    assertThat(overlap).doesNotExist();
  }

  @Test
  void aPodKeepsTheQualityOfServiceThatTheServerGaveIt() {
    Pod created =
        client
            .resource(
                pod(
                    "demanding",
                    new ContainerBuilder(sh("true"))
                        .withNewResources()
                        .addToRequests("cpu", new Quantity("1m"))
                        .endResources()
                        .build()))
            .create();
    Pod pod = awaitPhase("demanding", "Succeeded");
    assertThat(qosClass(pod)).isEqualTo(qosClass(created));
  }

  private static String qosClass(Pod pod) {
    return pod.getStatus() == null ? null : pod.getStatus().getQosClass();
  }

  @Test
  void aPodBeyondItsDeadlineFails() {
    create(
        pod(
            "slow",
            sh("exec sleep 600"),
            // Time enough for its process to start, of which it is told how it ended.
            p -> p.editSpec().withActiveDeadlineSeconds(3L).endSpec()));
    Pod pod = awaitPhase("slow", "Failed");
    assertThat(pod.getStatus().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(main(pod).getState().getTerminated().getExitCode()).isEqualTo(128 + 15);
  }

  @Test
  void aDeletedPodGivesItsSlotBack() {
    create(pod("first", sh("exec sleep 600")));
    awaitPhase("first", "Running");
    create(pod("second", sh("true")));
    client.pods().inNamespace(NAMESPACE).withName("first").delete();
    awaitPhase("second", "Succeeded");
    await().atMost(LIMIT).until(() -> get("first") == null);
  }

  @Test
  void aDeletedPodThatWaitsForASlotNeverRuns() throws Exception {
    create(pod("first", sh("exec sleep 600")));
    awaitPhase("first", "Running");
    create(pod("waiting", sh("true")));
    awaitPod("waiting", p -> "local".equals(p.getSpec().getNodeName()));
    client.pods().inNamespace(NAMESPACE).withName("waiting").delete();
    await().atMost(LIMIT).until(() -> get("waiting") == null);
    client.pods().inNamespace(NAMESPACE).withName("first").delete();
    create(pod("third", sh("true")));
    awaitPhase("third", "Succeeded");
    assertThat(runner.logOf(NAMESPACE, "waiting", "main")).doesNotExist();
  }

  @Test
  void aDeletedPodLeavesItsLogAndNothingElse() throws Exception {
    create(pod("gone", sh("echo kept")));
    awaitPhase("gone", "Succeeded");
    client.pods().inNamespace(NAMESPACE).withName("gone").delete();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(directory.resolve("pods")).isEmptyDirectory());
    assertThat(log("gone", "main")).isEqualTo("kept\n");
  }

  @Test
  void aDeletedPodHeldByAFinalizerIsEndedAndTellsSoBeforeItGoes() {
    create(
        pod(
            "held",
            sh("exec sleep 600"),
            p -> p.editMetadata().addToFinalizers("test/hold").endMetadata()));
    awaitPhase("held", "Running");
    client.pods().inNamespace(NAMESPACE).withName("held").delete();
    Pod ended = awaitPhase("held", "Failed");
    assertThat(main(ended).getState().getTerminated().getExitCode()).isEqualTo(128 + 15);
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("held")
        .edit(
            p -> new PodBuilder(p).editMetadata().withFinalizers(List.of()).endMetadata().build());
    await().atMost(LIMIT).until(() -> get("held") == null);
  }

  @Test
  void closingLeavesNoVolumes() {
    create(pod("open", sh("exec sleep 600")));
    awaitPhase("open", "Running");
    runner.close();
    assertThat(directory.resolve("pods")).isEmptyDirectory();
  }

  @Test
  void aPodOfAnotherNodeIsLeftAlone() {
    create(pod("elsewhere", sh("true"), p -> p.editSpec().withNodeName("other").endSpec()));
    create(pod("here", sh("true")));
    awaitPhase("here", "Succeeded");
    assertThat(get("elsewhere").getStatus())
        .satisfiesAnyOf(
            s -> assertThat(s).isNull(), s -> assertThat(s.getContainerStatuses()).isEmpty());
  }
}
