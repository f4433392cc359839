package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.model.PrinterColumn;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Turns a CustomResourceDefinition into the types it declares. */
public final class CrdTypes {
  private CrdTypes() {}

  /** One type per served version. */
  public static List<ResourceType> of(JsonNode crd) {
    JsonNode spec = crd.path("spec");
    List<ResourceType> types = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      if (version.path("served").asBoolean()) {
        types.add(type(spec, version));
      }
    }
    return types;
  }

  private static ResourceType type(JsonNode spec, JsonNode version) {
    JsonNode names = spec.path("names");
    String kind = names.path("kind").asText();
    return new ResourceType(
        spec.path("group").asText(),
        version.path("name").asText(),
        names.path("plural").asText(),
        names.path("singular").asText(kind.toLowerCase(Locale.ROOT)),
        kind,
        texts(names.path("shortNames")),
        texts(names.path("categories")),
        !"Cluster".equals(spec.path("scope").asText()),
        version.path("subresources").has("status"),
        true,
        ResourceType.Origin.CUSTOM,
        wholeObject(version.path("schema").path("openAPIV3Schema")),
        columns(version.path("additionalPrinterColumns")),
        selectable(version.path("selectableFields")));
  }

  /** The declared schema with the standard metadata, which a CRD may narrow but not define. */
  private static ObjectNode wholeObject(JsonNode declared) {
    ObjectNode schema =
        declared instanceof ObjectNode given
            ? given.deepCopy()
            : Json.object().put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
    ObjectNode properties = Json.child(schema, "properties");
    JsonNode narrowed = properties.path("metadata").path("properties");
    BuiltinSchemas.putTypeMeta(properties);
    ObjectNode meta = BuiltinSchemas.objectMeta().deepCopy();
    for (String field : List.of("name", "generateName")) {
      if (narrowed.has(field)) {
        Json.child(meta, "properties").set(field, narrowed.get(field));
      }
    }
    properties.set("metadata", meta);
    return schema;
  }

  private static List<PrinterColumn> columns(JsonNode declared) {
    if (declared.isEmpty()) {
      return List.of(new PrinterColumn("Age", "date", "", "", ".metadata.creationTimestamp", 0));
    }
    return StreamSupport.stream(declared.spliterator(), false)
        .map(
            c ->
                new PrinterColumn(
                    c.path("name").asText(),
                    c.path("type").asText(),
                    c.path("format").asText(""),
                    c.path("description").asText(""),
                    c.path("jsonPath").asText(),
                    c.path("priority").asInt(0)))
        .toList();
  }

  private static List<String> selectable(JsonNode declared) {
    return StreamSupport.stream(declared.spliterator(), false)
        .map(f -> f.path("jsonPath").asText().replaceFirst("^\\.", ""))
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
