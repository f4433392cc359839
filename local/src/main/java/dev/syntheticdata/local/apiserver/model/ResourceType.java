package dev.syntheticdata.local.apiserver.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One served resource in one version.
 *
 * @param group the API group, empty for the core group
 * @param version for example {@code v1alpha1}
 * @param plural for example {@code configmaps}
 * @param singular for example {@code configmap}
 * @param kind for example {@code ConfigMap}
 * @param shortNames short names for kubectl
 * @param categories groups of resources such as {@code all}
 * @param namespaced whether objects live in a namespace
 * @param statusSubresource whether the status is written by its own endpoint only
 * @param countsGenerations whether {@code metadata.generation} counts changes of the spec
 * @param origin built in, or from a CRD
 * @param schema the structural OpenAPI schema of the whole object, metadata included; read-only
 * @param columns printer columns; empty for those that {@code table} knows itself
 * @param selectableFields field paths (without leading dot) that field selectors may name
 */
public record ResourceType(
    String group,
    String version,
    String plural,
    String singular,
    String kind,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    boolean statusSubresource,
    boolean countsGenerations,
    Origin origin,
    JsonNode schema,
    List<PrinterColumn> columns,
    List<String> selectableFields) {

  /** Where a type comes from. */
  public enum Origin {
    BUILTIN,
    CUSTOM
  }

  /** {@code plural.group}, or only the plural for the core group: names the stored collection. */
  public String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** {@code group/version}, as in {@code apiVersion}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public boolean isCustom() {
    return origin == Origin.CUSTOM;
  }

  /** Whether this is the type with the given stored collection name. */
  public boolean is(String resource) {
    return resource().equals(resource);
  }

  /** The key of an object of this type; the namespace is ignored for cluster-wide types. */
  public ObjectKey key(String namespace, String name) {
    return new ObjectKey(resource(), namespaced ? namespace : "", name);
  }
}
