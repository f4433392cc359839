package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the ConfigMaps and Secrets that containers refer to. Values are bytes, whatever kind they
 * come from.
 */
interface ConfigSource {

  Optional<Map<String, byte[]>> configMap(String namespace, String name);

  Optional<Map<String, byte[]>> secret(String namespace, String name);

  /** Reads from the API server on every call. */
  static ConfigSource of(KubernetesClient client) {
    return new ConfigSource() {
      @Override
      public Optional<Map<String, byte[]>> configMap(String namespace, String name) {
        return read(
                "configmap",
                name,
                () -> client.configMaps().inNamespace(namespace).withName(name).get())
            .map(ConfigSource::data);
      }

      @Override
      public Optional<Map<String, byte[]>> secret(String namespace, String name) {
        return read(
                "secret", name, () -> client.secrets().inNamespace(namespace).withName(name).get())
            .map(ConfigSource::data);
      }
    };
  }

  /** An API server out of reach is as passing as a missing object: the container waits. */
  private static <T> Optional<T> read(String kind, String name, Supplier<T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (KubernetesClientException e) {
      throw new ContainerConfigException(
          kind + " \"" + name + "\" cannot be read: " + e.getMessage());
    }
  }

  private static Map<String, byte[]> data(ConfigMap map) {
    Map<String, byte[]> data = new HashMap<>(decoded(map.getBinaryData()));
    data.putAll(encoded(map.getData()));
    return data;
  }

  private static Map<String, byte[]> data(Secret secret) {
    Map<String, byte[]> data = new HashMap<>(decoded(secret.getData()));
    // An API server folds stringData into data; a simple one may not.
    data.putAll(encoded(secret.getStringData()));
    return data;
  }

  private static Map<String, byte[]> decoded(Map<String, String> base64) {
    Map<String, byte[]> data = new HashMap<>();
    if (base64 != null) {
      base64.forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
    }
    return data;
  }

  private static Map<String, byte[]> encoded(Map<String, String> text) {
    Map<String, byte[]> data = new HashMap<>();
    if (text != null) {
      text.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
    }
    return data;
  }
}
