package dev.syntheticdata.api.v1alpha1;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The CRDs of the API types, as YAML. The generator gives what its annotations can say; what they
 * cannot say is added here: list types, the order of printer columns, bounds of maps and of
 * Kubernetes' own types.
 */
final class CrdYaml {

  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Generator.class,
          GeneratorVersion.class,
          SyntheticDataset.class,
          SyntheticDatasetVersion.class);

  private static final Map<String, String> KIND_DESCRIPTIONS =
      Map.of(
          "Generator",
          "Turns real data into a governed model that synthetic datasets are generated from.",
          "GeneratorVersion",
          "One fit of a Generator: its inputs as they were, and its model. Written only by the"
              + " operator.",
          "SyntheticDataset",
          "A synthetic dataset that is wanted: from which generator, how good, how current.",
          "SyntheticDatasetVersion",
          "One version of a SyntheticDataset: its inputs as they were, its rows, its evidence."
              + " Written only by the operator.");

  /** Columns in the order people read them; the generator sorts them by their path. */
  private static final List<String> COLUMNS =
      List.of(
          "Generator",
          "Dataset",
          "Revision",
          "Ready",
          "Reason",
          "Phase",
          "Why",
          "Version",
          "Published",
          "Rows",
          "Gates",
          "Fresh",
          "Next-Refresh",
          "Age",
          "Model",
          "Digest",
          "URI",
          "Message");

  /** Lists that are maps by a key, so that several writers can share them. */
  private static final Map<String, List<String>> LIST_MAPS =
      Map.of(
          "conditions",
          List.of("type"),
          "columns",
          List.of("name"),
          "constraints",
          List.of("name"),
          "tasks",
          List.of("name"),
          "fixed",
          List.of("column"),
          "rebalance",
          List.of("column"));

  private static final Set<String> SETS = Set.of("purposes", "allowedPurposes", "preserves");

  private static final Map<String, String> CONDITION =
      Map.of(
          "type", "Name of the condition.",
          "status", "True, False or Unknown.",
          "reason", "Why, as one word of a fixed vocabulary.",
          "message", "Why, for people.",
          "lastTransitionTime", "When the status last changed.",
          "observedGeneration", "The generation of the spec that the condition describes.");

  private CrdYaml() {}

  /** File name to content, in the order of the names. */
  static Map<String, String> generate() {
    var files = new TreeMap<String, ByteArrayOutputStream>();
    var output =
        new CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream>() {
          @Override
          protected ByteArrayOutputStream createStreamFor(String name) {
            var stream = new ByteArrayOutputStream();
            files.put(name.replaceFirst("-v1$", "") + ".yaml", stream);
            return stream;
          }
        };
    new CRDGenerator()
        .customResourceClasses(KINDS)
        .forCRDVersions("v1")
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                return complete((CustomResourceDefinition) crd);
              }
            })
        .withOutput(output)
        .generate();
    try {
      output.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    var result = new TreeMap<String, String>();
    files.forEach((name, bytes) -> result.put(name, bytes.toString(StandardCharsets.UTF_8)));
    return result;
  }

  private static CustomResourceDefinition complete(CustomResourceDefinition crd) {
    for (var version : crd.getSpec().getVersions()) {
      version.getAdditionalPrinterColumns().sort(Comparator.comparingInt(CrdYaml::position));
      var root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(KIND_DESCRIPTIONS.get(crd.getSpec().getNames().getKind()));
      root.getProperties().get("spec").setDescription("What is wanted.");
      root.getProperties().get("status").setDescription("What has become of it.");
      complete("", root);
    }
    return crd;
  }

  private static int position(CustomResourceColumnDefinition column) {
    int position = COLUMNS.indexOf(column.getName());
    if (position < 0) {
      throw new IllegalStateException("give the column " + column.getName() + " a place");
    }
    return position;
  }

  private static void complete(String name, JSONSchemaProps schema) {
    if ("array".equals(schema.getType())) {
      if (LIST_MAPS.containsKey(name)) {
        schema.setXKubernetesListType("map");
        schema.setXKubernetesListMapKeys(LIST_MAPS.get(name));
      } else {
        schema.setXKubernetesListType(SETS.contains(name) ? "set" : "atomic");
      }
      var items = schema.getItems().getSchema();
      if (name.equals("conditions")) {
        describeCondition(items);
      }
      complete("", items);
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
      // Kubernetes' own type: what is in it is checked where the pod is made.
      schema.setAdditionalProperties(null);
    }
    if (schema.getAdditionalProperties() != null) {
      schema.setMaxProperties(64L);
      complete("", schema.getAdditionalProperties().getSchema());
    }
    if (isUnbounded(schema)) {
      schema.setMaxLength(1024L);
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(CrdYaml::complete);
    }
  }

  /** The cost of a rule on a string whose length is not bounded is that of the longest request. */
  private static boolean isUnbounded(JSONSchemaProps schema) {
    return "string".equals(schema.getType())
        && (schema.getEnum() == null || schema.getEnum().isEmpty())
        && schema.getMaxLength() == null;
  }

  private static void describeCondition(JSONSchemaProps condition) {
    condition
        .getProperties()
        .forEach((field, schema) -> schema.setDescription(CONDITION.get(field)));
    condition.setRequired(List.of("type", "status"));
    condition.getProperties().get("type").setMaxLength(316L);
    condition.getProperties().get("reason").setMaxLength(1024L);
    condition.getProperties().get("message").setMaxLength(32768L);
  }
}
