package dev.syntheticdata.local.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.Yaml;
import dev.syntheticdata.local.apiserver.apply.FieldManager.Operation;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.apiserver.schema.CrdTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of forced applies by several managers, against a model: a map from field to
 * value and owners. A field is a note (a map entry), an item (a list element), or the grams of an
 * item. An item can outlive its grams: when one manager takes the grams from another and then lets
 * go of them, the item is still the other's.
 */
class OwnershipModelTest {
  private static final JsonNode SCHEMA = CrdTypes.of(Yaml.recipeCrd()).get(0).schema();
  private static final List<String> MANAGERS = List.of("ann", "bob", "cy");
  private static final int STEPS = 60;
  private static final int NO_GRAMS = -1;

  /** What a field is worth, and to whom it belongs. */
  private record Field(int value, Set<String> owners) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theObjectIsWhatTheManagersSay(long seed) {
    Random random = new Random(seed);
    Map<String, Field> model = new HashMap<>();
    ObjectNode object = Yaml.object("metadata: {name: a}");
    for (int step = 0; step < STEPS; step++) {
      String manager = MANAGERS.get(random.nextInt(MANAGERS.size()));
      Map<String, Integer> declared = declare(random);
      object =
          Ownership.apply(
              SCHEMA,
              object,
              configuration(declared),
              new FieldManager(manager, Operation.Apply, "v1", ""),
              true,
              "2026-01-01T00:00:00Z");
      applyToModel(model, manager, declared);
      assertThat(values(object)).as("step %d by %s", step, manager).isEqualTo(values(model));
      assertThat(owners(object)).as("owners at step %d", step).isEqualTo(owners(model));
    }
  }

  private static Map<String, Integer> declare(Random random) {
    Map<String, Integer> declared = new TreeMap<>();
    for (String field : List.of("note a", "note b", "item a", "item b", "item c")) {
      if (random.nextBoolean()) {
        declared.put(field, random.nextInt(2));
      }
    }
    return declared;
  }

  private static ObjectNode configuration(Map<String, Integer> declared) {
    ObjectNode configuration = Yaml.object("spec: {}");
    ObjectNode spec = (ObjectNode) configuration.get("spec");
    declared.forEach(
        (field, value) -> {
          String name = field.substring(5);
          if (field.startsWith("note")) {
            Json.child(spec, "notes").put(name, Integer.toString(value));
          } else {
            spec.withArray("/ingredients").addObject().put("name", name).put("grams", value);
          }
        });
    return configuration;
  }

  private static void applyToModel(
      Map<String, Field> model, String manager, Map<String, Integer> declared) {
    model.values().forEach(f -> f.owners().remove(manager));
    declared.forEach(
        (name, value) -> {
          if (name.startsWith("item")) {
            own(model, manager, name, NO_GRAMS);
            own(model, manager, name.replace("item", "grams"), value);
          } else {
            own(model, manager, name, value);
          }
        });
    model.values().removeIf(f -> f.owners().isEmpty());
  }

  private static void own(Map<String, Field> model, String manager, String name, int value) {
    Field before = model.get(name);
    boolean same = before != null && before.value() == value;
    Field after = same ? before : new Field(value, new HashSet<>());
    after.owners().add(manager);
    model.put(name, after);
  }

  private static Map<String, Integer> values(Map<String, Field> model) {
    Map<String, Integer> values = new TreeMap<>();
    model.forEach((name, field) -> values.put(name, field.value()));
    return values;
  }

  private static Map<String, Integer> values(ObjectNode object) {
    Map<String, Integer> values = new TreeMap<>();
    object
        .at("/spec/notes")
        .properties()
        .forEach(n -> values.put("note " + n.getKey(), n.getValue().asInt()));
    object
        .at("/spec/ingredients")
        .forEach(
            i -> {
              values.put("item " + i.get("name").asText(), NO_GRAMS);
              if (i.has("grams")) {
                values.put("grams " + i.get("name").asText(), i.get("grams").asInt());
              }
            });
    return values;
  }

  private static Map<String, Set<String>> owners(Map<String, Field> model) {
    Map<String, Set<String>> owners = new TreeMap<>();
    model.forEach((name, field) -> owners.put(name, field.owners()));
    return owners;
  }

  private static Map<String, Set<String>> owners(ObjectNode object) {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (String manager : MANAGERS) {
      FieldSet fields =
          ManagedFields.of(object).fieldsOf(new FieldManager(manager, Operation.Apply, "v1", ""));
      for (List<String> path : fields.paths()) {
        String name = nameOf(path);
        if (name != null) {
          owners.computeIfAbsent(name, n -> new HashSet<>()).add(manager);
        }
      }
    }
    return owners;
  }

  /** The model's name of a path; null for those that always go with another. */
  private static String nameOf(List<String> path) {
    if (path.size() < 3) {
      return null;
    }
    String part = path.get(2).substring(2);
    if (path.get(1).equals("f:notes")) {
      return "note " + part;
    }
    String item = Json.parse(part).get("name").asText();
    if (path.size() == 3) {
      return "item " + item;
    }
    return path.get(3).equals("f:grams") ? "grams " + item : null;
  }
}
