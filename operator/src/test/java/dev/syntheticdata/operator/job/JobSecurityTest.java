package dev.syntheticdata.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every Job there is: checked on all the golden files. */
class JobSecurityTest {

  private static final Path JOBS = Path.of("src", "test", "resources", "golden", "jobs");

  /** Locations that each task is given the keys of, with the Secret they come from. */
  private static final Map<String, Map<String, String>> KEYS =
      Map.of(
          "fit", Map.of("SOURCE", "source-keys", "STORAGE", "model-keys"),
          "generate", Map.of("MODEL", "model-keys", "OUTPUT", "output-keys"),
          "evaluate",
              Map.of("SOURCE", "source-keys", "MODEL", "model-keys", "OUTPUT", "output-keys"),
          "publish", Map.of("OUTPUT", "output-keys"));

  static List<Named<Job>> jobs() throws IOException {
    var jobs = new ArrayList<Named<Job>>();
    try (var files = Files.walk(JOBS)) {
      for (var file : files.filter(f -> f.getFileName().toString().startsWith("out-")).toList()) {
        var job = Files.readString(file).split("(?m)^---\n")[1];
        jobs.add(
            Named.of(JOBS.relativize(file).toString(), Serialization.unmarshal(job, Job.class)));
      }
    }
    return jobs;
  }

  static List<Named<Job>> jobsWithKeys() throws IOException {
    return jobs().stream().filter(job -> !job.getName().contains("platform-identity")).toList();
  }

  static List<Named<Job>> jobsWithPlatformIdentity() throws IOException {
    return jobs().stream().filter(job -> job.getName().contains("platform-identity")).toList();
  }

  private static PodSpec pod(Job job) {
    return job.getSpec().getTemplate().getSpec();
  }

  private static List<Container> containers(Job job) {
    return Stream.of(pod(job).getInitContainers(), pod(job).getContainers())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void everyTaskIsAmongThem() throws IOException {
    assertThat(jobs())
        .extracting(job -> job.getPayload().getMetadata().getLabels().get(Labels.TASK))
        .contains("fit", "generate", "evaluate", "publish", "prune");
  }

  /** Pod Security Standards, profile restricted: the pod's part. */
  @ParameterizedTest
  @MethodSource("jobs")
  void podsConformToTheRestrictedProfile(Job job) {
    var pod = pod(job);
    assertThat(pod.getHostNetwork()).isNotEqualTo(Boolean.TRUE);
    assertThat(pod.getHostPID()).isNotEqualTo(Boolean.TRUE);
    assertThat(pod.getHostIPC()).isNotEqualTo(Boolean.TRUE);
    assertThat(pod.getHostUsers()).isNotEqualTo(Boolean.TRUE);
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isNotEqualTo(Long.valueOf(0));
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getSecurityContext().getSysctls()).isNullOrEmpty();
    assertThat(pod.getVolumes())
        .allSatisfy(
            volume ->
                assertThat(volume.getConfigMap() != null || volume.getEmptyDir() != null)
                    .as("the volume %s is of a kind that the profile allows", volume.getName())
                    .isTrue());
  }

