package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
  @TempDir Path directory;
  private PodFiles files;
  private Volumes volumes;

  @BeforeEach
  void create() {
    files = new PodFiles(directory);
    volumes =
        new Volumes(
            new FixedConfig()
                .configMap("task", "task.json", "{}")
                .configMap("task", "other", "o")
                .secret("keys", "password", "s3cret"),
            files);
  }

  @Test
  void aConfigMapIsOneFilePerKey() {
    Path place =
        materialize(
            new VolumeBuilder().withName("v").withNewConfigMap().withName("task").endConfigMap());
    assertThat(place.resolve("task.json")).hasContent("{}");
    assertThat(place.resolve("other")).hasContent("o");
  }

  @Test
  void itemsChooseKeysAndPaths() {
    Path place =
        materialize(
            new VolumeBuilder()
                .withName("v")
                .withNewConfigMap()
                .withName("task")
                .addNewItem()
                .withKey("task.json")
                .withPath("sub/renamed.json")
                .endItem()
                .endConfigMap());
    assertThat(place.resolve("sub/renamed.json")).hasContent("{}");
    assertThat(place.resolve("other")).doesNotExist();
  }

  @Test
  void aSecretIsReadableByThisUserOnly() throws Exception {
    Path place =
        materialize(
            new VolumeBuilder().withName("v").withNewSecret().withSecretName("keys").endSecret());
    assertThat(place.resolve("password")).hasContent("s3cret");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("pods"))))
        .isEqualTo("rwx------");
  }

  @Test
  void anEmptyDirIsAnEmptyDirectory() {
    Path place = materialize(new VolumeBuilder().withName("v").withNewEmptyDir().endEmptyDir());
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void aProjectionJoinsItsSources() {
    Path place =
        materialize(
            new VolumeBuilder()
                .withName("v")
                .withNewProjected()
                .addNewSource()
                .withNewConfigMap()
                .withName("task")
                .endConfigMap()
                .endSource()
                .addNewSource()
                .withNewSecret()
                .withName("keys")
                .endSecret()
                .endSource()
                .addNewSource()
                .withNewDownwardAPI()
                .addNewItem()
                .withPath("name")
                .withNewFieldRef(null, "metadata.name")
                .endItem()
                .endDownwardAPI()
                .endSource()
                .endProjected());
    assertThat(place).isDirectoryContaining("glob:**/task.json");
    assertThat(place.resolve("password")).hasContent("s3cret");
    assertThat(place.resolve("name")).hasContent("pod-1");
  }

  @Test
  void aMissingSourceIsNamedWithItsVolume() {
    assertThatThrownBy(
            () ->
                materialize(
                    new VolumeBuilder()
                        .withName("v")
                        .withNewSecret()
                        .withSecretName("absent")
                        .endSecret()))
        .hasMessage("MountVolume.SetUp failed for volume \"v\" : secret \"absent\" not found");
  }

  @Test
  void anOptionalSourceMayBeMissing() {
    Path place =
        materialize(
            new VolumeBuilder()
                .withName("v")
                .withNewSecret()
                .withSecretName("absent")
                .withOptional(true)
                .endSecret());
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void aMissingKeyIsNamed() {
    assertThatThrownBy(
            () ->
                materialize(
                    new VolumeBuilder()
                        .withName("v")
                        .withNewConfigMap()
                        .withName("task")
                        .addNewItem("absent", null, "p")
                        .endConfigMap()))
        .hasMessageContaining("references non-existent config key: absent");
  }

  @Test
  void aTypeThatIsNotSupportedIsNamedWithTheRemedy() {
    assertThatThrownBy(
            () -> materialize(new VolumeBuilder().withName("v").withNewNfs("/x", false, "server")))
        .hasMessageContaining("volume \"v\"")
        .hasMessageContaining("use emptyDir");
  }

  @Test
  void aPathMustNotLeaveItsVolume() {
    assertThatThrownBy(
            () ->
                materialize(
                    new VolumeBuilder()
                        .withName("v")
                        .withNewConfigMap()
                        .withName("task")
                        .addNewItem("task.json", null, "../../escape")
                        .endConfigMap()))
        .hasMessageContaining("leaves its volume");
  }

  @Test
  void aMountOfOneFileIsThatFile() {
    Pod pod =
        pod(
            new VolumeBuilder()
                .withName("v")
                .withNewConfigMap()
                .withName("task")
                .endConfigMap()
                .build());
    volumes.materialize(pod);
    Container container = mounting("v", "task.json");
    assertThat(volumes.mounts(pod, container).get("/mnt")).hasContent("{}");
  }

  @Test
  void aMountOfAVolumeThatThePodLacksIsNamed() {
    Pod pod = pod(new VolumeBuilder().withName("v").withNewEmptyDir().endEmptyDir().build());
    Container container = mounting("w", null);
    assertThatThrownBy(() -> volumes.mounts(pod, container))
        .hasMessageContaining("volumeMount w of container main");
  }

  @Test
  void nothingIsLeftWhenThePodIsRemoved() {
    Pod pod =
        pod(
            new VolumeBuilder()
                .withName("v")
                .withNewSecret()
                .withSecretName("keys")
                .endSecret()
                .build());
    volumes.materialize(pod);
    files.remove(pod);
    assertThat(directory.resolve("pods")).isEmptyDirectory();
  }

  private Path materialize(VolumeBuilder volume) {
    Pod pod = pod(volume.build());
    volumes.materialize(pod);
    return files.volume(pod, "v");
  }

  private static Container mounting(String volume, String subPath) {
    return new ContainerBuilder()
        .withName("main")
        .addNewVolumeMount()
        .withName(volume)
        .withMountPath("/mnt")
        .withSubPath(subPath)
        .endVolumeMount()
        .build();
  }

  private static Pod pod(Volume volume) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("pod-1")
        .withNamespace("ns")
        .withUid("uid-1")
        .endMetadata()
        .withNewSpec()
        .withVolumes(volume)
        .endSpec()
        .build();
  }
}
