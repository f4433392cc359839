package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the environment that a container declares: {@code envFrom} first, then {@code env} in
 * order, later entries replacing earlier ones, with {@code $(NAME)} references to what was defined
 * before.
 */
final class Environment {
  private final ConfigSource config;

  Environment(ConfigSource config) {
    this.config = config;
  }

  /**
   * @return name to value, in the order of definition
   * @throws ContainerConfigException when a ConfigMap, a Secret or a key that is not optional is
   *     missing; the message is worded as kubelet's
   */
  Map<String, String> resolve(Pod pod, Container container) {
    String namespace = pod.getMetadata().getNamespace();
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvFromSource source : container.getEnvFrom()) {
      importAll(namespace, source, environment);
    }
    for (EnvVar variable : container.getEnv()) {
      value(pod, variable, environment)
          .ifPresent(value -> environment.put(variable.getName(), value));
    }
    return environment;
  }

  private void importAll(String namespace, EnvFromSource source, Map<String, String> environment) {
    Optional<Map<String, byte[]>> data = Optional.empty();
    if (source.getConfigMapRef() != null) {
      String name = source.getConfigMapRef().getName();
      data =
          require(
              config.configMap(namespace, name),
              "configmap",
              name,
              source.getConfigMapRef().getOptional());
    } else if (source.getSecretRef() != null) {
      String name = source.getSecretRef().getName();
      data =
          require(
              config.secret(namespace, name), "secret", name, source.getSecretRef().getOptional());
    }
    String prefix = source.getPrefix() == null ? "" : source.getPrefix();
    data.ifPresent(all -> all.forEach((key, value) -> environment.put(prefix + key, text(value))));
  }

  private Optional<String> value(Pod pod, EnvVar variable, Map<String, String> defined) {
    EnvVarSource source = variable.getValueFrom();
    if (source == null) {
      String value = variable.getValue() == null ? "" : variable.getValue();
      return Optional.of(VariableExpansion.expand(value, defined));
    }
    String namespace = pod.getMetadata().getNamespace();
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return key(
          require(
              config.configMap(namespace, ref.getName()),
              "configmap",
              ref.getName(),
              ref.getOptional()),
          ref.getKey(),
          "ConfigMap " + namespace + "/" + ref.getName(),
          ref.getOptional());
    }
    if (source.getSecretKeyRef() != null) {
      var ref = source.getSecretKeyRef();
      return key(
          require(
              config.secret(namespace, ref.getName()), "secret", ref.getName(), ref.getOptional()),
          ref.getKey(),
          "Secret " + namespace + "/" + ref.getName(),
          ref.getOptional());
    }
    if (source.getFieldRef() != null) {
      return Optional.of(PodFields.value(pod, source.getFieldRef().getFieldPath()));
    }
    throw new ContainerConfigException(
        "env "
            + variable.getName()
            + ": this source is not supported by the local runner; use value, configMapKeyRef, secretKeyRef or fieldRef");
  }

  static Optional<Map<String, byte[]>> require(
      Optional<Map<String, byte[]>> data, String kind, String name, Boolean optional) {
    if (data.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new ContainerConfigException(kind + " \"" + name + "\" not found");
    }
    return data;
  }

  private static Optional<String> key(
      Optional<Map<String, byte[]>> data, String key, String owner, Boolean optional) {
    Optional<String> value = data.map(all -> all.get(key)).map(Environment::text);
    if (value.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new ContainerConfigException("couldn't find key " + key + " in " + owner);
    }
    return value;
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
