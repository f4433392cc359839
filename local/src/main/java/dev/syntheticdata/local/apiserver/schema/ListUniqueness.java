package dev.syntheticdata.local.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.FieldError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Elements of sets and of lists with keys must be distinct. */
final class ListUniqueness {
  private ListUniqueness() {}

  static List<FieldError> check(JsonNode schema, JsonNode list, String path) {
    List<String> keys = Schemas.listMapKeys(schema);
    if (keys.isEmpty() && !Schemas.isSet(schema)) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode identity = keys.isEmpty() ? list.get(i) : identity(schema, keys, list.get(i));
      if (!seen.add(identity)) {
        errors.add(FieldError.duplicate(path + "[" + i + "]", identity));
      }
    }
    return errors;
  }

  private static ObjectNode identity(JsonNode schema, List<String> keys, JsonNode element) {
    ObjectNode identity = Json.object();
    for (String key : keys) {
      JsonNode value = element.get(key);
      if (value == null) {
        value = schema.path("items").path("properties").path(key).get("default");
      }
      if (value != null) {
        identity.set(key, value);
      }
    }
    return identity;
  }
}
