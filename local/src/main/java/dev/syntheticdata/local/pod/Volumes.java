package dev.syntheticdata.local.pod;

import static dev.syntheticdata.local.pod.Environment.require;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the volumes of a pod as directories: emptyDir, configMap, secret, downwardAPI, and
 * projections of these. They are written once, before the first container; later changes of a
 * ConfigMap or Secret do not reach a running pod.
 */
final class Volumes {
  private final ConfigSource config;
  private final PodFiles files;

  Volumes(ConfigSource config, PodFiles files) {
    this.config = config;
    this.files = files;
  }

  /**
   * Writes all volumes of the pod.
   *
   * @throws ContainerConfigException when something a volume refers to is missing or its type is
   *     not supported
   */
  void materialize(Pod pod) {
    for (Volume volume : pod.getSpec().getVolumes()) {
      Map<String, byte[]> content;
      try {
        content = content(pod, volume);
      } catch (ContainerConfigException e) {
        throw new ContainerConfigException(
            "MountVolume.SetUp failed for volume \"" + volume.getName() + "\" : " + e.getMessage());
      }
      write(files.volume(pod, volume.getName()), content);
    }
  }

  /** Where the mount paths of a container lie. */
  Map<String, Path> mounts(Pod pod, Container container) {
    Map<String, Path> places = new HashMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      boolean declared =
          pod.getSpec().getVolumes().stream().anyMatch(v -> v.getName().equals(mount.getName()));
      if (!declared) {
        throw new ContainerConfigException(
            "volumeMount "
                + mount.getName()
                + " of container "
                + container.getName()
                + " names no volume of the pod");
      }
      places.put(mount.getMountPath(), place(files.volume(pod, mount.getName()), mount));
    }
    return places;
  }

  private static Path place(Path volume, VolumeMount mount) {
    if (mount.getSubPath() == null || mount.getSubPath().isEmpty()) {
      return volume;
    }
    Path place = inside(volume, mount.getSubPath());
    return Files.exists(place) ? place : PodFiles.directory(place);
  }

  private Map<String, byte[]> content(Pod pod, Volume volume) {
    String namespace = pod.getMetadata().getNamespace();
    if (volume.getEmptyDir() != null) {
      return Map.of();
    }
    if (volume.getConfigMap() != null) {
      var source = volume.getConfigMap();
      return configMap(namespace, source.getName(), source.getItems(), source.getOptional());
    }
    if (volume.getSecret() != null) {
      var source = volume.getSecret();
      return secret(namespace, source.getSecretName(), source.getItems(), source.getOptional());
    }
    if (volume.getDownwardAPI() != null) {
      return fields(pod, volume.getDownwardAPI().getItems());
    }
    if (volume.getProjected() != null) {
      return projected(pod, volume.getProjected());
    }
    throw new ContainerConfigException(
        "this type is not supported by the local runner; use emptyDir, configMap, secret, downwardAPI or projected");
  }

  private Map<String, byte[]> projected(Pod pod, ProjectedVolumeSource projected) {
    String namespace = pod.getMetadata().getNamespace();
    Map<String, byte[]> content = new LinkedHashMap<>();
    for (VolumeProjection source : projected.getSources()) {
      if (source.getConfigMap() != null) {
        var map = source.getConfigMap();
        content.putAll(configMap(namespace, map.getName(), map.getItems(), map.getOptional()));
      } else if (source.getSecret() != null) {
        var secret = source.getSecret();
        content.putAll(
            secret(namespace, secret.getName(), secret.getItems(), secret.getOptional()));
      } else if (source.getDownwardAPI() != null) {
        content.putAll(fields(pod, source.getDownwardAPI().getItems()));
      } else {
        throw new ContainerConfigException(
            "this projection is not supported by the local runner; use configMap, secret or downwardAPI");
      }
    }
    return content;
  }

  private Map<String, byte[]> configMap(
      String namespace, String name, List<KeyToPath> items, Boolean optional) {
    return select(
        require(config.configMap(namespace, name), "configmap", name, optional), items, optional);
  }

  private Map<String, byte[]> secret(
      String namespace, String name, List<KeyToPath> items, Boolean optional) {
    return select(
        require(config.secret(namespace, name), "secret", name, optional), items, optional);
  }

  private static Map<String, byte[]> select(
      Optional<Map<String, byte[]>> data, List<KeyToPath> items, Boolean optional) {
    Map<String, byte[]> all = data.orElse(Map.of());
    if (items == null || items.isEmpty()) {
      return all;
    }
    Map<String, byte[]> selected = new LinkedHashMap<>();
    for (KeyToPath item : items) {
      byte[] value = all.get(item.getKey());
      if (value != null) {
        selected.put(item.getPath(), value);
      } else if (!Boolean.TRUE.equals(optional)) {
        throw new ContainerConfigException("references non-existent config key: " + item.getKey());
      }
    }
    return selected;
  }

  private static Map<String, byte[]> fields(Pod pod, List<DownwardAPIVolumeFile> items) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    for (DownwardAPIVolumeFile item : items) {
      if (item.getFieldRef() == null) {
        throw new ContainerConfigException(
            "resourceFieldRef of " + item.getPath() + " is not supported by the local runner");
      }
      String value = PodFields.value(pod, item.getFieldRef().getFieldPath());
      content.put(item.getPath(), value.getBytes(StandardCharsets.UTF_8));
    }
    return content;
  }

  private static void write(Path directory, Map<String, byte[]> content) {
    content.forEach(
        (path, bytes) -> {
          Path file = inside(directory, path);
          try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException("Volume file " + file + " cannot be written", e);
          }
        });
  }

  private static Path inside(Path directory, String path) {
    Path file = directory.resolve(path).normalize();
    if (!file.startsWith(directory)) {
      throw new ContainerConfigException("path " + path + " leaves its volume");
    }
    return file;
  }
}
