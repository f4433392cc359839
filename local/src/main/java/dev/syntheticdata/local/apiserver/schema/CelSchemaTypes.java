package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The CEL types of structural schemas. Objects with properties become types of their own. */
final class CelSchemaTypes implements CelTypeProvider {
  private final Map<String, StructType> structs = new HashMap<>();

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }

  /** The type of a whole object, of whose metadata only the name and generateName are visible. */
  CelType root(JsonNode schema) {
    Map<String, CelType> metadata =
        Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING);
    Map<String, CelType> fields = fields(schema);
    fields.put("apiVersion", SimpleType.STRING);
    fields.put("kind", SimpleType.STRING);
    fields.put("metadata", struct(metadata));
    return struct(fields);
  }

  /** The type of values of a schema; dynamic where the schema leaves it open. */
  CelType of(JsonNode schema) {
    if (Schemas.isIntOrString(schema)) {
      return SimpleType.DYN;
    }
    return switch (schema.path("type").asText("")) {
      case "boolean" -> SimpleType.BOOL;
      case "integer" -> SimpleType.INT;
      case "number" -> SimpleType.DOUBLE;
      case "string" -> text(schema.path("format").asText(""));
      case "array" ->
          ListType.create(schema.has("items") ? of(schema.get("items")) : SimpleType.DYN);
      case "object" -> object(schema);
      default -> SimpleType.DYN;
    };
  }

  private static CelType text(String format) {
    return switch (format) {
      case "date-time" -> SimpleType.TIMESTAMP;
      case "duration" -> SimpleType.DURATION;
      default -> SimpleType.STRING;
    };
  }

  private CelType object(JsonNode schema) {
    if (schema.has("properties")) {
      return struct(fields(schema));
    }
    JsonNode values = Schemas.additional(schema);
    return values == null ? SimpleType.DYN : MapType.create(SimpleType.STRING, of(values));
  }

  private Map<String, CelType> fields(JsonNode schema) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(p -> fields.put(CelValues.escape(p.getKey()), of(p.getValue())));
    return fields;
  }

  private StructType struct(Map<String, CelType> fields) {
    String name = "schema.Object" + structs.size();
    StructType type =
        StructType.create(
            name,
            ImmutableSet.copyOf(fields.keySet()),
            field -> Optional.ofNullable(fields.get(field)));
    structs.put(name, type);
    return type;
  }
}
