package dev.syntheticdata.local.apiserver;

import static dev.syntheticdata.local.apiserver.TestApi.MERGE;
import static dev.syntheticdata.local.apiserver.TestApi.RECIPES;
import static dev.syntheticdata.local.apiserver.TestApi.recipe;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteTest {
  private static final String PIE = RECIPES + "/pie";
  private static final String SPEC = "{title: Pie, oven: {}}";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private TestApi.Answer merge(String path, String patch) {
    return api.patch(path, MERGE, patch);
  }

  private static int generation(JsonNode object) {
    return object.path("metadata").path("generation").asInt();
  }

  @Test
  void creationFillsInWhatTheServerDecides() {
    ObjectNode pie = api.cook("pie", SPEC);
    JsonNode metadata = pie.path("metadata");
    assertThat(metadata.path("uid").asText()).hasSize(36);
    assertThat(metadata.path("creationTimestamp").asText()).endsWith("Z");
    assertThat(metadata.path("namespace").asText()).isEqualTo("default");
    assertThat(generation(pie)).isEqualTo(1);
    assertThat(pie.path("spec").path("servings").asInt()).isEqualTo(2);
  }

  @Test
  void aNameIsTakenOnce() {
    api.cook("pie", SPEC);
    TestApi.Answer again = api.post(RECIPES, recipe("pie", SPEC));
    assertThat(again.code()).isEqualTo(409);
    assertThat(again.body().path("reason").asText()).isEqualTo("AlreadyExists");
    assertThat(again.message()).isEqualTo("recipes.kitchen.example.test \"pie\" already exists");
  }

  @Test
  void namesCanBeGenerated() {
    TestApi.Answer answer =
        api.post(RECIPES, recipe("x", SPEC).replace("{name: x}", "{generateName: pie-}"));
    assertThat(answer.body().path("metadata").path("name").asText()).matches("pie-[a-z0-9]{5}");
  }

  @Test
  void badNamesAreRefused() {
    TestApi.Answer answer = api.post(RECIPES, recipe("Pie", SPEC));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains("metadata.name").contains("RFC 1123 subdomain");
  }

  @Test
  void badLabelsAreRefused() {
    api.cook("pie", SPEC);
    assertThat(merge(PIE, "{\"metadata\":{\"labels\":{\"a\":\"b c\"}}}").message())
        .contains("metadata.labels: Invalid value: \"b c\": a valid label must be");
  }

  @Test
  void annotationsHaveALimit() {
    api.cook("pie", SPEC);
    String text = "x".repeat(256 * 1024);
    assertThat(merge(PIE, "{\"metadata\":{\"annotations\":{\"a\":\"" + text + "\"}}}").message())
        .endsWith("metadata.annotations: Too long: may not be more than 262144 bytes");
  }

  @Test
  void aWarningCannotBreakOutOfItsHeader() {
    TestApi.Answer answer =
        api.post(RECIPES, recipe("pie", "{title: Pie, pan: {}, \"a\\r\\nX-Evil: 1\": x}"));
    assertThat(answer.response().headers().firstValue("X-Evil")).isEmpty();
    assertThat(answer.response().headers().firstValue("Warning").orElse(""))
        .contains("spec.a??X-Evil: 1");
  }

  @Test
  void theGenerationCountsChangesOfTheSpecOnly() {
    api.cook("pie", SPEC);
    assertThat(generation(merge(PIE, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}").body()))
        .isEqualTo(1);
    assertThat(generation(merge(PIE + "/status", "{\"status\":{\"phase\":\"x\"}}").body()))
        .isEqualTo(1);
    assertThat(generation(merge(PIE, "{\"spec\":{\"servings\":5}}").body())).isEqualTo(2);
  }

  @Test
  void aWriteThatChangesNothingIsNoWrite() {
    ObjectNode pie = api.cook("pie", SPEC);
    String version = pie.path("metadata").path("resourceVersion").asText();
    assertThat(merge(PIE, "{\"spec\":{\"servings\":2}}").resourceVersion()).isEqualTo(version);
    assertThat(api.put(PIE, pie).resourceVersion()).isEqualTo(version);
    assertThat(api.get(RECIPES).resourceVersion()).isEqualTo(version);
  }

  @Test
  void theMainEndpointLeavesTheStatusAlone() {
    api.cook("pie", SPEC);
    merge(PIE + "/status", "{\"status\":{\"phase\":\"Baked\"}}");
    JsonNode after =
        merge(PIE, "{\"spec\":{\"servings\":5},\"status\":{\"phase\":\"Raw\"}}").body();
    assertThat(after.path("status").path("phase").asText()).isEqualTo("Baked");
  }

  @Test
  void theStatusEndpointLeavesTheRestAlone() {
    api.cook("pie", SPEC);
    JsonNode after =
        merge(
                PIE + "/status",
                "{\"spec\":{\"servings\":5},\"metadata\":{\"labels\":{\"a\":\"b\"}},"
                    + "\"status\":{\"phase\":\"Baked\"}}")
            .body();
    assertThat(after.path("spec").path("servings").asInt()).isEqualTo(2);
    assertThat(after.path("metadata").has("labels")).isFalse();
    assertThat(after.path("status").path("phase").asText()).isEqualTo("Baked");
  }

  @Test
  void aStatusOnCreationIsDropped() {
    TestApi.Answer answer = api.post(RECIPES, recipe("pie", SPEC) + "status: {phase: x}");
    assertThat(answer.body().has("status")).isFalse();
  }

  @Test
  void aStaleVersionConflicts() {
    ObjectNode pie = api.cook("pie", SPEC);
    merge(PIE, "{\"spec\":{\"servings\":5}}");
    TestApi.Answer stale = api.put(PIE, pie);
    assertThat(stale.code()).isEqualTo(409);
    assertThat(stale.message())
        .isEqualTo(
            "Operation cannot be fulfilled on recipes.kitchen.example.test \"pie\": the object"
                + " has been modified; please apply your changes to the latest version and try"
                + " again");
  }

  @Test
  void aPatchCanCarryAVersionToo() {
    api.cook("pie", SPEC);
    TestApi.Answer stale =
        merge(PIE, "{\"metadata\":{\"resourceVersion\":\"1\"},\"spec\":{\"servings\":5}}");
    assertThat(stale.code()).isEqualTo(409);
  }

  @Test
  void aCustomResourceIsNotReplacedWithoutAVersion() {
    ObjectNode pie = api.cook("pie", SPEC);
    ((ObjectNode) pie.get("metadata")).remove("resourceVersion");
    TestApi.Answer answer = api.put(PIE, pie);
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains("metadata.resourceVersion").contains("must be specified");
  }

  @Test
  void anotherUidConflicts() {
    ObjectNode pie = api.cook("pie", SPEC);
    ((ObjectNode) pie.get("metadata")).put("uid", "other");
    assertThat(api.put(PIE, pie).message()).contains("Precondition failed: UID");
  }

  @Test
  void whatTheServerDecidedCannotBeChanged() {
    ObjectNode pie = api.cook("pie", SPEC);
    JsonNode after =
        merge(
                PIE,
                "{\"metadata\":{\"creationTimestamp\":\"2000-01-01T00:00:00Z\",\"generation\":9,"
                    + "\"deletionTimestamp\":\"2000-01-01T00:00:00Z\"}}")
            .body();
    assertThat(after.path("metadata")).isEqualTo(pie.path("metadata"));
  }

  @Test
  void immutableFieldsAreKeptByTransitionRules() {
    api.cook("pie", "{title: Pie, oven: {}, batch: one}");
    assertThat(merge(PIE, "{\"spec\":{\"batch\":\"two\"}}").message())
        .contains("spec.batch: Invalid value: \"two\": batch is immutable");
    assertThat(merge(PIE, "{\"spec\":{\"batch\":null}}").message())
        .contains("batch cannot be removed");
  }

  @Test
  void aRuleCanForbidWithAComputedMessage() {
    api.cook("pie", "{title: Pie, oven: {}, level: 3}");
    TestApi.Answer answer = merge(PIE, "{\"spec\":{\"level\":2}}");
    assertThat(answer.message()).endsWith("spec.level: Forbidden: the level can only grow from 3");
    assertThat(answer.body().path("details").path("causes").get(0).path("reason").asText())
        .isEqualTo("FieldValueForbidden");
  }

  @Test
  void rulesWaitUntilTypesAreRight() {
    TestApi.Answer answer = api.post(RECIPES, recipe("pie", "{servings: many}"));
    assertThat(answer.message())
        .contains("spec.title: Required value")
        .contains("spec.servings in body must be of type integer")
        .contains("some validation rules were not checked");
  }

  @Test
  void unknownFieldsAreDroppedWithAWarning() {
    TestApi.Answer answer = api.post(RECIPES, recipe("pie", "{title: Pie, pan: {}, titel: x}"));
    assertThat(answer.body().path("spec").has("titel")).isFalse();
    assertThat(answer.response().headers().firstValue("Warning"))
        .hasValue("299 - \"unknown field \\\"spec.titel\\\"\"");
  }

  @Test
  void unknownFieldsAreRefusedWhenStrict() {
    TestApi.Answer answer =
        api.post(
            RECIPES + "?fieldValidation=Strict", recipe("pie", "{title: Pie, pan: {}, titel: x}"));
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "Recipe in version \"v1alpha1\" cannot be handled as a Recipe: strict decoding error:"
                + " unknown field \"spec.titel\"");
  }

  @Test
  void unknownFieldsAreDroppedSilentlyWhenIgnored() {
    TestApi.Answer answer =
        api.post(
            RECIPES + "?fieldValidation=Ignore", recipe("pie", "{title: Pie, pan: {}, titel: x}"));
    assertThat(answer.response().headers().firstValue("Warning")).isEmpty();
  }

  @Test
  void aDryRunAnswersButStoresNothing() {
    TestApi.Answer answer = api.post(RECIPES + "?dryRun=All", recipe("pie", SPEC));
    assertThat(answer.body().path("metadata").path("uid").asText()).isNotEmpty();
    assertThat(api.get(PIE).code()).isEqualTo(404);
  }

  @Test
  void duplicateKeysOfAListAreRefused() {
    TestApi.Answer answer =
        api.post(
            RECIPES, recipe("pie", "{title: Pie, pan: {}, ingredients: [{name: a}, {name: a}]}"));
    assertThat(answer.message()).contains("spec.ingredients[1]: Duplicate value: {\"name\":\"a\"}");
  }

  @Test
  void applyCreatesAndThenOnlyChangesWhatItSays() {
    TestApi.Answer first = api.apply(PIE, "me", recipe("pie", SPEC));
    assertThat(first.code()).isEqualTo(201);
    merge(PIE, "{\"spec\":{\"servings\":7}}");
    TestApi.Answer second = api.apply(PIE, "me", recipe("pie", "{title: Tart, oven: {}}"));
    assertThat(second.code()).isEqualTo(200);
    assertThat(second.body().path("spec").path("servings").asInt()).isEqualTo(7);
    assertThat(second.body().path("spec").path("title").asText()).isEqualTo("Tart");
  }

  @Test
  void applyOfAStatusOwnsOnlyTheStatus() {
    api.cook("pie", SPEC);
    String status = recipe("pie", "{title: Other}") + "status: {phase: Baked}";
    JsonNode after = api.apply(PIE + "/status", "me", status).body();
    assertThat(after.path("spec").path("title").asText()).isEqualTo("Pie");
    JsonNode entry = after.path("metadata").path("managedFields").get(1);
    assertThat(entry.path("subresource").asText()).isEqualTo("status");
    assertThat(entry.path("fieldsV1")).isEqualTo(Yaml.object("{'f:status': {'f:phase': {}}}"));
  }

  @Test
  void applyingWhatWasReadDoesNotReviveADeletedObject() {
    ObjectNode pie = api.cook("pie", SPEC);
    ((ObjectNode) pie.get("metadata")).remove("managedFields");
    api.delete(PIE);
    TestApi.Answer answer = api.apply(PIE, "me", pie.toString());
    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.message()).contains("uid mismatch");
    assertThat(api.get(PIE).code()).isEqualTo(404);
  }

  @Test
  void applyNeedsAFieldManager() {
    TestApi.Answer answer = api.patch(PIE, TestApi.APPLY, recipe("pie", SPEC));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains("fieldManager: Required value");
  }

  @Test
  void conflictsCarryTheirCauses() {
    api.apply(PIE, "me", recipe("pie", SPEC));
    TestApi.Answer answer = api.apply(PIE, "you", recipe("pie", "{title: Tart}"));
    assertThat(answer.code()).isEqualTo(409);
    JsonNode cause = answer.body().path("details").path("causes").get(0);
    assertThat(cause.path("reason").asText()).isEqualTo("FieldManagerConflict");
    assertThat(cause.path("field").asText()).isEqualTo(".spec.title");
  }

  @Test
  void bodiesOfAnotherKindOrNameAreRefused() {
    assertThat(
            api.post(RECIPES, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}").message())
        .contains("cannot be handled as a Recipe");
    ObjectNode pie = api.cook("pie", SPEC);
    assertThat(api.put(RECIPES + "/tart", pie).message())
        .contains("does not match the name on the URL");
  }

  @Test
  void listsArePaged() {
    for (String name : new String[] {"a", "b", "c"}) {
      api.cook(name, SPEC);
    }
    JsonNode first = api.get(RECIPES + "?limit=2").body();
    assertThat(first.path("items")).hasSize(2);
    assertThat(first.path("metadata").path("remainingItemCount").asInt()).isEqualTo(1);
    String token = first.path("metadata").path("continue").asText();
    JsonNode second = api.get(RECIPES + "?limit=2&continue=" + token).body();
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("metadata").has("continue")).isFalse();
  }

  @Test
  void anUnknownFieldSelectorIsRefused() {
    assertThat(api.get(RECIPES + "?fieldSelector=spec.title%3DPie").message())
        .isEqualTo("field label not supported: spec.title");
  }

  @Test
  void onlyMetadataIsSentWhenAsked() {
    api.cook("pie", SPEC);
    TestApi.Answer answer =
        api.send(
            api.request(RECIPES)
                .header(
                    "Accept", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"));
    assertThat(answer.body().path("kind").asText()).isEqualTo("PartialObjectMetadataList");
    assertThat(answer.body().path("items").get(0).has("spec")).isFalse();
  }
}
