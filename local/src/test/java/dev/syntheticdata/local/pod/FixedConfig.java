package dev.syntheticdata.local.pod;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** ConfigMaps and Secrets of namespace {@code ns}, given in the test. */
final class FixedConfig implements ConfigSource {
  private final Map<String, Map<String, byte[]>> configMaps = new HashMap<>();
  private final Map<String, Map<String, byte[]>> secrets = new HashMap<>();

  FixedConfig configMap(String name, String key, String value) {
    configMaps
        .computeIfAbsent("ns/" + name, n -> new HashMap<>())
        .put(key, value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  FixedConfig secret(String name, String key, String value) {
    secrets
        .computeIfAbsent("ns/" + name, n -> new HashMap<>())
        .put(key, value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public Optional<Map<String, byte[]>> configMap(String namespace, String name) {
    return Optional.ofNullable(configMaps.get(namespace + "/" + name));
  }

  @Override
  public Optional<Map<String, byte[]>> secret(String namespace, String name) {
    return Optional.ofNullable(secrets.get(namespace + "/" + name));
  }
}
