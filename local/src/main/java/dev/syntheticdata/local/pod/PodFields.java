package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a pod that {@code fieldRef} may name (the downward API). */
final class PodFields {
  static final String LOOPBACK = "127.0.0.1";
  private static final Pattern ENTRY =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

  private PodFields() {}

  /**
   * @return the field's value; empty text when the pod does not have it
   * @throws ContainerConfigException when the path is not one the downward API has
   */
  static String value(Pod pod, String path) {
    Matcher entry = ENTRY.matcher(path);
    if (entry.matches()) {
      Map<String, String> entries =
          entry.group(1).equals("labels")
              ? pod.getMetadata().getLabels()
              : pod.getMetadata().getAnnotations();
      return entries == null ? "" : entries.getOrDefault(entry.group(2), "");
    }
    String value =
        switch (path) {
          case "metadata.name" -> pod.getMetadata().getName();
          case "metadata.namespace" -> pod.getMetadata().getNamespace();
          case "metadata.uid" -> pod.getMetadata().getUid();
          case "spec.nodeName" -> pod.getSpec().getNodeName();
          case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
          case "status.podIP", "status.hostIP" -> LOOPBACK;
          default ->
              throw new ContainerConfigException(
                  "fieldRef " + path + " is not a field of the downward API");
        };
    return Objects.requireNonNullElse(value, "");
  }
}