  /** Pod Security Standards, profile restricted: each container's part. */
  @ParameterizedTest
  @MethodSource("jobs")
  void containersConformToTheRestrictedProfile(Job job) {
    assertThat(containers(job))
        .isNotEmpty()
        .allSatisfy(
            container -> {
              var security = container.getSecurityContext();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getPrivileged()).isNotEqualTo(Boolean.TRUE);
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(security.getCapabilities().getAdd()).isNullOrEmpty();
              assertThat(security.getRunAsNonRoot()).isNotEqualTo(Boolean.FALSE);
              assertThat(security.getSeccompProfile()).isNull();
              assertThat(security.getProcMount()).isNull();
              assertThat(container.getPorts()).isNullOrEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void nothingIsWritableButScratch(Job job) {
    assertThat(containers(job))
        .allSatisfy(
            container -> {
              assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getVolumeMounts())
                  .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                  .extracting(mount -> mount.getMountPath())
                  .containsExactlyInAnyOrderElementsOf(
                      engine(job).isPresent() ? List.of("/tmp", "/data") : List.of("/tmp"));
            });
  }

  private static Optional<Container> engine(Job job) {
    return pod(job).getInitContainers().stream()
        .filter(container -> container.getName().equals(EnginePod.ENGINE))
        .findFirst();
  }

  static List<Named<Job>> jobsWithEngine() throws IOException {
    return jobs().stream().filter(job -> engine(job.getPayload()).isPresent()).toList();
  }

  @ParameterizedTest
  @MethodSource("jobsWithEngine")
  void anEngineHasNoKeysAndNoPlaceWhereTheWorkerKeepsAnything(Job job) {
    var engine = engine(job).orElseThrow();
    assertThat(engine.getEnv()).allMatch(variable -> variable.getValueFrom() == null);
    assertThat(engine.getEnvFrom()).isNullOrEmpty();
    var ofWorker =
        pod(job).getContainers().get(0).getVolumeMounts().stream().map(VolumeMount::getName);
    assertThat(engine.getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactly("data", "engine-scratch");
    assertThat(ofWorker).containsExactly("task", "scratch", "data");
    assertThat(pod(job).getVolumes())
        .filteredOn(volume -> volume.getName().matches("data|engine-scratch"))
        .hasSize(2)
        .allSatisfy(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
  }

  @Test
  void fitAndGenerationAreAmongThoseWithAnEngine() throws IOException {
    assertThat(jobsWithEngine())
        .extracting(job -> job.getPayload().getMetadata().getLabels().get(Labels.TASK))
        .containsExactlyInAnyOrder("fit", "generate");
  }

  @ParameterizedTest
  @MethodSource("jobsWithEngine")
  void anEngineRunsBetweenTwoStagesOfTheWorker(Job job) {
    assertThat(containers(job))
        .extracting(Container::getName)
        .containsExactly("prepare", "engine", "worker");
  }

  @ParameterizedTest
  @MethodSource("jobsWithEngine")
  void whatAnEngineFailsByItselfEndsTheJobUnlessItSaysOtherwise(Job job) {
    var rules = job.getSpec().getPodFailurePolicy().getRules();
    assertThat(rules).hasSize(4);
    assertThat(rules.get(2).getOnExitCodes().getContainerName()).isEqualTo("prepare");
    assertThat(rules.get(2).getOnExitCodes().getValues()).containsExactly(2, 10, 11, 12);
    assertThat(rules.get(3).getAction()).isEqualTo("FailJob");
    assertThat(rules.get(3).getOnExitCodes().getContainerName()).isEqualTo("engine");
    assertThat(rules.get(3).getOnExitCodes().getOperator()).isEqualTo("NotIn");
    assertThat(rules.get(3).getOnExitCodes().getValues()).containsExactly(20, 137, 143);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void podsHaveNoWayToTheKubernetesApi(Job job) {
    assertThat(pod(job).getAutomountServiceAccountToken()).isFalse();
    assertThat(pod(job).getEnableServiceLinks()).isFalse();
    assertThat(pod(job).getVolumes()).allMatch(volume -> volume.getProjected() == null);
  }

  @ParameterizedTest
  @MethodSource("jobsWithKeys")
  void podsSeeTheKeysOfTheirTaskAndNoOthers(Job job) {
    var task = job.getMetadata().getLabels().get(Labels.TASK);
    var owner = job.getMetadata().getLabels().get(Labels.OWNER_KIND);
    var ofPrune = Map.of("STORAGE", owner.equals("Generator") ? "model-keys" : "output-keys");
    assertThat(keys(job)).isEqualTo(task.equals("prune") ? ofPrune : KEYS.get(task));
  }

  @ParameterizedTest
  @MethodSource("jobsWithPlatformIdentity")
  void whereThePlatformGivesAnIdentityPodsSeeNoKeys(Job job) {
    assertThat(keys(job)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void noSecretIsHandedOverWhole(Job job) {
    assertThat(containers(job)).allSatisfy(c -> assertThat(c.getEnvFrom()).isNullOrEmpty());
    assertThat(pod(job).getVolumes()).allMatch(volume -> volume.getSecret() == null);
  }

  /** Prefix of the variables to the Secret that they come from. */
  private static Map<String, String> keys(Job job) {
    var found = new TreeMap<String, String>();
    var names = new TreeSet<String>();
    for (var variable : variables(job)) {
      var key = variable.getValueFrom().getSecretKeyRef();
      var prefix = variable.getName().substring(0, variable.getName().indexOf('_'));
      assertThat(variable.getName()).isEqualTo(prefix + "_" + key.getKey());
      assertThat(Objects.requireNonNullElse(key.getOptional(), false))
          .as("%s may be absent", variable.getName())
          .isEqualTo(key.getKey().equals("AWS_SESSION_TOKEN"));
      found.merge(prefix, key.getName(), (one, other) -> one.equals(other) ? one : "two Secrets");
      names.add(variable.getName());
    }
    found
        .keySet()
        .forEach(
            prefix ->
                assertThat(names)
                    .containsAll(
                        Set.of(
                            prefix + "_AWS_ACCESS_KEY_ID",
                            prefix + "_AWS_SECRET_ACCESS_KEY",
                            prefix + "_AWS_SESSION_TOKEN")));
    return found;
  }

  private static List<EnvVar> variables(Job job) {
    return containers(job).stream()
        .flatMap(c -> c.getEnv().stream())
        .filter(v -> v.getValueFrom() != null)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void permanentFailuresEndTheJobAndDisruptionsDoNotCount(Job job) {
    var rules = job.getSpec().getPodFailurePolicy().getRules();
    assertThat(rules.get(0).getAction()).isEqualTo("FailJob");
    assertThat(rules.get(0).getOnExitCodes().getValues()).containsExactly(2, 10, 11, 12);
    assertThat(rules.get(1).getAction()).isEqualTo("Ignore");
    assertThat(rules.get(1).getOnPodConditions().get(0).getType()).isEqualTo("DisruptionTarget");
    assertThat(pod(job).getRestartPolicy()).isEqualTo("Never");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aJobHasNoTimeToLiveBeforeItsResultIsRecorded(Job job) {
    assertThat(job.getSpec().getTtlSecondsAfterFinished()).isNull();
  }
}
